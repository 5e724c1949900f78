package finding

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// labelled is a case of the labelled set: a few sentences of draft, a few of
// record, and what must be found. The folder testdata/heldout was written first
// and is not looked at while a check is tuned; testdata/README.md has the format.
type labelled struct {
	name   string
	faults []label
	in     Input
}

// label is a fault that was planted; Text of the finding holds the piece.
type label struct {
	code  Code
	piece string
}

// readLabelled reads every case of a folder of testdata.
func readLabelled(t testing.TB, folder string) []labelled {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", folder, "*.txt"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases in %s: %v", folder, err)
	}
	var out []labelled
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		var block []string
		for lines := bufio.NewScanner(f); lines.Scan(); {
			if strings.HasPrefix(lines.Text(), "# ") && block != nil {
				out = append(out, newLabelled(t, block))
				block = nil
			}
			block = append(block, lines.Text())
		}
		out = append(out, newLabelled(t, block))
	}
	return out
}

// newLabelled makes the case of the lines of one block.
func newLabelled(t testing.TB, lines []string) labelled {
	t.Helper()
	b := newLabelledBuilder(strings.TrimPrefix(lines[0], "# "))
	for _, line := range lines[1:] {
		key, rest, _ := strings.Cut(line, ":")
		set := labelledKeys[key]
		switch {
		case strings.HasPrefix(line, "> "):
			b.openDocument(strings.Fields(line[2:]))
		case line == ">>":
			b.pages = append(b.pages, nil)
		case len(b.pages) > 0:
			b.pages[len(b.pages)-1] = append(b.pages[len(b.pages)-1], line)
		case set != nil:
			set(b, strings.TrimSpace(rest))
		case strings.TrimSpace(line) != "":
			t.Fatalf("%s: what is %q?", b.name, line)
		}
	}
	return b.finish()
}

// has reports whether the finding is the one that the label asks for.
func (l label) has(f Finding) bool {
	return f.Code == l.code && strings.Contains(strings.ToLower(f.Text+" "+f.Message), strings.ToLower(l.piece))
}

// tally counts, for a code, what was planted and found, and errors on nothing.
type tally struct{ planted, found, falsely int }

// score checks every case and returns the tallies by code, the number of cases
// without a fault and of those with a false error, and a line for each miss.
func score(cases []labelled) (codes map[Code]*tally, clean, dirty int, misses []string) {
	codes = map[Code]*tally{}
	of := func(c Code) *tally {
		if codes[c] == nil {
			codes[c] = &tally{}
		}
		return codes[c]
	}
	for _, c := range cases {
		fs := Check(c.in)
		for _, l := range c.faults {
			of(l.code).planted++
			if slices.ContainsFunc(fs, l.has) {
				of(l.code).found++
			} else {
				misses = append(misses, fmt.Sprintf("%s: missed %s", c.name, l.code))
			}
		}
		wrong := false
		for _, f := range fs {
			expected := slices.ContainsFunc(c.faults, func(l label) bool { return l.code == f.Code })
			if f.Severity != Error || expected {
				continue
			}
			wrong = true
			of(f.Code).falsely++
			misses = append(misses, fmt.Sprintf("%s: false %s: %s", c.name, f.Code, f.Text))
		}
		if len(c.faults) == 0 {
			clean++
			if wrong {
				dirty++
			}
		}
	}
	return codes, clean, dirty, misses
}

// BenchmarkLabelled prints recall and false errors for each code, on the cases
// that the checks were tuned on and on those that were kept apart.
func BenchmarkLabelled(b *testing.B) {
	for _, folder := range []string{"tuned", "heldout"} {
		b.Run(folder, func(b *testing.B) {
			cases := readLabelled(b, folder)
			var codes map[Code]*tally
			var clean, dirty int
			var misses []string
			for b.Loop() {
				codes, clean, dirty, misses = score(cases)
			}
			var all tally
			for _, info := range Codes() {
				if t := codes[info.Code]; t != nil {
					b.Logf("%-30s found %3d of %3d, false errors %d", info.Code, t.found, t.planted, t.falsely)
					if info.Severity == Error {
						all.planted, all.found = all.planted+t.planted, all.found+t.found
					}
				}
			}
			if folder == "tuned" {
				b.Log(strings.Join(misses, "\n"))
			}
			b.Logf("errors: recall %.3f of %d; %d of %d clean cases with a false error", float64(all.found)/float64(all.planted), all.planted, dirty, clean)
			b.ReportMetric(float64(all.found)/float64(all.planted), "recall")
			b.ReportMetric(10*float64(dirty)/float64(clean), "false/10-clean")
		})
	}
}
