package guideline

import (
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"imr/internal/calendar"
	"imr/internal/fault"
)

// Columns names the fields of an edition, as a table of the library has them.
var Columns = []string{"key", "family", "source", "chapter", "mtus_section", "publisher", "published", "effective_from", "effective_to",
	"edition", "also_cited", "body_parts", "search_words", "kind", "confirmed", "sections"}

// Cells is the edition as a line of a table, a cell for each of Columns. Lists are
// parted by semicolons; a heading has what else finds it behind a bar.
func (e Edition) Cells() []string {
	confirmed := "no"
	if e.Confirmed {
		confirmed = "yes"
	}
	headings := make([]string, len(e.Sections))
	for i, h := range e.Sections {
		headings[i] = h.Title
		if h.Words != "" {
			headings[i] += " | " + h.Words
		}
	}
	return []string{e.Key, e.Family, e.Source, e.Chapter, e.MTUSSection, e.Publisher, e.Published, e.From.String(), e.To.String(),
		e.Year, strings.Join(e.AlsoCited, "; "), strings.Join(e.BodyParts, "; "), e.SearchWords, string(e.Kind), confirmed, strings.Join(headings, "; ")}
}

// FromCells is the edition of which Columns has these texts, settled. The fields
// that are wrong are named; the edition is of use where there are none.
func FromCells(cell func(column string) string) (Edition, fault.Fields) {
	var bad fault.Fields
	e := Edition{Key: cell("key"), Family: cell("family"), Source: cell("source"), Chapter: cell("chapter"), MTUSSection: cell("mtus_section"),
		Publisher: cell("publisher"), Published: cell("published"), Year: cell("edition"), AlsoCited: list(cell("also_cited")),
		BodyParts: list(cell("body_parts")), SearchWords: cell("search_words"), Kind: Kind(strings.TrimSpace(cell("kind")))}
	for _, f := range []struct {
		name string
		day  *calendar.Date
	}{{"effective_from", &e.From}, {"effective_to", &e.To}} {
		var ok bool
		if *f.day, ok = day(cell(f.name)); !ok {
			bad.Add(f.name, "“%s” is no date; write it as 2019-08-11 or 08/11/2019.", cell(f.name))
		}
	}
	switch strings.ToLower(strings.TrimSpace(cell("confirmed"))) {
	case "yes":
		e.Confirmed = true
	case "no", "":
	default:
		bad.Add("confirmed", "Write yes or no.")
	}
	for _, heading := range list(cell("sections")) {
		title, words, _ := strings.Cut(heading, "|")
		e.Sections = append(e.Sections, Heading{strings.TrimSpace(title), strings.TrimSpace(words)})
	}
	e = e.Settled()
	if len(bad) > 0 {
		return e, bad
	}
	return e, e.wrong()
}

// day reads a date in ISO form or as spreadsheets in the United States write it;
// the zero date where there is none.
func day(text string) (calendar.Date, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return calendar.Date{}, true
	}
	if at, err := time.Parse("1/2/2006", text); err == nil {
		return calendar.Date{Year: at.Year(), Month: at.Month(), Day: at.Day()}, true
	}
	on, err := calendar.ParseDate(text)
	return on, err == nil
}

// WriteTable writes the editions as CSV with a line of column names.
func WriteTable(w io.Writer, editions []Edition) error {
	out := csv.NewWriter(w)
	if err := out.Write(Columns); err != nil {
		return err
	}
	for _, e := range editions {
		if err := out.Write(e.Cells()); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Line is a line of a table that was read. Number is its place in the file, from 1
// for the column names.
type Line struct {
	Number  int
	Edition Edition
	Wrong   fault.Fields
}

// maxLines is the most lines that a table may have.
const maxLines = 20_000

// ReadTable reads a table that WriteTable wrote or a person made after it; the
// columns may stand in any order. It is Invalid as a whole, with the field “file”,
// where it is no such table; what is wrong in a line is said with the line.
func ReadTable(r io.Reader) ([]Line, error) {
	in := csv.NewReader(r)
	in.FieldsPerRecord = -1
	head, err := in.Read()
	if err != nil {
		return nil, notATable("The file is empty or no CSV table. Export the library to see what one looks like.")
	}
	head[0] = strings.TrimPrefix(head[0], "\ufeff") // spreadsheets put it there
	if words := wrongHead(head); words != "" {
		return nil, notATable("%s", words)
	}
	var lines []Line
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		var broken *csv.ParseError
		switch {
		case errors.As(err, &broken):
			return nil, notATable("Line %d cannot be read as CSV; look for a quotation mark that is not closed.", broken.Line)
		case err != nil:
			return nil, err
		case len(lines) == maxLines:
			return nil, notATable("The table has more than %d lines; import it in parts.", maxLines)
		}
		number, _ := in.FieldPos(0)
		lines = append(lines, lineOf(number, head, cells))
	}
}

func notATable(format string, args ...any) error {
	var bad fault.Fields
	bad.Add("file", format, args...)
	return bad.Err("The file was not read.")
}

// wrongHead says what is wrong with the column names, or "".
func wrongHead(head []string) string {
	for _, name := range Columns {
		if !slices.ContainsFunc(head, func(h string) bool { return strings.TrimSpace(h) == name }) {
			return "The first line lacks the column " + name + ". Export the library to see every column."
		}
	}
	if len(head) > len(Columns) {
		return "The first line names a column twice or one that there is not. The columns are " + strings.Join(Columns, ", ") + "."
	}
	return ""
}

func lineOf(number int, head, cells []string) Line {
	if len(cells) != len(head) {
		var bad fault.Fields
		bad.Add("key", "The line has %d cells, and the first line names %d columns.", len(cells), len(head))
		return Line{Number: number, Wrong: bad}
	}
	byName := map[string]string{}
	for i, name := range head {
		byName[strings.TrimSpace(name)] = cells[i]
	}
	e, bad := FromCells(func(column string) string { return byName[column] })
	return Line{number, e, bad}
}
