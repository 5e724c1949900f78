package sqlite

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/account"
	"imr/internal/fault"
)

func notesOf(t *testing.T, d *DB, key int64, author account.UserID) (got []Note) {
	t.Helper()
	view(t, d, func(tx *Tx) (err error) {
		got, err = tx.Notes(key, author)
		return err
	})
	return got
}

func TestNotesAreTheirAuthorsOwn(t *testing.T) {
	d, s := begun(t)
	first, last := s.Documents[0].ID, s.Documents[len(s.Documents)-1].ID
	save := func(author account.UserID, n Note) error {
		return d.Background(t.Context(), func(tx *Tx) error { return tx.SaveNote(s.Key, author, n) })
	}
	must(t, save("u1", Note{PageName: PageName{last, 1}, Text: "on the last ü"}))
	must(t, save("u1", Note{PageName: PageName{first, 2}, Text: "on the first"}))
	must(t, save("u2", Note{PageName: PageName{first, 2}, Text: "another's"}))
	must(t, save("u1", Note{PageName: PageName{first, 2}, Text: "changed", Version: 1}))
	for name, n := range map[string]Note{"a second new one": {Text: "x"}, "over an older version": {Text: "x", Version: 1}} {
		n.PageName = PageName{first, 2}
		if err := save("u1", n); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s: %v", name, err)
		}
	}
	want := []Note{{PageName: PageName{first, 2}, Version: 2, Text: "changed"}, {PageName: PageName{last, 1}, Version: 1, Text: "on the last ü"}}
	got := notesOf(t, d, s.Key, "u1")
	for i := range got {
		if got[i].SavedAt.IsZero() {
			t.Errorf("note %d has no time", i)
		}
		got[i].SavedAt = want[i].SavedAt
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := notesOf(t, d, s.Key, "u2"); len(got) != 1 || got[0].Text != "another's" {
		t.Errorf("the other author has %+v", got)
	}
}
