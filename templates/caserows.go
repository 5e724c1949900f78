package templates

import (
	"context"
	"html"
	"io"

	"github.com/a-h/templ"
)

// caseRows writes the rows of the queue by hand: templ formats each of their
// hundreds of values with package fmt, which took half of the time to draw the page.
func caseRows(v Cases) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var row []byte
		for i := range v.Rows {
			row = v.Rows[i].append(row[:0], v.ShowReviewer)
			if _, err := w.Write(row); err != nil {
				return err
			}
		}
		return nil
	})
}

func (r *CaseRow) append(b []byte, showReviewer bool) []byte {
	text := html.EscapeString
	daysLeft, end := `</small></td><td>`, `</td><td>`
	switch {
	case r.Late:
		daysLeft, end = `</small></td><td><b class="mark mark-late">`, `</b></td><td>`
	case r.Urgent:
		daysLeft, end = `</small></td><td><b class="mark mark-soon">`, `</b></td><td>`
	}
	reviewer := ""
	if showReviewer {
		reviewer = `</td><td>` + text(r.Reviewer)
	}
	return appendAll(b, `<tr><th scope="row"><a href="`, text(r.URL), `">`, text(r.Number), `</a></th><td>`, text(r.Initials),
		`</td><td class="num">`, text(r.Items), `</td><td>`, text(r.Priority),
		`</td><td><time datetime="`, text(r.DueISO), `">`, text(r.Due), `</time><small>`, text(r.Rule),
		daysLeft, text(r.DaysLeft), end, text(r.State), reviewer, `</td><td class="num">`, text(r.Pages), `</td></tr>`)
}

func appendAll(b []byte, parts ...string) []byte {
	for _, s := range parts {
		b = append(b, s...)
	}
	return b
}
