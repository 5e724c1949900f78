package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"imr/internal/letter"
)

// seed is the published determination that letters take after, by paragraphs:
// white space is one space, and a heading is a paragraph of its own.
type seed []string

func readSeed(t *testing.T) seed {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "..", "shared", "seed", "determination.txt"))
	if os.IsNotExist(err) {
		t.Skip("the seed is not here")
	}
	must(t, err)
	var s seed
	var open []string
	end := func() {
		if len(open) > 0 {
			s = append(s, strings.Join(open, " "))
		}
		open = nil
	}
	for _, line := range strings.Split(string(data), "\n") {
		words := strings.Join(strings.Fields(line), " ")
		switch {
		case line == "": // after every printed line
		case words == "":
			end()
		case isHeading(words):
			end()
			s = append(s, words)
		default:
			open = append(open, words)
		}
	}
	end()
	return s
}

func isHeading(line string) bool { return len(line) > 3 && line == strings.ToUpper(line) }

// find is what the expression's groups are in the first paragraph that has it.
func (s seed) find(t *testing.T, expression string) []string {
	t.Helper()
	e := regexp.MustCompile(expression)
	for _, p := range s {
		if m := e.FindStringSubmatch(p); m != nil {
			return m[1:]
		}
	}
	t.Fatalf("the seed has no %s", expression)
	return nil
}

// day is a date of the seed as the bundle writes it.
func day(t *testing.T, words string) string {
	t.Helper()
	on, err := time.Parse("1/2/06", words)
	must(t, err)
	return on.Format(time.DateOnly)
}

// seedFacts are what a bundle and the flags of imr letter say of the seed.
type seedFacts struct {
	organization, shortName, board, state string
	item, adjuster, rationale, summary    string
	source, chapter, section              string
	injured, service, requested           string
}

func (s seed) facts(t *testing.T) (f seedFacts) {
	t.Helper()
	f.organization = s.find(t, `^(.+?) sent the complete case file`)[0]
	f.shortName = strings.Fields(f.organization)[0]
	f.board = s.find(t, `is Board Certified (.+?) and is licensed`)[0]
	f.state = s.find(t, `licensed to practice in (.+?)\. `)[0]
	f.summary = s[slices.Index(s, letter.SectionIssues)-1]
	f.item = s.find(t, `^(.+): Upheld$`)[0]
	f.adjuster = s.find(t, `^Claims Administrator guideline: (.+)$`)[0]
	cited := s.find(t, `Non-MTUS Citation .+\((\w+)\), ([^,]+), ([^,]+)\.$`)
	f.source, f.chapter, f.section = cited[0], cited[1], cited[2]
	f.rationale = s.find(t, `^Decision rationale: (.+)$`)[0]
	f.injured = day(t, s.find(t, `injured his .+? on (\d+/\d+/\d+)\.`)[0])
	f.service = day(t, s.find(t, `services (\d+/\d+/\d+): Upheld$`)[0])
	f.requested = day(t, s.find(t, `evaluated on (\d+/\d+/\d+)`)[0])
	return f
}

type object = map[string]any

// bundle writes the facts as a bundle. The seed has no records and no names, so
// those are invented.
func (f seedFacts) bundle(t *testing.T) string {
	t.Helper()
	var summary []object
	for _, sentence := range regexp.MustCompile(`[^.]+(?:\.\S[^.]*)*\.`).FindAllString(f.summary, -1) {
		summary = append(summary, object{"text": strings.TrimSpace(sentence), "sources": []object{}})
	}
	data, err := json.Marshal(object{
		"format": "imr-case/1", "number": "CM14-0099003", "priority": "standard",
		"application":    object{"received": "2014-03-14", "channel": "mail", "signed": "2014-03-10", "signed_by": "employee"},
		"employee":       object{"name": "Fictional Worker", "date_of_birth": "1961-05-02", "sex": "male"},
		"date_of_injury": f.injured, "claim_number": "FICTION-3", "employer": object{"name": "Fictional Employer"},
		"claims_administrator": object{"name": "Fictional Administrator", "address": "1 Fiction Way", "email": "a@fiction.example"},
		"requesting_physician": object{"name": "Fictional Physician", "specialty": "Orthopaedics", "facility": "Fiction Clinic"},
		"utilization_review": object{"organization": "Fiction UR", "physician": "Fictional UR Physician", "decision_date": "2014-03-01",
			"served_date": "2014-03-03", "outcome": "denied", "conditional": false, "reason": "Not stated."},
		"request_for_authorization": f.requested,
		"items": []object{{"id": "1", "description": f.item, "category": "dmepos", "timing": "retrospective", "service_dates": []string{f.service},
			"body_parts":                     []object{{"part": "cervical spine", "side": ""}, {"part": "lumbar spine", "side": ""}},
			"claims_administrator_guideline": f.adjuster}},
		"documents": []object{},
		"review": object{"summary": summary, "answers": []object{}, "decisions": []object{{"item": "1", "decision": "upheld", "depends_on": "",
			"citation_basis": "mtus_silent", "basis_reason": "The schedule does not speak of kits.", "rationale": f.rationale,
			"citations": []object{{"guideline": f.source, "chapter": f.chapter, "section": f.section, "pages": "", "edition": ""}}}}},
	})
	must(t, err)
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "case.json"), data, 0o600))
	return dir
}

// TestSeed: the facts of the seed give a letter with its sections in its order,
// and the lines of its item.
func TestSeed(t *testing.T) {
	s := readSeed(t)
	f := s.facts(t)
	text := done(t, "letter", f.bundle(t), "--format", "text", "--organization-name", f.organization, "--short-name", f.shortName,
		"--board", f.board, "--licensed-in", f.state)
	lines := strings.Split(text, "\n")
	headings := func(of []string) []string {
		return slices.DeleteFunc(slices.Clone(of), func(l string) bool { return !isHeading(l) })
	}
	// the letter lists the documents as well, which the seed's year put in its front part
	got := slices.DeleteFunc(headings(lines), func(l string) bool { return l == letter.SectionDocuments })
	if want := headings(s); len(want) != 3 || !slices.Equal(got, want) {
		t.Errorf("the sections are %q, want %q", got, want)
	}
	if !slices.Contains(lines, f.summary) {
		t.Errorf("the summary is not the seed's:\n%s", text)
	}
	for _, want := range []string{f.board, f.state} {
		if !strings.Contains(text, ": "+want+"\n") {
			t.Errorf("the letter does not give the reviewer's %s", want)
		}
	}
	_, issues, _ := strings.Cut(text, letter.SectionIssues+"\n")
	paragraphs := strings.Split(strings.TrimSpace(issues), "\n\n")
	at := slices.Index(paragraphs, f.item+": Upheld")
	if at < 0 || len(paragraphs) != at+4 {
		t.Fatalf("the item of the seed is not the last four paragraphs:\n%s", issues)
	}
	item, first := paragraphs[at:], slices.Index(s, f.item+": Upheld")
	if item[1] != s[first+1] || item[3] != s[first+3] {
		t.Errorf("the administrator's guideline or the rationale is not the seed's:\n%s", issues)
	}
	label, _, _ := strings.Cut(s[first+2], ":")
	for _, want := range []string{label + ": ", "did not base the", "decision on the MTUS", "Decision based on Non-MTUS Citation",
		"(" + f.source + "), " + f.chapter + ", " + f.section} {
		if !strings.Contains(item[2], want) || !strings.HasPrefix(item[2], label+": ") {
			t.Errorf("%q lacks %q", item[2], want)
		}
	}
}
