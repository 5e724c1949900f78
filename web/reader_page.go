package web

import (
	"fmt"
	"strconv"

	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/templates"
)

// page is the page at an index of the stream.
func (v readerView) page(index int) templates.ReaderPage {
	p := v.records.Pages[index]
	d, _ := v.o.Document(p.Document)
	base := pagePath(v.o.Number, d.ID, p.Number)
	out := templates.ReaderPage{Document: string(d.ID), Number: strconv.Itoa(p.Number), Stream: strconv.Itoa(index + 1),
		Label: fmt.Sprintf("%s, page %d of %d", d.Title, p.Number, d.Pages), Heading: d.Title, Date: orNone(d.Dated.US(), "no date"),
		Place: fmt.Sprintf("page %d of %d", p.Number, d.Pages), Note: readingNote(p),
		URL: textURL(v.o.Number, d.ID, p.Number), ImageURL: base + "/image", WordsURL: base + "/words",
		Width: strconv.FormatFloat(p.Width, 'f', 0, 64), Height: strconv.FormatFloat(p.Height, 'f', 0, 64), First: index == max(v.at, 0),
		AgainURL: againURL(v.o, p)}
	if one, found := v.stretch(p); found {
		out.Heading, out.Date = orNone(one.Title, d.Title), dateOf(one)
	}
	if of, copied := v.records.CopyOf[nameOf(p)]; copied {
		original, _ := v.o.Document(of.Document)
		out.CopyOf = fmt.Sprintf("page %d, %s, page %d", v.index[of]+1, original.Title, of.Number)
		out.CopyURL = pageURL(v.o.Number, of.Document, of.Number)
		out.CompareURL, out.DifferencesURL = base+"/compare", base+"/differences"
	}
	if of, like := v.near[nameOf(p)]; like {
		earlier, _ := v.o.Document(of.Document)
		out.Like = templates.Like{Label: fmt.Sprintf("page %d, %s, page %d", v.index[of]+1, earlier.Title, of.Number),
			URL: pageURL(v.o.Number, of.Document, of.Number), CompareURL: base + "/compare", DataURL: base + "/differences"}
	}
	return out
}

// stretch is the record that a page belongs to.
func (v readerView) stretch(p casefile.Page) (chronology.Stretch, bool) {
	for _, one := range v.records.Stream {
		if one.Document == p.Document && one.First <= p.Number && p.Number <= one.Last {
			return one, true
		}
	}
	return chronology.Stretch{}, false
}

// readingNote is what to know before relying on a page's text.
func readingNote(p casefile.Page) string {
	switch p.Reading {
	case casefile.NotRead:
		return "not read yet"
	case casefile.AwaitsOCR:
		return "waits for OCR"
	case casefile.Unreadable:
		return "cannot be read"
	case casefile.HiddenOCR:
		return "text by an older OCR"
	case casefile.OCR:
		if p.Doubtful() {
			return fmt.Sprintf("badly read by OCR, %.0f %%", p.Confidence)
		}
		return fmt.Sprintf("read by OCR, %.0f %%", p.Confidence)
	}
	return ""
}
