package copies_test

import (
	"os"
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/copies"
)

// rescan is a page of the sample cases in one of its versions: original, scan and
// fax are one page, next and next-scan that of the next visit on the same form.
type rescan struct {
	name, version string
	page          casefile.Page
}

func readRescans(t *testing.T) []rescan {
	t.Helper()
	text, err := os.ReadFile(rescanned)
	if err != nil {
		t.Fatal(err)
	}
	var out []rescan
	for _, part := range strings.Split(string(text), "=== ")[1:] {
		head, body, _ := strings.Cut(part, "\n")
		name, version, _ := strings.Cut(head, " ")
		out = append(out, rescan{name, version, pageOf(strings.TrimSuffix(body, "\n"))})
	}
	return out
}

// label is what two pages are to each other. Pages of one case that were not made
// from the same page are not labelled: their letterheads and standing texts may be alike.
func label(a, b rescan) (kind copies.Kind, labelled bool) {
	later := func(r rescan) bool { return strings.HasPrefix(r.version, "next") }
	switch {
	case a.name != b.name:
		return "", false
	case later(a) == later(b):
		return copies.Same, true
	}
	return copies.Carried, true
}

// TestRescansAsOCRReadsThem measures Find on pages that went through a scanner or
// a fax machine and that OCR read, with the next visit on the same form as a trap:
// a page of another day is never to be folded. Pages under 40 words are in no pair.
// The scans are worse than most: some lost columns of a table to their grain or
// words to a stamp, and those are missed. The recall that is asked for only guards
// what is reached; the one of 0.95 is TestLabelledPages'.
func TestRescansAsOCRReadsThem(t *testing.T) {
	all := readRescans(t)
	prints := make([]copies.Print, len(all))
	for i, r := range all {
		prints[i] = copies.Fingerprint(r.page)
	}
	found := map[[2]int]copies.Kind{}
	first := map[int]int{}
	var same score
	folded := 0 // pages of another day that would be hidden
	for _, p := range copies.Find(prints) {
		found[[2]int{p.A, p.B}] = p.Kind
		if p.Jaccard == 1 && p.Numbers == 1 {
			first[p.B] = p.A
		}
		if p.Kind != copies.Same {
			continue
		}
		kind, labelled := label(all[p.A], all[p.B])
		same.claim(labelled && kind == copies.Same)
		if kind != copies.Same {
			folded++
			t.Logf("%s %s is taken for %s %s", all[p.B].name, all[p.B].version, all[p.A].name, all[p.A].version)
		}
	}
	var either score
	for b := range all {
		for a := range b {
			kind, labelled := label(all[a], all[b])
			if !labelled || prints[a].Words < 40 || prints[b].Words < 40 {
				continue
			}
			key := [2]int{a, b}
			if one, copied := first[a]; copied {
				key[0] = one // which stands for it
			}
			either.expect(found[key] != "")
			if kind == copies.Same {
				same.expect(found[key] == copies.Same)
			}
			if kind == copies.Same && found[key] != copies.Same {
				t.Logf("%s: %s and %s are %q", all[a].name, all[a].version, all[b].version, found[key])
			}
		}
	}
	t.Logf("%d pages, %d labelled pairs, %d of them the same page", len(all), either.labelled, same.labelled)
	t.Logf("the same page again: precision %.4f, recall %.4f; near copies of either kind: recall %.4f", same.precision(), same.recall(), either.recall())
	if same.precision() < 0.98 || same.recall() < 0.75 || either.recall() < 0.9 || folded > 0 {
		t.Errorf("precision %.4f, recall %.4f and %.4f, %d pages of another day folded; want 0.98, 0.75 and 0.9, and none", same.precision(), same.recall(), either.recall(), folded)
	}
}
