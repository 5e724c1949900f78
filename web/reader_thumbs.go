package web

import (
	"fmt"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"imr/templates"
)

// thumbsParam asks for all pages as small pictures. A script shows them by itself.
const thumbsParam = "thumbs"

// thumbsURL leads to all pages as small pictures, the page at hand among them.
func (v readerView) thumbsURL() string {
	query := url.Values{thumbsParam: {"1"}, "pane": {"records"}, "order": {string(v.order)}}
	if v.at >= 0 {
		query.Set("at", at(v.records.Pages[v.at]))
	}
	return caseURL(v.o.Number) + "/records?" + query.Encode() + "#thumb-at-hand"
}

// thumbs are all pages, where the address asks for them; else nil.
func (v readerView) thumbs(c echo.Context) *templates.Thumbs {
	if c.QueryParam(thumbsParam) == "" {
		return nil
	}
	out := &templates.Thumbs{CloseURL: caseURL(v.o.Number) + "/records?pane=records"}
	if v.at >= 0 {
		p := v.records.Pages[v.at]
		out.CloseURL = pageURL(v.o.Number, p.Document, p.Number)
	}
	for i, p := range v.records.Pages {
		d, _ := v.o.Document(p.Document)
		one := templates.Thumb{Number: strconv.Itoa(i + 1), Says: fmt.Sprintf("%s, page %d of %d", d.Title, p.Number, d.Pages),
			URL: pageURL(v.o.Number, p.Document, p.Number), ImageURL: pagePath(v.o.Number, p.Document, p.Number) + "/image?w=160",
			Width: strconv.FormatFloat(p.Width, 'f', 0, 64), Height: strconv.FormatFloat(p.Height, 'f', 0, 64), Current: i == v.at}
		bits := v.kind(p)
		one.Copy, one.Seen = bits&outlineCopy > 0, bits&outlineSeen > 0
		if one.Copy {
			one.Says += ", copy"
		}
		if one.Seen {
			one.Says += ", opened"
		}
		out.Pages = append(out.Pages, one)
	}
	return out
}
