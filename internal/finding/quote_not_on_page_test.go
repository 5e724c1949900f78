package finding

import (
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/review"
)

// quoting is esiCase with one source that quotes page 1 of d2, whose text is given.
func quoting(quote, text string) Input {
	in := esiCase()
	in.Pages = []casefile.Page{pageOf("d2", 1, text), pageOf("d2", 2, "Signed on the second page by the author.")}
	in.Review.Summary = []review.Sentence{{ID: "s1", Text: "A sentence.", Sources: []review.Source{{Document: "d2", Page: 1, Quote: quote}}}}
	return in
}

// quotes are looked for on a page of the text.
var quotes = map[string]struct {
	quote, text string
	want        bool
}{
	"as it stands":             {"Straight leg raising is positive", "Straight leg raising is positive on the left.", true},
	"case and white space":     {"straight  LEG\nraising", "Straight leg raising is positive", true},
	"over two lines":           {"displaces the traversing left S1 nerve root posteriorly", "displaces the traversing left S1 nerve\nroot posteriorly.", true},
	"hyphen of a word":         {"the report shows", "the re-\nport shows", true},
	"hyphen of a level":        {"at L5-S1 on", "at L5-\nS1 on", true},
	"hyphen kept in the quote": {"the re-\nport shows", "the re-\nport shows", true},
	"hyphen in a word":         {"follow up visit", "Follow-up visit", true},
	"engine's line end sign":   {"the report shows", "the re\x02\nport shows", true},
	"soft hyphen":              {"radiculopathy", "radicu\u00adlopathy", true},
	"soft hyphen in a level":   {"L5-S1", "L5\u00adS1", true},
	"dashes":                   {"6-7 out of 10 - worse", "6–7 out of 10 — worse", true},
	"quotation marks":          {`the patient's "bad" leg`, "the patient’s “bad” leg", true},
	"ligatures":                {"fluoroscopic confirmation of reflexes", "ﬂuoroscopic conﬁrmation of reﬂexes", true},
	"no-break space":           {"5 mm protrusion", "5\u00a0mm protrusion", true},
	"no space before a unit":   {"5 mm protrusion", "5mm protrusion", true},
	"degree":                   {"SLR neg B to 70°", "SLR neg B to 70º.", true},
	"times sign":               {"2 x 3 weeks", "2 × 3 weeks", true},
	"half":                     {"1 1/2 tablets", "1½ tablets", true},
	"half is not eleven":       {"11/2 tablets", "1½ tablets", false},
	"accents":                  {"Munoz", "Muñoz", true},
	"outer full stop":          {"pain is worse.", "pain is worse today", true},
	"comma between words":      {"pain, numbness and weakness", "pain numbness, and weakness", true},
	"brackets":                 {"low back (lumbar) pain", "low back [lumbar] pain", true},
	"ellipsis":                 {"The pain … was better", "The pain in the left leg was better", true},
	"dots":                     {"The pain ... was better", "The pain in the left leg was better", true},
	"dots in brackets":         {"The pain [...] was better", "The pain in the left leg was better", true},
	"ellipsis out of order":    {"was better … The pain", "The pain in the left leg was better", false},
	"ellipsis, piece changed":  {"The pain … was worse", "The pain in the left leg was better", false},
	"bullet":                   {"Home program: independent", "• Home program: independent", true},
	"date":                     {"8/5/14", "Seen on 8/5/14 by", true},
	"empty quote":              {"", "Anything", true},
	"only dots":                {"...", "Anything", true},

	"changed word":           {"severely compresses the left S1 root", "displaces the left S1 root", false},
	"missing word":           {"the left root", "the left S1 root", false},
	"changed number":         {"about 60 percent", "about 50 percent", false},
	"changed level":          {"L4-S1", "L5-S1", false},
	"no":                     {"there is numbness", "there is no numbness", false},
	"within a word":          {"compression of the root", "decompression of the root", false},
	"end within a word":      {"no sign of pain", "no sign of painful arc", false},
	"within a number":        {"4 tablets", "14 tablets", false},
	"after a decimal point":  {"5 mm bulge", "2.5 mm bulge", false},
	"leading decimal point":  {"5 mg", "takes .5 mg", false},
	"before a decimal point": {"a bulge of 2", "a bulge of 2.5 mm", false},
	"digits run together":    {"visits 12", "visits 1 2", false},
	"possessive end":         {"seen by the patient", "seen by the patient's son", true},
	"sign lost":              {"extension of 5°", "extension of -5°", false},
	"on no page":             {"nothing of this", "Anything else", false},
}

