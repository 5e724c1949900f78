package wholecase

import (
	"encoding/json"
	"flag"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// found is a finding as `imr check --format json` prints it.
type found struct {
	Code, Severity, Section, Item, Text, Message string
	Evidence                                     []struct {
		Document, Quote string
		Page            int
	}
}

// tally counts for one code.
type tally struct{ planted, found, shown, wrong int }

var built = flag.String("program", "", "the built imr to measure; empty builds it from the tree")

// harmless are warnings that a case without fault may raise.
var harmless = []string{"absence-claim-unsearched", "record-not-received", "reading-level"}

// BenchmarkWhole checks every case as a user does, with the program and its JSON,
// and prints for each batch the recall per code and the false errors.
func BenchmarkWhole(b *testing.B) {
	program := *built
	if program == "" {
		program = filepath.Join(b.TempDir(), "imr")
		if out, err := exec.Command("go", "build", "-tags", "sqlite_fts5", "-o", program, "imr/cmd/imr").CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
	}
	for batch, all := range batches(b) {
		b.Run(batch, func(b *testing.B) {
			s := scored(b, program, all)
			b.ReportMetric(s.recall(), "recall")
			b.ReportMetric(s.falseErrors(), "false-errors/10-clean")
			fmt.Printf("\nbatch %s: %s\n", batch, s)
		})
	}
}

func batches(b *testing.B) map[string][]Case {
	all := map[string][]Case{}
	for _, c := range cases(b) {
		all[c.Name[:1]] = append(all[c.Name[:1]], c)
	}
	return all
}

// score is what the checks made of a batch.
type score struct {
	codes                        map[string]*tally
	clean, cleanErrors, warnings int
	planted, errorsBesides       int
	lines                        []string
}

func scored(b *testing.B, program string, all []Case) *score {
	s := &score{codes: map[string]*tally{}}
	for _, c := range all {
		dir := filepath.Join(b.TempDir(), c.Name)
		if err := c.Write(dir); err != nil {
			b.Fatal(err)
		}
		out, err := exec.Command(program, "check", dir, "--format", "json").Output()
		var report struct{ Findings []found }
		if err == nil {
			err = json.Unmarshal(out, &report)
		}
		if err != nil {
			b.Fatalf("%s: %v %s", c.Name, err, out)
		}
		s.add(c, report.Findings)
	}
	return s
}

func (s *score) of(code string) *tally {
	if s.codes[code] == nil {
		s.codes[code] = &tally{}
	}
	return s.codes[code]
}

func (s *score) add(c Case, findings []found) {
	for _, p := range c.Plants {
		s.addPlant(c, p, findings)
	}
	if s.planted++; len(c.Plants) == 0 {
		s.planted, s.clean = s.planted-1, s.clean+1
	}
	for _, f := range findings {
		if slices.ContainsFunc(c.Plants, func(p Plant) bool { return p.met(f) }) || slices.Contains(harmless, f.Code) {
			continue
		}
		s.lines = append(s.lines, fmt.Sprintf("FALSE %s %s (%s): %q; %s%s", c.Name, f.Code, f.Severity, f.Text, f.Message, shown(f)))
		switch {
		case f.Severity != "error":
			s.warnings++
		case len(c.Plants) == 0:
			s.cleanErrors++
			s.of(f.Code).wrong++
		default:
			s.errorsBesides++
			s.of(f.Code).wrong++
		}
	}
}

func (s *score) addPlant(c Case, p Plant, findings []found) {
	t := s.of(p.Codes[0])
	t.planted++
	i := slices.IndexFunc(findings, p.met)
	if i < 0 {
		s.lines = append(s.lines, fmt.Sprintf("MISSED %s %s: %q; %s page %d", c.Name, p.Codes[0], p.Texts[0], p.Document, p.Page))
		return
	}
	t.found++
	if p.Document == "" || slices.ContainsFunc(findings, func(f found) bool { return p.met(f) && p.shownBy(f) }) {
		t.shown++
		return
	}
	s.lines = append(s.lines, fmt.Sprintf("ELSEWHERE %s %s: %q; wanted %s page %d%s", c.Name, p.Codes[0], p.Texts[0], p.Document, p.Page, shown(findings[i])))
}

// met says whether the finding is the plant: one of its codes, on its words.
func (p Plant) met(f found) bool {
	if !slices.Contains(p.Codes, f.Code) {
		return false
	}
	if !p.aboutTheDraft() && f.Code != "record-not-received" {
		return true
	}
	text := folded(f.Text)
	return slices.ContainsFunc(p.Texts, func(words string) bool {
		words = folded(words)
		return strings.Contains(text, words) || text != "" && strings.Contains(words, text)
	})
}

func (p Plant) shownBy(f found) bool {
	for _, e := range f.Evidence {
		if e.Document == p.Document && e.Page == p.Page {
			return true
		}
	}
	return false
}

func shown(f found) string {
	var b strings.Builder
	for _, e := range f.Evidence {
		fmt.Fprintf(&b, " [%s p%d %.90q]", e.Document, e.Page, e.Quote)
	}
	return b.String()
}

func (s *score) recall() float64 {
	planted, found := 0, 0
	for _, t := range s.codes {
		planted, found = planted+t.planted, found+t.found
	}
	return float64(found) / float64(max(planted, 1))
}

func (s *score) falseErrors() float64 { return float64(s.cleanErrors) * 10 / float64(max(s.clean, 1)) }

func (s *score) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "recall %.3f; %.1f false errors per ten clean bundles (%d in %d), %d more in %d planted ones; %d false warnings\n",
		s.recall(), s.falseErrors(), s.cleanErrors, s.clean, s.errorsBesides, s.planted, s.warnings)
	var codes []string
	for code := range s.codes {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		t := s.codes[code]
		fmt.Fprintf(&b, "%-32s found %d of %d, evidence on the page wanted %d, false %d\n", code, t.found, t.planted, t.shown, t.wrong)
	}
	return b.String() + strings.Join(s.lines, "\n")
}
