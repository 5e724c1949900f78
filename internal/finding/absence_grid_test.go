package finding

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/review"
)

// gridTopic is a thing that may be missing, with ways in which a draft names it,
// ways in which a record holds it, and ways in which a record does not.
type gridTopic struct {
	name            string
	said, held, not []string
}

// readGrid reads the topics of the folder testdata/grid.
func readGrid(t testing.TB) []gridTopic {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", "grid", "*.txt"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no grid: %v", err)
	}
	var out []gridTopic
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			key, rest, _ := strings.Cut(strings.TrimSpace(line), ":")
			if name, ok := strings.CutPrefix(line, "# "); ok {
				out = append(out, gridTopic{name: strings.TrimSpace(name)})
				continue
			}
			topic := &out[len(out)-1]
			list := map[string]*[]string{"said": &topic.said, "held": &topic.held, "not": &topic.not}[key]
			if list == nil {
				t.Fatalf("%s: what is %q?", path, line)
			}
			*list = split(rest, 1)
		}
	}
	return out
}

// gridForms are ways to say that the thing in the place of X is missing.
var gridForms = []string{
	"There is no documentation of X.",
	"The records contain no evidence of X.",
	"The submitted file does not mention X.",
	"The medical records fail to document X.",
	"The treating physician's notes are silent on X.",
	"Nowhere in the file is there a record of X.",
	"Nothing in the file shows X.",
	"The chart lacks any reference to X.",
	"The reports do not address X.",
	"X could not be found in the records provided.",
	"The documentation provided does not include X.",
	"No mention of X was found on review of the records.",
	"The request is made without any documentation of X.",
	"In this case, there is a lack of documented X.",
	"The progress reports make no mention of X.",
	"The file is devoid of X.",
	"The provider has not documented X.",
	"X is not documented anywhere in the clinical notes.",
	"I was unable to find X in the records.",
	"A review of the records reveals no X.",
	"The records are insufficient with regard to X.",
	"X is not evident from the records submitted for review.",
	"There was no clear documentation of X provided.",
	"The clinical notes submitted did not provide evidence of X.",
	"Absent from the file is any record of X.",
	"The submitted records do not establish X.",
	"The record does not reflect X.",
	"Documentation of X was not provided.",
	"No report describes X.",
	"The notes say nothing about X.",
	"There is nothing in the records regarding X.",
	"Missing from the record is X.",
	"The guideline criteria are not met because the file gives no indication of X.",
	"The requesting provider did not furnish documentation of X.",
	"The record is void of information on X.",
	"The available records leave X undocumented.",
	"There were no reports of X in the clinical notes.",
	"None of the reports mentions X.",
	"X has not been shown.",
	"I find no X in the records.",
	"I could find no documentation of X.",
	"One looks in vain for X.",
	"X does not appear in the records.",
	"The file offers nothing on X.",
	"The request lacks documentation of X.",
	"The worker has no documented X.",
	"The request is not supported by documentation of X.",
	"In the absence of documentation of X, the request is not supported.",
	"Absent evidence of X, the request cannot be approved.",
	"Without evidence of X, the request is not supported.",
	"Given the lack of X, the request is not supported.",
	"The provider did not address X.",
	"There is also no discussion of X.",
	"The records do not support a history of X.",
	"There is insufficient documentation of X.",
	"The reports are unclear as to X.",
	"The physician does not comment on X.",
	"It is not clear from the records that there was X.",
	"The record gives no hint of X.",
	"The available notes are lacking in documentation of X.",
	"The file was searched and X was not found.",
	"X was not submitted for review.",
	"X remains undocumented.",
	"There has been no documentation of X.",
	"No documentation of X has been submitted.",
	"At no point do the notes mention X.",
	"No clinical note speaks of X.",
	"Evidence of X is lacking.",
	"Evidence of X is absent from the file.",
	"The chart contains neither a mention of X nor a plan.",
	"The records fall short of documenting X.",
	"The records leave open whether there was X.",
	"There is, however, no evidence of X.",
	"The requesting physician provided no information about X.",
	"The documentation is deficient in X.",
	"The treating doctor never documents X.",
	"X was nowhere recorded.",
	"Records are negative for documentation of X.",
	"There is a paucity of documentation on X.",
	"The file makes no reference to X.",
	"X is conspicuously missing from the records.",
	"Nothing was provided to show X.",
	"None of the submitted reports documents X.",
	"The records reviewed were without mention of X.",
	"I see no record of X.",
	"There are no notes showing X.",
	"The clinical documentation omits X.",
	"The reviewer found no X in the file.",
	"X cannot be verified from the file.",
	"No one has documented X.",
	"The current report does not indicate X.",
	"The case lacks X.",
	"There was no report of X.",
	"The medical record is incomplete as regards X.",
	"The evidence submitted does not demonstrate X.",
}

