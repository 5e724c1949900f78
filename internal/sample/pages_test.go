package sample_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"imr/internal/bundle"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/finding"
	"imr/internal/pdfium"
	"imr/internal/sample"
)

func TestMain(m *testing.M) {
	if pdfium.IsWorker() {
		pdfium.ServeWorker()
	}
	os.Exit(m.Run())
}

// pages reads the pages of all documents of the bundle, as the reader does.
func pages(t *testing.T, engine *pdfium.Engine, b *bundle.Bundle) []casefile.Page {
	t.Helper()
	var out []casefile.Page
	for _, d := range b.Case.Documents {
		f, err := b.OpenFile(d.ID)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		sizes, err := engine.Inspect(context.Background(), f)
		if err != nil {
			t.Fatal(err)
		}
		for n := range sizes {
			words, _, err := engine.Words(context.Background(), f, n+1)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, casefile.Page{Document: d.ID, Number: n + 1, Words: words})
		}
	}
	return out
}

// TestPages looks at every page of every sample as PDFium reads it.
func TestPages(t *testing.T) {
	engine := pdfium.New(pdfium.Config{})
	defer engine.Close()
	limits := map[string]struct{ atLeast, atMost int }{"case1": {45, 60}, "case2": {25, 40}, "case3": {12, 20}}
	for _, s := range sample.Cases() {
		t.Run(s.Key, func(t *testing.T) {
			b := open(t, sample.WriteReviewedBundle, s.Key)
			all := pages(t, engine, b)
			if n := len(all); n < limits[s.Key].atLeast || n > limits[s.Key].atMost {
				t.Errorf("%d pages, want %v", n, limits[s.Key])
			}
			for _, p := range all {
				checkPage(t, b.Case, p)
			}
			checkQuotes(t, b, all)
			for _, f := range finding.Blocking(finding.Check(finding.Input{Case: b.Case, Review: *b.Review, Pages: all})) {
				t.Errorf("%s stands in the way, item %q: %s: %s", f.Code, f.Item, f.Message, f.Text)
			}
		})
	}
}

// checkPage wants the mark of fiction and the right patient on the page.
func checkPage(t *testing.T, c casefile.Case, p casefile.Page) {
	t.Helper()
	text := plain(p.Text())
	surname := c.Employee.Name[strings.LastIndex(c.Employee.Name, " ")+1:]
	for what, ok := range map[string]bool{
		"mark of fiction": strings.Contains(text, plain("Fiction – sample record, no real person")),
		"claim number":    strings.Contains(text, plain(c.ClaimNumber)),
		"surname":         strings.Contains(text, plain(surname)),
		"date of birth":   holdsDate(text, c.Employee.DateOfBirth),
	} {
		if !ok {
			t.Errorf("%s page %d lacks the %s", p.Document, p.Number, what)
		}
	}
}

// holdsDate reports whether the text has the date in one of the forms in which
// the clinics write it.
func holdsDate(text string, d calendar.Date) bool {
	us := d.US()
	short := us[:6] + us[8:]
	bare := strings.ReplaceAll(strings.TrimPrefix(us, "0"), "/0", "/")
	for _, form := range []string{us, short, bare, strings.ReplaceAll(short[1:], "/", "-"), d.Long()} {
		if strings.Contains(text, plain(form)) {
			return true
		}
	}
	return false
}

func checkQuotes(t *testing.T, b *bundle.Bundle, all []casefile.Page) {
	t.Helper()
	for _, sentence := range b.Review.Summary {
		if len(sentence.Sources) == 0 {
			t.Errorf("no source: %s", sentence.Text)
		}
		for _, src := range sentence.Sources {
			if !stands(src.Quote, src.Document, src.Page, all) {
				t.Errorf("not on page %d of %s: %s", src.Page, src.Document, src.Quote)
			}
		}
	}
}

func stands(quote string, id casefile.DocumentID, page int, all []casefile.Page) bool {
	for _, p := range all {
		if p.Document == id && p.Number == page {
			return strings.Contains(plain(p.Text()), plain(quote))
		}
	}
	return false
}

// plain folds case and white space.
func plain(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
