package sqlite

import (
	"crypto/sha256"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/reviewer"
)

func actOf(name string) audit.Act { return audit.By(tester, name, "x") }

func addUsers(t *testing.T, d *DB, ids ...account.UserID) {
	t.Helper()
	for _, id := range ids {
		u := account.User{ID: id, Email: string(id) + "@imr.example", Name: "Name of " + string(id), Roles: []account.Role{account.Reviewer}}
		update(t, d, func(tx *Tx) error { return tx.AddUser(u, "hash of "+string(id)) })
	}
}

func TestUserRoundTrip(t *testing.T) {
	d := fresh(t)
	want := account.User{ID: "id1", Email: "a@b.example", Name: "Ann Ü", Roles: []account.Role{account.Admin, account.Auditor}}
	update(t, d, func(tx *Tx) error {
		typed := want
		typed.Email = " A@B.Example "
		return tx.AddUser(typed, "the hash")
	})
	addUsers(t, d, "u2")
	view(t, d, func(tx *Tx) error {
		for name, find := range map[string]func() (account.User, bool, error){
			"by id":            func() (account.User, bool, error) { return tx.User("id1") },
			"by address":       func() (account.User, bool, error) { return tx.UserByEmail("a@b.example") },
			"by typed address": func() (account.User, bool, error) { return tx.UserByEmail("A@B.EXAMPLE ") },
		} {
			got, found, err := find()
			if diff := cmp.Diff(want, got); !found || err != nil || diff != "" {
				t.Errorf("%s: found %v, %v (-want +got):\n%s", name, found, err, diff)
			}
		}
		if hash, err := tx.PasswordHash("id1"); hash != "the hash" || err != nil {
			t.Errorf("PasswordHash = %q, %v", hash, err)
		}
		if hash, err := tx.PasswordHash("nobody"); hash != "" || err != nil {
			t.Errorf("PasswordHash of nobody = %q, %v", hash, err)
		}
		if _, found, err := tx.User("nobody"); found || err != nil {
			t.Errorf("User(nobody): found %v, %v", found, err)
		}
		return nil
	})
}

func TestTakenAddressIsAConflict(t *testing.T) {
	d := fresh(t)
	addUsers(t, d, "u1")
	err := d.Update(t.Context(), actOf("add"), func(tx *Tx) error {
		return tx.AddUser(account.User{ID: "u2", Email: "U1@imr.example", Name: "Other"}, "hash")
	})
	if !fault.Is(err, fault.Conflict) {
		t.Errorf("AddUser with a taken address = %v, want a Conflict", err)
	}
}

func TestUsersWithARole(t *testing.T) {
	d := fresh(t)
	addUsers(t, d, "zoe", "ann", "gone")
	update(t, d, func(tx *Tx) error {
		return tx.AddUser(account.User{ID: "x", Email: "x@x", Name: "A first name", Roles: []account.Role{account.Admin}}, "h")
	})
	must(t, raw(t, d, "UPDATE users SET disabled = 1 WHERE id = 'gone'"))
	view(t, d, func(tx *Tx) error {
		us, err := tx.UsersWith(account.Reviewer)
		var ids []account.UserID
		for _, u := range us {
			ids = append(ids, u.ID)
		}
		if diff := cmp.Diff([]account.UserID{"ann", "zoe"}, ids); diff != "" {
			t.Errorf("reviewers (-want +got):\n%s", diff)
		}
		if u, _, _ := tx.User("gone"); !u.Disabled {
			t.Error("a disabled user does not come back as one")
		}
		return err
	})
}

func TestQualificationsKeepTheirOrder(t *testing.T) {
	d := fresh(t)
	addUsers(t, d, "u1", "u2")
	want := reviewer.Qualifications{LicensedIn: []string{"Nevada", "California", "Arizona"},
		BoardCertifications: []string{"z", "b", "y", "a", "x", "c", "w", "d", "v", "e", "u", "f"}}
	update(t, d, func(tx *Tx) error { return tx.AddQualifications("u1", want) })
	update(t, d, func(tx *Tx) error {
		return tx.AddQualifications("u2", reviewer.Qualifications{LicensedIn: []string{"Utah"}})
	})
	view(t, d, func(tx *Tx) error {
		got, err := tx.Qualifications("u1")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		return err
	})
}