// gridDraft is a draft with the one sentence, about a file with the one line.
func gridDraft(sentence, line string) *draft {
	doc := casefile.Document{ID: "d1", Title: "Progress report", Kind: "progress_report", Dated: calendar.MustDate("2015-05-04"), Pages: 1}
	return newDraft(Input{
		Case:   casefile.Case{Documents: []casefile.Document{doc}, Items: []casefile.DisputedItem{{ID: "1", Description: "Service"}}},
		Review: review.Review{Decisions: []review.Decision{{Item: "1", Outcome: review.Upheld, Rationale: sentence}}},
		Pages:  []casefile.Page{pageOf("d1", 1, line)},
	})
}

// inForm is the sentence of a form about a thing, which may begin with “that”,
// “how” or “whether”.
func inForm(form, thing string) string {
	s := strings.ReplaceAll(form, "X", thing)
	if strings.HasPrefix(thing, "that ") || strings.HasPrefix(thing, "how ") || strings.HasPrefix(thing, "whether ") {
		s = strings.NewReplacer(" of "+thing, " "+thing, " to "+thing, " as to "+thing).Replace(s)
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func refuted(sentence, line string) bool {
	return len(absenceClaim.find(gridDraft(sentence, line))) > 0
}

// gridTally counts what was tried and keeps a line for each miss.
type gridTally struct {
	tried  int
	missed []string
}

func (g *gridTally) add(ok bool, sentence, line string) {
	g.tried++
	if !ok {
		g.missed = append(g.missed, sentence+" | "+line)
	}
}

// within fails the test where more than one in so many was missed.
func (g *gridTally) within(t *testing.T, oneIn int) {
	t.Helper()
	if g.tried == 0 || len(g.missed)*oneIn > g.tried {
		t.Errorf("missed %d of %d:\n%s", len(g.missed), g.tried, strings.Join(g.missed, "\n"))
	}
}

// Every name of a topic is tried with every line that holds it and with every line
// that does not, and every form of a claim with every third topic.
func TestAbsenceGrid(t *testing.T) {
	var held, not, forms gridTally
	for i, g := range readGrid(t) {
		for j, said := range g.said {
			for k, line := range g.held {
				s := inForm(gridForms[(i+j+k)%3], said)
				held.add(refuted(s, line), s, line)
			}
			for _, line := range g.not {
				s := inForm(gridForms[j%3], said)
				not.add(!refuted(s, line), s, line)
			}
		}
		if i%3 > 0 || !refuted(inForm(gridForms[0], g.said[0]), g.held[0]) {
			continue
		}
		for _, form := range gridForms {
			s := inForm(form, g.said[0])
			forms.add(refuted(s, g.held[0]), s, g.held[0])
		}
	}
	t.Logf("of %d claims with a line that holds the thing %d are missed, of %d with one that does not %d are raised, of %d forms %d are missed",
		held.tried, len(held.missed), not.tried, len(not.missed), forms.tried, len(forms.missed))
	held.within(t, 20)
	not.within(t, 40)
	forms.within(t, 50)
}
