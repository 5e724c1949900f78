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

// read reads the two tables of a library. The error names the table and the row.
func read(library, sections io.Reader) (Library, error) {
	var l Library
	rows, err := table(library)
	if err != nil {
		return l, fmt.Errorf("library: %w", err)
	}
	for i, r := range rows {
		list, err := r.editions()
		if err != nil {
			return l, fmt.Errorf("library, row %d (%s): %w", i+1, r["key"], err)
		}
		l.editions = append(l.editions, list...)
	}
	headings, err := table(sections)
	if err != nil {
		return l, fmt.Errorf("sections: %w", err)
	}
	l.endBySuccessor()
	return l, l.index(headings)
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
		BodyParts: list(r["body_parts"]), Kind: Kind(r["kind"]), Confirmed: r["confirmed"] == "yes",
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
	e.words = searchable{
		named: searchWords(e.Source, e.Chapter),
		other: searchWords(longNames[e.Family], e.MTUSSection, strings.Join(e.BodyParts, " "), r["search_words"]),
	}
	return e.yearly()
}

// yearly is the edition itself, or one for each year of a span such as
// 2013-2020, issued on January 1.
func (e Edition) yearly() ([]Edition, error) {
	first, last, span := strings.Cut(e.Year, "-")
	if !span {
		return []Edition{e.of(e.Year)}, nil
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
		next := e.of(strconv.Itoa(year))
		next.Published = next.Year
		next.From = calendar.Date{Year: year, Month: 1, Day: 1}
		editions = append(editions, next)
	}
	return editions, nil
}

// of is the edition of the year, which a search finds by that year too.
func (e Edition) of(year string) Edition {
	e.Year = year
	e.words.other = append(slices.Clone(e.words.other), searchWords(year)...)
	return e
}

// endBySuccessor ends each edition on the day before the next one of its
// chapter begins, unless the table ends it earlier.
func (l *Library) endBySuccessor() {
	for i := range l.editions {
		e := &l.editions[i]
		if i+1 == len(l.editions) || l.editions[i+1].Key != e.Key {
			continue
		}
		last := l.editions[i+1].From.AddDays(-1)
		if e.To.IsZero() || last.Before(e.To) {
			e.To = last
		}
	}
}

// longNames are the names behind the initials, for searching.
var longNames = map[string]string{
	"MTUS":  "California Medical Treatment Utilization Schedule",
	"ODG":   "Official Disability Guidelines",
	"ACOEM": "American College of Occupational and Environmental Medicine Practice Guidelines",
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
