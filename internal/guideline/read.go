package guideline

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"imr/internal/calendar"
)

//go:embed library.csv
var libraryCSV string

//go:embed sections.csv
var sectionsCSV string

// row is one line of a table by the names of its columns.
type row map[string]string

// read reads the editions of the two tables that ship with the program. The error
// names the table and the row.
func read(library, sections io.Reader) ([]Edition, error) {
	rows, err := table(library)
	if err != nil {
		return nil, fmt.Errorf("library: %w", err)
	}
	var editions []Edition
	for i, r := range rows {
		list, err := r.editions()
		if err != nil {
			return nil, fmt.Errorf("library, row %d (%s): %w", i+1, r["key"], err)
		}
		editions = append(editions, list...)
	}
	headings, err := table(sections)
	if err != nil {
		return nil, fmt.Errorf("sections: %w", err)
	}
	endBySuccessor(editions)
	return editions, addHeadings(editions, headings)
}

// table reads a table with a head line; a line that begins with # is a remark.
func table(r io.Reader) ([]row, error) {
	reader := csv.NewReader(r)
	reader.Comment = '#'
	lines, err := reader.ReadAll()
	if err != nil {
		return nil, err
	}
	if len(lines) == 0 {
		return nil, io.ErrUnexpectedEOF
	}
	rows := make([]row, 0, len(lines)-1)
	for _, line := range lines[1:] {
		r := row{}
		for i, name := range lines[0] {
			r[name] = line[i]
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// editions is the edition of the row, or the several that a span of years stands for.
func (r row) editions() ([]Edition, error) {
	e := Edition{
		Key: r["key"], Family: r["family"], Source: r["source"], Chapter: r["chapter"], MTUSSection: r["mtus_section"],
		Publisher: r["publisher"], Published: r["published"], Year: r["edition"], AlsoCited: list(r["also_cited"]),
		BodyParts: list(r["body_parts"]), SearchWords: r["search_words"], Kind: Kind(r["kind"]), Confirmed: r["confirmed"] == "yes",
	}
	if e.Key == "" || e.Family == "" || e.Source == "" {
		return nil, fmt.Errorf("key, family or source is missing")
	}
	if e.Kind != Guidelines && e.Kind != StudySource {
		return nil, fmt.Errorf("%q is no kind", e.Kind)
	}
	if err := e.From.UnmarshalText([]byte(r["effective_from"])); err != nil {
		return nil, err
	}
	if err := e.To.UnmarshalText([]byte(r["ended"])); err != nil {
		return nil, err
	}
	return e.yearly()
}

// yearly is the edition itself, or one for each year of a span such as
// 2013-2020, issued on January 1.
func (e Edition) yearly() ([]Edition, error) {
	first, last, span := strings.Cut(e.Year, "-")
	if !span {
		return []Edition{e}, nil
	}
	from, err := strconv.Atoi(first)
	if err != nil {
		return nil, err
	}
	to, err := strconv.Atoi(last)
	if err != nil {
		return nil, err
	}
	var editions []Edition
	for year := from; year <= to; year++ {
		next := e
		next.Year = strconv.Itoa(year)
		next.Published = next.Year
		next.From = calendar.Date{Year: year, Month: 1, Day: 1}
		editions = append(editions, next)
	}
	return editions, nil
}

// endBySuccessor ends each edition on the day before the next one of its
// chapter begins, unless the table ends it earlier.
func endBySuccessor(editions []Edition) {
	for i := range editions {
		e := &editions[i]
		if i+1 == len(editions) || editions[i+1].Key != e.Key {
			continue
		}
		last := editions[i+1].From.AddDays(-1)
		if e.To.IsZero() || last.Before(e.To) {
			e.To = last
		}
	}
}

// addHeadings gives each edition the headings of its chapter.
func addHeadings(editions []Edition, headings []row) error {
	for _, h := range headings {
		for _, key := range list(h["chapters"]) {
			if !slices.ContainsFunc(editions, func(e Edition) bool { return e.Key == key }) {
				return fmt.Errorf("sections: %q stands under %q, which is no chapter", h["heading"], key)
			}
		}
		for i := range editions {
			if slices.Contains(list(h["chapters"]), editions[i].Key) {
				editions[i].Sections = append(editions[i].Sections, Heading{h["heading"], h["search_words"]})
			}
		}
	}
	return nil
}

// list splits a cell at its semicolons.
func list(cell string) []string {
	var parts []string
	for part := range strings.SplitSeq(cell, ";") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}