func TestQuoteOnPage(t *testing.T) {
	for name, tt := range quotes {
		t.Run(name, func(t *testing.T) {
			fs := of(Check(quoting(tt.quote, tt.text)), "quote-not-on-page")
			if (len(fs) == 0) != tt.want {
				t.Fatalf("findings %+v, want on page: %v", fs, tt.want)
			}
			if !tt.want && (fs[0].Text != tt.quote || fs[0].Section != Summary || fs[0].Item != "") {
				t.Errorf("finding %+v", fs[0])
			}
		})
	}
}

func TestQuoteNotOnPageShowsWhereToLook(t *testing.T) {
	const mri = "L5/S1: disc desiccation with a 5 mm left paracentral protrusion that displaces the traversing left S1 nerve\nroot posteriorly."
	for name, tt := range map[string]struct {
		quote    string
		doc      casefile.DocumentID
		page     int
		message  string
		evidence []string // quotes, of the place where it stands first
	}{
		"closest passage": {"5 mm left paracentral protrusion that severely compresses the traversing left S1 nerve root", "d2", 1,
			"not on page 1 of Progress report (d2)", []string{"5 mm left paracentral protrusion that displaces the traversing left S1 nerve root"}},
		"changed first words": {"severely compresses the traversing left S1 nerve root", "d2", 1,
			"not on page 1", []string{"that displaces the traversing left S1 nerve root"}},
		"other page":        {"signed on the second page", "d2", 1, "it stands on page 2 of Progress report (d2)", []string{"Signed on the second page", ""}},
		"other document":    {"only in the third", "d2", 1, "it stands on page 1 of document d3", []string{"only in the third", ""}},
		"page out of range": {"nerve root", "d2", 9, "page 9 of Progress report (d2), which has 2 pages", []string{"nerve root"}},
		"page zero":         {"of no page", "d2", 0, "which has 2 pages", nil},
		"unknown document":  {"of no page", "d8", 1, "document d8, which is not in the case file", nil},
		"blank page":        {"of no page", "d3", 2, "no text that can be read", []string{""}},
	} {
		t.Run(name, func(t *testing.T) {
			in := quoting(tt.quote, mri)
			in.Case.Documents = append(in.Case.Documents, casefile.Document{ID: "d3", Kind: "other", Pages: 2})
			in.Pages = append(in.Pages, pageOf("d3", 1, "Words that are only in the third."), casefile.Page{Document: "d3", Number: 2})
			in.Review.Summary[0].Sources[0].Document, in.Review.Summary[0].Sources[0].Page = tt.doc, tt.page
			fs := of(Check(in), "quote-not-on-page")
			if len(fs) != 1 || !strings.Contains(fs[0].Message, tt.message) {
				t.Fatalf("findings %+v, want message with %q", fs, tt.message)
			}
			if len(fs[0].Evidence) != len(tt.evidence) {
				t.Fatalf("evidence %+v, want %q", fs[0].Evidence, tt.evidence)
			}
			for i, want := range tt.evidence {
				if got := strings.TrimRight(fs[0].Evidence[i].Quote, "."); got != want {
					t.Errorf("evidence %d is %q, want %q", i, got, want)
				}
			}
		})
	}
}

// A cell of a table that runs over two lines is read down its column.
func TestQuoteInColumn(t *testing.T) {
	left := pageOf("d2", 1, "Straight leg raising is\npositive on the left")
	right := pageOf("d2", 1, "Reflexes are absent\nat the left ankle")
	p := casefile.Page{Document: "d2", Number: 1}
	for line := range 2 {
		for _, half := range []struct {
			page casefile.Page
			dx   float64
		}{{left, 0}, {right, 250}} {
			for _, w := range half.page.Words {
				if w.Line == line {
					w.X0, w.X1 = w.X0+half.dx, w.X1+half.dx
					p.Words = append(p.Words, w)
				}
			}
		}
	}
	for quote, want := range map[string]bool{
		"leg raising is positive on the left": true,
		"Reflexes are absent at the left":     true,
		"Straight leg raising is Reflexes":    true, // along the line
		"on the left Reflexes are":            false,
	} {
		in := quoting(quote, "")
		in.Pages[0] = p
		if fs := of(Check(in), "quote-not-on-page"); (len(fs) == 0) != want {
			t.Errorf("%q: findings %+v, want on page: %v", quote, fs, want)
		}
	}
}
