package chronology_test

import (
	"fmt"
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/chronology"
)

// ways are how papers come in: as they were made, faxed on, and stamped by those
// who produced them. Each adds dates that are none of the record's.
var ways = []struct {
	name       string
	head, foot []string
}{
	{"as made", []string{""}, []string{""}},
	{"faxed", []string{
		"03/29/2018 14:22 FAX 5550100199   CLAIMS RECORDS   @%03d/118",
		"Mar-29-2018 02:25pm   From-RECORDS UNIT   +5550100199   T-%03d  P.004/118  F-551",
		"To: IMR Intake   Page: %03d of 118   2018-03-29 21:22:07 (GMT)   From: Records",
		"Received: 3/29/2018 2:25:31 PM   03/29/2018  14:20   5550100177   PAGE %03d/118"},
		[]string{"", "PAGE %03d/118 * RCVD AT 3/29/2018 2:22:09 PM [Pacific Daylight Time] * SVR:4"}},
	{"produced", []string{"", "RECEIVED APR 03 2018 MEDICAL UNIT", "SCANNED 04/05/2018   Box %03d"},
		[]string{"COASTAL-00%03d", "Printed 04/09/2018 08:11   Page %03d", "Record copy certified 4/10/2018   IMG%03d"}},
}

// cameIn is the text of a document as it came in one of the ways, page by page.
func cameIn(l labelledPage, way, row int) []casefile.Page {
	var out []casefile.Page
	for n, text := range strings.Split(l.text, "§") {
		w := ways[way]
		line := func(list []string) string {
			form := list[(row+n)%len(list)]
			if strings.Contains(form, "%") {
				return fmt.Sprintf(form, row+n+1)
			}
			return form
		}
		out = append(out, page(n+1, strings.TrimSpace(line(w.head)+"\n"+text+"\n\n"+line(w.foot))))
	}
	return out
}

// measure counts how often a value was proposed, was there to be found, and was right.
type measure struct{ right, proposed, labelled int }

func (m *measure) add(got, want string) bool {
	if got != "" {
		m.proposed++
	}
	if want != "" {
		m.labelled++
	}
	if got == want && want != "" {
		m.right++
	}
	return got == want
}

func (m measure) precision() float64 { return share(m.right, max(m.proposed, 1)) }
func (m measure) recall() float64    { return share(m.right, max(m.labelled, 1)) }

// TestStyles measures the proposals over documents of many styles, each in the ways
// in which papers come in, with dates of birth, injury, signature, dictation, fax
// and print as traps. Those held apart were written after the rules were made.
func TestStyles(t *testing.T) {
	for _, set := range []struct {
		file  string
		count int
		least float64
	}{{"testdata/styles.txt", 120, 0.97}, {"testdata/styles-held.txt", 60, 0.90}} {
		t.Run(set.file, func(t *testing.T) {
			rows := labelledPages(t, set.file)
			if len(ways)*len(rows) < set.count {
				t.Fatalf("only %d documents", len(rows))
			}
			var date, kind, author measure
			for way := range ways {
				for i, l := range rows {
					p := chronology.Propose(cameIn(l, way, i))
					report := func(what string, ok bool, got any, because chronology.Evidence) {
						if !ok {
							t.Logf("%s, %s: %v by %q, want %s %s %s: %.60q", ways[way].name, what, got, because.Rule, l.kind, l.date, l.author, l.text)
						}
					}
					report("date", date.add(p.Date.Value.String(), strings.Trim(l.date, "-")), p.Date.Value, p.Date.Because)
					report("kind", kind.add(saidKind(p, l), l.kind), p.Kind.Value, p.Kind.Because)
					if l.author != "-" {
						report("author", author.add(surnameOf(p.Author.Value), surnameOf(l.author)), p.Author.Value, p.Author.Because)
					}
				}
			}
			for what, m := range map[string]measure{"dates": date, "kinds": kind, "authors": author} {
				t.Logf("%s: precision %.3f, recall %.3f of %d", what, m.precision(), m.recall(), m.labelled)
				if min(m.precision(), m.recall()) < set.least {
					t.Errorf("%s: want %.2f", what, set.least)
				}
			}
		})
	}
}

// saidKind is the proposed kind; “other” is none where the document is no such one.
func saidKind(p chronology.Proposal, l labelledPage) string {
	if p.Kind.Value == "other" && l.kind != "other" {
		return ""
	}
	return string(p.Kind.Value)
}