func TestOrganizationIsSetAndReplaced(t *testing.T) {
	d := fresh(t)
	view(t, d, func(tx *Tx) error {
		if _, found, err := tx.Organization(); found || err != nil {
			t.Errorf("before it is set: found %v, %v", found, err)
		}
		return nil
	})
	for _, want := range []determination.Organization{filled[determination.Organization](), {Name: "n", ShortName: "s"}} {
		update(t, d, func(tx *Tx) error { return tx.SetOrganization(want) })
		view(t, d, func(tx *Tx) error {
			got, found, err := tx.Organization()
			if diff := cmp.Diff(want, got); !found || diff != "" {
				t.Errorf("found %v (-want +got):\n%s", found, diff)
			}
			return err
		})
	}
}

func TestSessionEndsToTheSecond(t *testing.T) {
	const idle, whole = 30 * time.Minute, 12 * time.Hour
	for name, tt := range map[string]struct {
		after  time.Duration
		spoil  string // what happens to the store meanwhile
		touch  time.Duration
		is     bool
		search string
	}{
		"at once":                             {is: true},
		"a second before the idle end":        {after: idle - time.Second, is: true},
		"at the idle end":                     {after: idle},
		"a second after the idle end":         {after: idle + time.Second},
		"used, a second before the whole end": {after: whole - time.Second, touch: 24 * time.Hour, is: true},
		"used, at the whole end":              {after: whole, touch: 24 * time.Hour},
		"used, a second after the whole end":  {after: whole + time.Second, touch: 24 * time.Hour},
		"of a disabled user":                  {spoil: "UPDATE users SET disabled = 1"},
		"ended":                               {spoil: "DELETE FROM sessions"},
		"with another secret":                 {search: "other"},
	} {
		t.Run(name, func(t *testing.T) {
			c := &clock{at: time.Date(2026, 11, 24, 17, 0, 0, 0, time.UTC)}
			d := openTest(t, filepath.Join(t.TempDir(), "imr.db"), c.now)
			addUsers(t, d, "u1")
			s := Session{IDHash: sha256.Sum256([]byte("secret")), Data: `{"a":1}`, IdleUntil: c.now().Add(idle), DiesAt: c.now().Add(whole),
				User: account.User{ID: "u1", Email: "u1@imr.example", Name: "Name of u1", Roles: []account.Role{account.Reviewer}}}
			update(t, d, func(tx *Tx) error { return tx.AddSession(s) })
			if tt.touch > 0 {
				s.IdleUntil, s.Data = c.now().Add(tt.touch), `{"a":2}`
				must(t, d.TouchSession(t.Context(), s))
			}
			if tt.spoil != "" {
				must(t, raw(t, d, tt.spoil))
			}
			c.move(tt.after)
			key := s.IDHash
			if tt.search != "" {
				key = sha256.Sum256([]byte(tt.search))
			}
			got, found, err := d.OpenSession(t.Context(), key)
			if found != tt.is || err != nil {
				t.Fatalf("OpenSession: found %v, %v; want %v", found, err, tt.is)
			}
			if diff := cmp.Diff(s, got, cmp.Comparer(time.Time.Equal)); found && diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestNewSessionSweepsOutEndedOnes(t *testing.T) {
	c := newClock()
	d := openTest(t, filepath.Join(t.TempDir(), "imr.db"), c.now)
	addUsers(t, d, "u1")
	add := func(secret string, idle, whole time.Duration) {
		s := Session{IDHash: sha256.Sum256([]byte(secret)), User: account.User{ID: "u1"}, Data: "{}", IdleUntil: c.now().Add(idle), DiesAt: c.now().Add(whole)}
		update(t, d, func(tx *Tx) error { return tx.AddSession(s) })
	}
	add("idle", time.Minute, time.Hour)
	add("old", time.Hour, time.Minute)
	add("live", time.Hour, time.Hour)
	c.move(2 * time.Minute)
	add("new", time.Hour, time.Hour)
	var n int
	must(t, d.read.db.QueryRow("SELECT count(*) FROM sessions").Scan(&n))
	if n != 2 {
		t.Errorf("%d sessions are stored, want the live and the new one", n)
	}
	update(t, d, func(tx *Tx) error { return tx.EndSession(sha256.Sum256([]byte("live"))) })
	if _, found, _ := d.OpenSession(t.Context(), sha256.Sum256([]byte("live"))); found {
		t.Error("an ended session opens")
	}
}
