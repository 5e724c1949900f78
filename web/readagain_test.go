package web

import (
	"bytes"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/templates"
)

// TestReadAgainIsOffered where another reading may better the text, and only there.
func TestReadAgainIsOffered(t *testing.T) {
	for name, tt := range map[string]struct {
		page  casefile.Page
		state casefile.State
		want  bool
	}{
		"text of its own":        {casefile.Page{Reading: casefile.Printed}, casefile.InReview, false},
		"an older OCR":           {casefile.Page{Reading: casefile.HiddenOCR}, casefile.InReview, true},
		"an older OCR, not ours": {casefile.Page{Reading: casefile.HiddenOCR}, casefile.Ready, true},
		"an older OCR, signed":   {casefile.Page{Reading: casefile.HiddenOCR}, casefile.HandedIn, false},
		"read well":              {casefile.Page{Reading: casefile.OCR, Confidence: 95}, casefile.InReview, false},
		"read badly":             {casefile.Page{Reading: casefile.OCR, Confidence: 40}, casefile.InReview, true},
		"not to be read":         {casefile.Page{Reading: casefile.Unreadable}, casefile.InReview, true},
		"waiting":                {casefile.Page{Reading: casefile.AwaitsOCR}, casefile.InReview, false},
	} {
		t.Run(name, func(t *testing.T) {
			v := longView(1)
			v.o.State = tt.state
			tt.page.Document, tt.page.Number, tt.page.Width, tt.page.Height = "d1", 1, 612, 792
			v.records.Pages[0] = tt.page
			c := echo.New().NewContext(httptest.NewRequest("GET", "/cases/1/records", nil), httptest.NewRecorder())
			var out bytes.Buffer
			must(t, templates.RecordsPage(templates.Records{Workspace: templates.Workspace{Reader: v.template(c)}}).Render(t.Context(), &out))
			button := `form="read-again" formaction="` + pagePath(own, "d1", 1) + `/again"`
			if offered := strings.Contains(out.String(), button); offered != tt.want {
				t.Errorf("offered: %v, want %v", offered, tt.want)
			}
			if !strings.Contains(out.String(), `<form id="read-again" method="post">`) {
				t.Error("the form of the button is missing")
			}
		})
	}
}
