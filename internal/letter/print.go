package letter

import (
	"fmt"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/tagpdf"
)

// Envelope is a letter that goes out on paper: to whom, and the file as it was issued.
type Envelope struct {
	From    determination.Organization
	To      determination.Recipient
	Number  casefile.CaseNumber
	Version int
	On      calendar.Date // of the letter
	Letter  []byte        // PDF of this package
}

// Print is one file for the printer: for each envelope a page with the address and the
// letter behind it. Each begins on a page with an odd number, so that printing on both
// sides parts them.
func Print(envelopes []Envelope) ([]byte, error) {
	back, err := tagpdf.New(tagpdf.Meta{Title: "Letter"}, tagpdf.Style{}).Bytes()
	if err != nil {
		return nil, err
	}
	var files [][]byte
	for _, e := range envelopes {
		cover, err := e.cover()
		if err != nil {
			return nil, err
		}
		files = append(files, cover, e.Letter)
		pages, err := tagpdf.PageCount(e.Letter)
		if err != nil {
			return nil, err
		}
		if pages%2 == 0 {
			files = append(files, back)
		}
	}
	return tagpdf.Join("Letters to print", files...)
}

// Through the window of an envelope stands the address and nothing else.
const (
	windowTop   = 36.0
	windowBelow = 250.0
)

// cover is the page with the address. The case number stands below the fold, where the
// window does not show it.
func (e Envelope) cover() ([]byte, error) {
	d := tagpdf.New(tagpdf.Meta{Title: "Letter"}, tagpdf.Style{Family: tagpdf.Serif, Size: 12, Margin: 63})
	d.Text(tagpdf.Para{Runs: []tagpdf.Run{{Text: e.From.Name, Bold: true}}, Tight: true, Size: 10})
	for _, line := range lines(e.From.Address) {
		d.Text(tagpdf.Para{Runs: []tagpdf.Run{{Text: line}}, Tight: true, Size: 10})
	}
	d.Space(windowTop)
	address := lines(e.To.Address)
	if len(address) == 0 {
		address = []string{"(no address: enter it before mailing)"}
	}
	for _, line := range append([]string{e.To.Name}, address...) {
		d.Text(tagpdf.Para{Runs: []tagpdf.Run{{Text: line}}, Tight: true})
	}
	d.Space(windowBelow)
	d.Fields(1, []tagpdf.Field{{Label: "Enclosed", Value: "Final Determination Letter of " + e.On.Long()}, {Label: "IMR Case Number", Value: string(e.Number)},
		{Label: "Version", Value: fmt.Sprint(e.Version)}, {Label: "Questions", Value: e.From.Phone}})
	return d.Bytes()
}
