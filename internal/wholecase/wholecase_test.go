package wholecase

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"imr/internal/bundle"
)

const folder = "../../cmd/imr/testdata/whole"

// cases reads all labelled cases, in the order of their names.
func cases(t testing.TB) []Case {
	t.Helper()
	blocks, err := Blocks(filepath.Join(folder, "blocks.inc"))
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob(filepath.Join(folder, "[a-z][0-9][0-9]-*.txt"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	var all []Case
	for _, path := range paths {
		c, err := Read(path, blocks)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

// TestEveryCaseIsASoundBundle: what is written is taken by bundle.Open, with the
// same documents, sentences and decisions.
func TestEveryCaseIsASoundBundle(t *testing.T) {
	for _, c := range cases(t) {
		dir := filepath.Join(t.TempDir(), c.Name)
		if err := c.Write(dir); err != nil {
			t.Fatal(err)
		}
		b, err := bundle.Open(dir)
		if err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		if len(b.Case.Documents) != len(c.Documents) || len(b.Review.Summary) != len(c.Summary) {
			t.Errorf("%s: the bundle holds %d documents and %d sentences", c.Name, len(b.Case.Documents), len(b.Review.Summary))
		}
		b.Close()
	}
}

// TestLabelsFitTheirCases: the words of a plant stand in the draft or name a
// record, its page exists, and every quote is on its page unless it is planted.
func TestLabelsFitTheirCases(t *testing.T) {
	for _, c := range cases(t) {
		for _, p := range c.Plants {
			if !slices.ContainsFunc(p.Texts, func(text string) bool { return strings.Contains(c.draft(), folded(text)) }) && p.aboutTheDraft() {
				t.Errorf("%s: the draft does not say %q", c.Name, p.Texts)
			}
			if p.Document != "" && c.page(p.Document, p.Page) == "" {
				t.Errorf("%s: no page %s %d", c.Name, p.Document, p.Page)
			}
		}
		for _, s := range c.Summary {
			for _, at := range s.Sources {
				planted := slices.ContainsFunc(c.Plants, func(p Plant) bool { return slices.Contains(p.Codes, "quote-not-on-page") })
				if !planted && !strings.Contains(c.page(at.Document, at.Page), folded(at.Quote)) {
					t.Errorf("%s: %s page %d does not say %q", c.Name, at.Document, at.Page, at.Quote)
				}
			}
		}
	}
}

func (p Plant) aboutTheDraft() bool {
	return !slices.ContainsFunc(p.Codes, func(code string) bool {
		return slices.Contains([]string{"record-not-received", "records-only-ur", "other-patient", "item-undecided", "citation-incomplete",
			"mtus-exit-unexplained", "edition-not-in-force", "mtus-rebuttal-without-study", "rationale-missing", "dependency-inconsistent"}, code)
	})
}

func (c Case) draft() string {
	var b strings.Builder
	for _, s := range c.Summary {
		b.WriteString(s.Text + " ")
		for _, at := range s.Sources {
			b.WriteString(at.Quote + " ")
		}
	}
	for _, d := range c.Decisions {
		b.WriteString(fmt.Sprint(d.Fields, d.Citations) + " " + d.Rationale + " " + d.Plain + " ")
	}
	return folded(b.String())
}

// page is the words of the page's markup.
func (c Case) page(document string, n int) string {
	for _, d := range c.Documents {
		if d.Fields[0] == document && n >= 1 && n <= len(d.Pages) {
			return folded(d.Pages[n-1])
		}
	}
	return ""
}

// folded is the text in lower case with single spaces and without the bars of
// tables.
func folded(text string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(text, "|", " ")), " "))
}
