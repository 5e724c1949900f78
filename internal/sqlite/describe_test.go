package sqlite

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/chronology"
)

// suggestions are one of each field, with different words.
func suggestions(n int) []chronology.Suggestion {
	var out []chronology.Suggestion
	for i, field := range []chronology.Field{chronology.AuthorField, chronology.DateField, chronology.KindField, chronology.StartField, chronology.TitleField} {
		out = append(out, chronology.Suggestion{Field: field, Value: string(field) + " ü", Confidence: chronology.Likely, Quote: "words of\n" + string(field),
			Because: chronology.Evidence{Page: n + i, First: 10*n + i, End: 20*n + i, Rule: "rule of " + string(field)}})
	}
	return out
}

func TestLookRoundTrip(t *testing.T) {
	d := fresh(t)
	c, other := addCase(t, d, "CM14-1"), addCase(t, d, "CM14-2")
	want := map[int][]chronology.Described{
		0: {{Suggestions: suggestions(1)}},
		2: {{}, {Span: chronology.Span{First: 1, Last: 3}, Suggestions: suggestions(2)}, {Span: chronology.Span{First: 4, Last: 4}},
			{Span: chronology.Span{First: 5, Last: 9}, Suggestions: suggestions(3)[:2]}},
	}
	held := []chronology.Held{{Kind: "imaging", Date: calendar.MustDate("2014-03-14")}, {Kind: "other", Date: calendar.MustDate("2014-03-14")}}
	named := filled[[]chronology.RecordMention]()
	named[1].Precise = false
	store := func(key int64, position, version int, list []chronology.Described) {
		t.Helper()
		look := Look{version, list, held[position/2:], named[position:]}
		must(t, d.Background(t.Context(), func(tx *Tx) error { return tx.SetLook(key, position, look) }))
	}
	store(c.Key, 0, 3, []chronology.Described{{}, {Span: chronology.Span{First: 1, Last: 9}, Suggestions: suggestions(8)}})
	store(other.Key, 2, 3, []chronology.Described{{Suggestions: suggestions(9)}})
	for position, list := range want {
		store(c.Key, position, 4, list)
	}
	store(c.Key, 2, 3, []chronology.Described{{Suggestions: suggestions(5)}}) // an older look comes late
	view(t, d, func(tx *Tx) error {
		got, err := tx.Proposals(c.Key)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("proposals (-want +got):\n%s", diff)
		}
		must(t, err)
		wantNamed := append(append([]chronology.RecordMention(nil), named...), named[2])
		for i := range wantNamed {
			wantNamed[i].Document = c.Documents[i/3*2].ID
		}
		gotNamed, err := tx.Named(c.Key)
		if diff := cmp.Diff(wantNamed, gotNamed); diff != "" {
			t.Errorf("named (-want +got):\n%s", diff)
		}
		must(t, err)
		gotHeld, err := tx.Held(c.Key)
		if diff := cmp.Diff(append(held[:2:2], held[1]), gotHeld); diff != "" {
			t.Errorf("held (-want +got):\n%s", diff)
		}
		return err
	})
}

func TestConfirmedGoesBeforeGiven(t *testing.T) {
	d := fresh(t)
	c := addCase(t, d, "CM14-1")
	addCase(t, d, "CM14-2")
	given := chronology.Of(c.Documents[1])
	whole := Confirmed{Description: filled[chronology.Description](), Version: 1}
	part := Confirmed{Span: chronology.Span{First: 2, Last: 3}, Description: chronology.Description{Kind: "imaging"}, Version: 1}
	confirm := func(as Confirmed, seen int, want bool) {
		t.Helper()
		as.Version = seen
		update(t, d, func(tx *Tx) error {
			stored, err := tx.Confirm(c.Key, 1, as)
			if stored != want {
				t.Errorf("over version %d: stored %v", seen, stored)
			}
			return err
		})
	}
	confirm(Confirmed{Description: chronology.Description{Title: "first"}}, 0, true)
	confirm(whole, 0, false)
	confirm(whole, 2, false)
	confirm(whole, 1, true)
	confirm(part, 0, true)
	whole.Version = 2
	view(t, d, func(tx *Tx) error {
		got, err := tx.Confirmed(c.Key)
		must(t, err)
		for i := range got[1] {
			if !got[1][i].At.Equal(tx.Now.Truncate(1000)) {
				t.Errorf("confirmed at %v", got[1][i].At)
			}
			got[1][i].At = whole.At
		}
		if diff := cmp.Diff(map[int][]Confirmed{1: {whole, part}}, got); diff != "" {
			t.Errorf("confirmed (-want +got):\n%s", diff)
		}
		stored, _, err := tx.Case(c.Number)
		must(t, err)
		want := append([]casefile.Document(nil), c.Documents...)
		want[1].Title, want[1].Kind, want[1].Author, want[1].Dated = whole.Title, whole.Kind, whole.Author, whole.Dated
		if diff := cmp.Diff(want, stored.Documents); diff != "" {
			t.Errorf("documents (-want +got):\n%s", diff)
		}
		before, err := tx.Given(c.Key)
		if len(before) != len(c.Documents) || before[1] != given {
			t.Errorf("given %+v, want %+v", before, given)
		}
		return err
	})
}
