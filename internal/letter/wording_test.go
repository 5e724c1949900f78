package letter

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"
	"testing"

	"imr/internal/fault"
)

// TestShippedWordingNeverChanges: issued letters name version 1, and must always
// give the same bytes.
func TestShippedWordingNeverChanges(t *testing.T) {
	const pinned = "d704743f5e3088a76fec59f7748bb3e3e29efe73a2b574d856fba4dedf1f9077"
	if sum := sha256.Sum256(shipped); hex.EncodeToString(sum[:]) != pinned {
		t.Errorf("wording/1.json has the SHA-256 %x: new words are a new version, not a change of this one", sum)
	}
	if err := Default().Validate(); err != nil {
		t.Errorf("the shipped wording: %v", err)
	}
	again, err := Default().JSON()
	if err != nil {
		t.Fatal(err)
	}
	read, err := TemplateOf(7, again)
	twice, _ := read.JSON()
	if err != nil || read.Version != 7 || !bytes.Equal(again, twice) {
		t.Errorf("read back it is another: %v", err)
	}
}

func TestTemplateRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ language, key, text, want string }{
		"a place that is none":          {"en", "greeting", "Dear {{wroker}} {{worker}}:", "there is no place {{wroker}} here"},
		"a place of another passage":    {"en", "greeting", "Dear {{worker}}, {{code}}", "there is no place {{code}} here"},
		"spaces in the braces":          {"en", "greeting", "Dear {{ worker }}:", "there is no place {{ worker }} here"},
		"a missing place":               {"es", "greeting", "Hola:", "{{worker}} is missing, which is the employee’s name"},
		"a missing time limit":          {"en", "appeal", "You may appeal.", "{{appeal_days}} is missing"},
		"a place that does not end":     {"en", "greeting", "Dear {{worker}} {{worker:", "begins with {{ and ends with }}"},
		"a place that does not begin":   {"en", "greeting", "Dear {{worker}} worker}}:", "begins with {{ and ends with }}"},
		"bold words that do not end":    {"en", "greeting", "Dear **{{worker}}:", "between ** and **"},
		"nothing":                       {"en", "closing", " \n", "write the text"},
		"too much":                      {"en", "closing", strings.Repeat("x", 3001), "at most 3000"},
		"a control character":           {"en", "closing", "Sincerely\x1b[1m", "control character"},
		"a passage that is none":        {"en", "postscript", "x", "no passage “postscript”"},
		"a passage of another language": {"es", "how", "x", "no passage “how” in this language"},
	} {
		d := Default()
		d.Texts[Language(tt.language)][tt.key] = tt.text
		f := fault.Of(d.Validate())
		if got := f.Field(tt.language + "-" + tt.key); f == nil || len(f.Fields) != 1 || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %v, want %q", name, f, tt.want)
		}
	}
}

// TestEveryPlaceIsFilled: no letter shows braces, in no form, whatever of the
// allowed places an admin writes into a passage.
func TestEveryPlaceIsFilled(t *testing.T) {
	everything := Default()
	for _, p := range Passages {
		for _, l := range p.Languages {
			everything.Texts[l][p.Key] = p.Key + ": {{" + strings.Join(p.Allowed(), "}} {{") + "}}"
		}
	}
	if err := everything.Validate(); err != nil {
		t.Fatal(err)
	}
	i := later()
	for _, large := range []bool{false, true} {
		got := OfIssued(i, Form{Template: everything, Languages: []Language{Spanish, English}, Large: large}).Text()
		for _, p := range Passages {
			used := strings.Contains(got, p.Key+": "+fiction().Case.Employee.Name)
			if wanted := !slices.Contains([]string{"uphold", "overturn"}, p.Key); used != wanted {
				t.Errorf("passage %s is in the letter: %v", p.Key, used)
			}
		}
		if m := regexp.MustCompile(`.*(?:\{\{|\}\}).*`).FindString(got); m != "" {
			t.Errorf("braces are left: %s", m)
		}
	}
}

// TestNamesAreNoMarkup: what fills a place is set as it is.
func TestNamesAreNoMarkup(t *testing.T) {
	d := fiction()
	d.Case.Employee.Name = "Ana **Bo** {{code}}"
	if got := went(d).Text(); !strings.Contains(got, "Dear Ana **Bo** {{code}}:") {
		t.Error("the name was read as markup")
	}
}
