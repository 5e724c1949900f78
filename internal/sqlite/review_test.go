package sqlite

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/review"
)

// begun is a store with one case in the hands of a reviewer.
func begun(t *testing.T) (*DB, StoredCase) {
	t.Helper()
	d := fresh(t)
	s := addCase(t, d, "CM14-0031234")
	addUsers(t, d, "u1", "u2")
	update(t, d, func(tx *Tx) error {
		if err := tx.Move(&s, casefile.Assign); err != nil {
			return err
		}
		return tx.Assign(s.Key, "u1")
	})
	return d, s
}

func draftOf(t *testing.T, d *DB, key int64) (out Draft) {
	t.Helper()
	view(t, d, func(tx *Tx) (err error) {
		out, err = tx.Draft(key)
		return err
	})
	return out
}

func save(t *testing.T, d *DB, key int64, part Part, version int, content any) (saved int, err error) {
	t.Helper()
	return saved, d.Update(t.Context(), actOf("draft.save"), func(tx *Tx) (err error) {
		saved, err = tx.SavePart(key, part, version, content)
		return err
	})
}

func TestDraftRoundTripOfEveryField(t *testing.T) {
	d, s := begun(t)
	want := filled[review.Review]()
	want.Decisions = nil
	var parts []Part
	for i := range 12 { // decision-10 must come after decision-9
		one := filled[review.Decision]()
		one.Item, one.Rationale = casefile.ItemID(fmt.Sprint("item ", i)), fmt.Sprint("reason ", i)
		want.Decisions, parts = append(want.Decisions, one), append(parts, DecisionPart(i))
	}
	for i := 11; i >= 0; i-- { // in the order of parts, not of saves
		_, err := save(t, d, s.Key, DecisionPart(i), 0, want.Decisions[i])
		must(t, err)
	}
	_, err := save(t, d, s.Key, AnswersPart, 0, want.Answers)
	must(t, err)
	_, err = save(t, d, s.Key, SummaryPart, 0, want.Summary)
	must(t, err)
	got := draftOf(t, d, s.Key)
	if diff := cmp.Diff(want, got.Review); diff != "" {
		t.Errorf("review (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(parts, got.DecisionParts); diff != "" {
		t.Errorf("parts of the decisions (-want +got):\n%s", diff)
	}
	if saved := got.Parts[SummaryPart]; saved.Version != 1 || !saved.At.Equal(newClock().now()) {
		t.Errorf("summary saved as %+v, want version 1 at the clock's time", saved)
	}
	if len(got.Parts) != 14 {
		t.Errorf("%d parts are saved, want 14", len(got.Parts))
	}
}

func TestDraftOfNothing(t *testing.T) {
	d, s := begun(t)
	got := draftOf(t, d, s.Key)
	if diff := cmp.Diff(Draft{Parts: map[Part]Saved{}}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestDraftsAreStoredUnderTheseNames holds the stored form still: a field that is
// renamed in Go would else lose what people wrote under the old name.
func TestDraftsAreStoredUnderTheseNames(t *testing.T) {
	d, s := begun(t)
	r := review.Review{
		Summary:   []review.Sentence{{ID: "s1", Text: "t", Sources: []review.Source{{Document: "d1", Page: 3, Quote: "q"}}}, {}},
		Decisions: []review.Decision{{Item: "1", Outcome: review.Upheld, Basis: review.MTUS, BasisReason: "b", DependsOn: "2", Rationale: "r", PlainLanguage: "p"}},
		Answers:   []review.Answer{{Finding: "f", Item: "1", Text: "t", Answer: "a"}},
	}
	r.Decisions[0].Citations = filled[review.Decision]().Citations[:1]
	r.Decisions[0].Criteria = []review.Criterion{{List: "l", Version: 2, Key: "k", Words: "w", State: review.Met, Note: "n"}}
	r.Decisions[0].Sequence = review.Sequence{Step: review.StepStudies, Standard: review.StandardExpert,
		PassedSteps: []review.PassedStep{{Step: review.StepACOEMOrODG, Reason: "s"}}, PassedStandards: []review.PassedStandard{{Standard: review.StandardEvidence, Reason: "n"}}}
	r.Decisions[0].Worksheet = review.Worksheet{Sources: []review.ComparedSource{{Source: "o", Recommends: review.For, Design: "d", Level: "1b"}}, Stronger: "o", Why: "y"}
	c := &r.Decisions[0].Citations[0]
	for i, field := range []*string{&c.Guideline, &c.Chapter, &c.Section, &c.Pages, &c.Edition, &c.Author, &c.Title, &c.Journal, &c.Year, &c.Volume, &c.EvidenceLevel} {
		*field = fmt.Sprint(i)
	}
	for part, tt := range map[Part]struct {
		content any
		want    string
	}{
		SummaryPart: {r.Summary, `[{"ID":"s1","Text":"t","Sources":[{"Document":"d1","Page":3,"Quote":"q"}]},{"ID":"","Text":"","Sources":null}]`},
		DecisionPart(0): {r.Decisions[0], `{"Item":"1","Outcome":"upheld","Basis":"mtus","BasisReason":"b","DependsOn":"2","Citations":[` +
			`{"Guideline":"0","Chapter":"1","Section":"2","Pages":"3","Edition":"4","Author":"5","Title":"6","Journal":"7","Year":"8","Volume":"9","EvidenceLevel":"10"}` +
			`],"Rationale":"r","PlainLanguage":"p","Criteria":[{"List":"l","Version":2,"Key":"k","Words":"w","State":"met","Sources":null,"Note":"n"}],` +
			`"Sequence":{"Step":"studies","Standard":"D","PassedSteps":[{"Step":"acoem_odg","Reason":"s"}],"PassedStandards":[{"Standard":"B","Reason":"n"}]},` +
			`"Worksheet":{"Sources":[{"Source":"o","Recommends":"for","Design":"d","Level":"1b"}],"Stronger":"o","Why":"y"}}`},
		AnswersPart: {r.Answers, `[{"Finding":"f","Item":"1","Text":"t","Answer":"a"}]`},
	} {
		_, err := save(t, d, s.Key, part, 0, tt.content)
		must(t, err)
		var got string
		must(t, d.read.db.QueryRow("SELECT body FROM draft_parts WHERE part = ?", part).Scan(&got))
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s is stored as (-want +got):\n%s", part, diff)
		}
	}
	if diff := cmp.Diff(r, draftOf(t, d, s.Key).Review); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSavePartChecksTheVersion(t *testing.T) {
	for name, tt := range map[string]struct {
		before  int // saves
		version int
		want    int // 0 is a Conflict
	}{
		"the first save":                   {0, 0, 1},
		"over the version that was opened": {3, 3, 4},
		"over an older one":                {3, 2, 0},
		"over one that never was":          {3, 4, 0},
		"as new though it is there":        {3, 0, 0},
		"a negative version":               {3, -3, 0},
		"over nothing":                     {0, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			d, s := begun(t)
			for i := range tt.before {
				_, err := save(t, d, s.Key, SummaryPart, i, []review.Sentence{{Text: fmt.Sprint("save ", i)}})
				must(t, err)
			}
			before, events := dump(t, d, "draft_parts"), head(t, d).Seq
			got, err := save(t, d, s.Key, SummaryPart, tt.version, []review.Sentence{{Text: "mine"}})
			if tt.want > 0 {
				if err != nil || got != tt.want {
					t.Fatalf("SavePart = %d, %v; want %d", got, err, tt.want)
				}
				if draft := draftOf(t, d, s.Key); draft.Parts[SummaryPart].Version != tt.want || draft.Summary[0].Text != "mine" {
					t.Errorf("stored: %+v", draft)
				}
				return
			}
			if !fault.Is(err, fault.Conflict) {
				t.Errorf("SavePart = %d, %v; want a Conflict", got, err)
			}
			if dump(t, d, "draft_parts") != before || head(t, d).Seq != events {
				t.Error("a refused save left a trace")
			}
		})
	}
}

func TestEveryVersionIsKept(t *testing.T) {
	d, s := begun(t)
	part := DecisionPart(0)
	for i, text := range []string{"one", "two"} {
		_, err := save(t, d, s.Key, part, i, review.Decision{Item: "1", Rationale: text})
		must(t, err)
	}
	drop := func(version int) error {
		return d.Update(t.Context(), actOf("drop"), func(tx *Tx) error { return tx.DropPart(s.Key, part, version) })
	}
	if err := drop(1); !fault.Is(err, fault.Conflict) {
		t.Errorf("dropping an older version = %v, want a Conflict", err)
	}
	must(t, drop(2))
	if err := drop(2); !fault.Is(err, fault.Conflict) {
		t.Errorf("dropping twice = %v, want a Conflict", err)
	}
	version, err := save(t, d, s.Key, part, 0, review.Decision{Item: "1", Rationale: "three"})
	if err != nil || version != 3 {
		t.Errorf("what comes back has version %d, %v; want 3, so that an old window cannot save over it", version, err)
	}
	var n int
	must(t, d.read.db.QueryRow("SELECT count(*) FROM draft_versions WHERE part = ?", part).Scan(&n))
	if n != 3 {
		t.Errorf("%d versions are kept, want 3", n)
	}
}

func TestItemPart(t *testing.T) {
	d := Draft{Review: review.Review{Decisions: []review.Decision{{Item: "b"}, {Item: "a"}, {Item: "b"}}},
		DecisionParts: []Part{DecisionPart(0), DecisionPart(2), DecisionPart(3)}}
	for item, want := range map[casefile.ItemID]Part{"a": "decision-2", "b": "decision-0", "new": "decision-1"} {
		if got := d.ItemPart(item); got != want {
			t.Errorf("ItemPart(%s) = %s, want %s", item, got, want)
		}
	}
	if got := (Draft{}).ItemPart("x"); got != "decision-0" {
		t.Errorf("the first part is %s", got)
	}
}

func TestDamagedDraftIsAnError(t *testing.T) {
	for name, tt := range map[string]struct{ part, body string }{
		"no such part":     {"notes", "[]"},
		"another shape":    {"summary", `{"ID":"x"}`},
		"damaged decision": {"decision-0", `[1]`},
	} {
		d, s := begun(t)
		must(t, raw(t, d, "INSERT INTO draft_parts VALUES (?, ?, 1, ?, '2026-11-24T00:00:00.000000Z')", s.Key, tt.part, tt.body))
		err := d.View(t.Context(), func(tx *Tx) error {
			_, err := tx.Draft(s.Key)
			return err
		})
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestAssignment(t *testing.T) {
	c := newClock()
	d := openTest(t, t.TempDir()+"/imr.db", c.now)
	s := addCase(t, d, "CM14-0031234")
	addUsers(t, d, "u1", "u2")
	for i, id := range []account.UserID{"", "u1", "u2", "u1"} {
		c.move(1000)
		if id != "" {
			update(t, d, func(tx *Tx) error { return tx.Assign(s.Key, id) })
		}
		view(t, d, func(tx *Tx) error {
			a, err := tx.Assignment(s)
			switch {
			case err != nil:
				return err
			case id == "" && a != nil:
				t.Errorf("a new case is with %+v", a)
			case id != "" && (a == nil || a.Reviewer != id || a.Case != s.Number || !a.At.Equal(c.now())):
				t.Errorf("after assignment %d: %+v, want %s now", i, a, id)
			}
			return nil
		})
	}
	var n int
	must(t, d.read.db.QueryRow("SELECT count(*) FROM assignments").Scan(&n))
	if n != 3 {
		t.Errorf("%d assignments are kept, want all 3", n)
	}
}
