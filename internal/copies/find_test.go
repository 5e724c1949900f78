package copies_test

import (
	"reflect"
	"strings"
	"testing"

	"imr/internal/copies"
)

func (c *corpus) prints() []copies.Print {
	out := make([]copies.Print, len(c.pages))
	for i, p := range c.pages {
		out[i] = copies.Fingerprint(p)
	}
	return out
}

// score counts how a class of pairs was found.
type score struct{ claimed, right, labelled, found int }

func (s score) precision() float64 { return float64(s.right) / float64(s.claimed) }
func (s score) recall() float64    { return float64(s.found) / float64(s.labelled) }

func (s *score) claim(right bool) {
	s.claimed++
	if right {
		s.right++
	}
}

func (s *score) expect(found bool) {
	s.labelled++
	if found {
		s.found++
	}
}

// TestLabelledPages measures Find on pages whose relations are known: of copies of
// either kind, and of those that may be folded.
func TestLabelledPages(t *testing.T) {
	c := newCorpus(42, 700)
	if len(c.pages) < 1000 {
		t.Fatalf("only %d pages", len(c.pages))
	}
	var either, same score
	found, first := map[[2]int]copies.Kind{}, map[int]int{}
	for _, p := range copies.Find(c.prints()) {
		key := [2]int{p.A, p.B}
		found[key] = p.Kind
		if p.Jaccard == 1 && p.Numbers == 1 {
			first[p.B] = p.A
		}
		either.claim(c.truth[key] != "")
		if p.Kind == copies.Same {
			same.claim(c.truth[key] == copies.Same)
		}
	}
	for key, kind := range c.truth {
		if a, copied := first[key[0]]; copied {
			key[0] = a // which stands for it
		}
		either.expect(found[key] != "")
		if kind == copies.Same {
			same.expect(found[key] == copies.Same)
		}
	}
	t.Logf("%d pages, %d labelled pairs", len(c.pages), len(c.truth))
	t.Logf("copies of either kind: precision %.4f, recall %.4f", either.precision(), either.recall())
	t.Logf("the same page again:   precision %.4f, recall %.4f", same.precision(), same.recall())
	for name, s := range map[string]score{"either": either, "same": same} {
		if s.precision() < 0.98 || s.recall() < 0.95 {
			t.Errorf("%s: precision %.4f, recall %.4f; want 0.98 and 0.95", name, s.precision(), s.recall())
		}
	}
}

func TestPairs(t *testing.T) {
	c := newCorpus(3, 0)
	note := c.note(1)
	other := c.note(2)
	tests := []struct {
		name string
		a, b string
		want copies.Kind // "" for none
	}{
		{"twice", note, note, copies.Same},
		{"upper case", note, strings.ToUpper(note), copies.Same},
		{"other lines", note, rewrapped(note), copies.Same},
		{"fax header and Bates number", note, c.refaxed(note), copies.Same},
		{"rescan", note, c.noisy(note, 0.01), copies.Same},
		{"next visit", note, c.forward(note), copies.Carried},
		{"other note", note, other, ""},
		{"short pages", c.short(), c.short(), ""},
		{"short page twice", "Copy given to the patient.", "Copy given to the patient.", ""},
		{"empty pages", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pairs := copies.Find([]copies.Print{copies.Fingerprint(pageOf(tt.a)), copies.Fingerprint(pageOf(tt.b))})
			var got copies.Kind
			if len(pairs) == 1 {
				got = pairs[0].Kind
			}
			if got != tt.want || len(pairs) > 1 {
				t.Errorf("got %v, want %q", pairs, tt.want)
			}
		})
	}
}

func TestFold(t *testing.T) {
	c := newCorpus(5, 0)
	note, other := c.note(1), c.note(2)
	texts := []string{note, other, c.noisy(note, 0.01), c.forward(other), note, c.short(), c.short(), c.refaxed(c.noisy(note, 0.01))}
	var prints []copies.Print
	for _, text := range texts {
		prints = append(prints, copies.Fingerprint(pageOf(text)))
	}
	want := []copies.Group{{Kept: 0, Copies: []int{2, 4, 7}}, {Kept: 1}, {Kept: 3}, {Kept: 5}, {Kept: 6}}
	if got := copies.Fold(prints); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := copies.Fold(nil); got != nil {
		t.Errorf("no pages: %v", got)
	}
}

func TestFoldKeepsEveryPageOnce(t *testing.T) {
	prints := newCorpus(9, 150).prints()
	seen := map[int]int{}
	for _, g := range copies.Fold(prints) {
		seen[g.Kept]++
		for _, page := range g.Copies {
			seen[page]++
			if page <= g.Kept || prints[page].Words < 40 {
				t.Errorf("page %d of %d words is folded behind page %d", page, prints[page].Words, g.Kept)
			}
		}
	}
	for i := range prints {
		if seen[i] != 1 {
			t.Errorf("page %d is in %d groups", i, seen[i])
		}
	}
}

func TestStoredPrint(t *testing.T) {
	c := newCorpus(11, 0)
	want := copies.Fingerprint(pageOf(c.note(3)))
	for _, p := range []copies.Print{want, copies.Fingerprint(pageOf("")), copies.Fingerprint(pageOf("BP 120/80"))} {
		b, err := p.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var got copies.Print
		if err := got.UnmarshalBinary(b); err != nil || len(got.Numbers) != len(p.Numbers) || len(copies.Find([]copies.Print{p, got})) != len(copies.Find([]copies.Print{p, p})) {
			t.Errorf("got %+v, %v", got, err)
		}
	}
	b, _ := want.MarshalBinary()
	var got copies.Print
	if err := got.UnmarshalBinary(b); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("round trip: %v, %v", got, err)
	}
	for name, bad := range map[string][]byte{"empty": nil, "cut off": b[:100], "cut within the shingles": b[:400], "other version": append([]byte{99}, b[1:]...)} {
		if err := got.UnmarshalBinary(bad); err == nil {
			t.Errorf("%s: read", name)
		}
	}
}

// BenchmarkThousandPages is the time for 1,000 pages from words to groups.
func BenchmarkThousandPages(b *testing.B) {
	c := newCorpus(42, 500)
	c.pages = c.pages[:1000]
	for b.Loop() {
		copies.Fold(c.prints())
	}
}
