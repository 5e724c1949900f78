package letter

import (
	"fmt"
	"strings"
	"testing"

	"imr/internal/determination"
)

// pages are the lines of each page of the letter's file without its running lines.
func pages(t *testing.T, i determination.Issued, f Form) [][]string {
	t.Helper()
	raw, err := OfIssued(i, f).PDF()
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for _, page := range strings.Split(strings.TrimSuffix(tool(t, raw, "pdftotext", "-layout", "FILE", "-"), "\f"), "\f") {
		var body []string
		for _, line := range lines(page) {
			if !strings.HasPrefix(line, "IMR Case Number CM14-0031234") || strings.Contains(line, "Priority") || strings.Contains(line, "Decision Date") {
				body = append(body, line)
			}
		}
		out = append(out, body[:len(body)-1])
	}
	return out
}

// TestPagesEndWell sets letters of five items with 78 to 83 documents in both sizes: no
// page ends with a heading or with what leads to the next thing, each page on which the
// list of documents goes on begins with its head, and of each item the decision and both
// guideline lines begin on one page.
func TestPagesEndWell(t *testing.T) {
	for _, large := range []bool{false, true} {
		for more := range 6 {
			i := later()
			i.Determination.Case.Documents = append(i.Determination.Case.Documents, i.Determination.Case.Documents[:more]...)[more/2:]
			name := fmt.Sprintf("large %v, %d documents", large, len(i.Determination.Case.Documents))
			got := pages(t, i, Form{Large: large, Languages: LanguagesFor("")})
			if len(got) < 9 {
				t.Fatalf("%s: only %d pages", name, len(got))
			}
			checkPages(t, name, got, OfIssued(i, Form{Languages: LanguagesFor("")}))
		}
	}
}

func checkPages(t *testing.T, name string, got [][]string, l Letter) {
	t.Helper()
	var heads []string
	for level := range 4 {
		heads = append(heads, headings(l.Blocks(), level)...)
	}
	goesOn := false
	for n, page := range got {
		last := page[len(page)-1]
		for _, h := range heads {
			if strings.HasSuffix(h, last) {
				t.Errorf("%s: page %d ends with the heading %q", name, n+1, h)
			}
		}
		if strings.HasSuffix(last, ":") || strings.HasPrefix(last, "Claims Administrator guideline") {
			t.Errorf("%s: page %d ends with %q, whose end is on the next", name, n+1, last)
		}
		if goesOn && !strings.HasPrefix(page[0], "No.") {
			t.Errorf("%s: page %d goes on with the table without its head: %q", name, n+1, page[0])
		}
		text := strings.Join(page, "\n")
		goesOn = strings.Contains(text, "No. ") && !strings.Contains(text, SectionSummary) && !strings.Contains(got[min(n+1, len(got)-1)][0], SectionSummary)
		decided := strings.Count(text, ": Upheld\n") + strings.Count(text, "\nUpheld\n") + strings.Count(text, ": Overturned\n") + strings.Count(text, "\nOverturned\n")
		if begun := strings.Count(text, "SEMR guideline:"); begun < decided {
			t.Errorf("%s: page %d has %d items and %d guideline lines", name, n+1, decided, begun)
		}
	}
}

// TestStructure: the file of a letter is a tree of headings, lists, tables with heads
// and paragraphs, each in its language.
func TestStructure(t *testing.T) {
	raw, err := OfIssued(later(), Form{Languages: LanguagesFor(Spanish)}).PDF()
	if err != nil {
		t.Fatal(err)
	}
	got := tool(t, raw, "pdfinfo", "-struct", "FILE")
	for kind, least := range map[string]int{"H1": 2, "H2": 10, "H3": 5, "L ": 2, "LI": 6, "Lbl": 6, "LBody": 6, "Table": 9, "THead": 3, "TBody": 9, "TH:": 30, "TD": 480, "P": 40} {
		n := 0
		for _, line := range strings.Split(got, "\n") {
			if line = strings.TrimSpace(line) + " "; strings.HasPrefix(line, strings.TrimSpace(kind)+" ") {
				n++
			}
		}
		if n < least {
			t.Errorf("%d elements %s, want %d or more", n, kind, least)
		}
	}
	if !strings.Contains(string(raw), "/Lang (es-US)") {
		t.Error("nothing in the file says that it is in Spanish")
	}
}
