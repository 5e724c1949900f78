package casework

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"imr/internal/account"
	"imr/internal/fault"
	"imr/internal/reviewer"
)

const from = "192.0.2.1"

func (o *office) signIn(t *testing.T, name, secret, from string) error {
	t.Helper()
	return second(o.SignIn(t.Context(), people[name].Email, secret, from))
}

func TestSignIn(t *testing.T) {
	o := openOffice(t)
	_, err := o.sql(t).Exec("UPDATE users SET disabled = 1 WHERE email = ?", people["other"].Email)
	must(t, err)
	u, err := o.SignIn(t.Context(), " Canary-Mail@IMR.example ", password, from)
	if err != nil || u.ID != o.user["reviewer"].ID || !u.Has(account.Reviewer) {
		t.Errorf("SignIn = %+v, %v", u, err)
	}
	before, texts := o.head(t).Seq, map[string]bool{}
	for name, tt := range map[string]struct{ email, secret string }{
		"a wrong password":    {"auditor@imr.example", password + " "},
		"no password":         {"admin@imr.example", ""},
		"another's case":      {"director@imr.example", strings.ToUpper(password)},
		"an unknown address":  {"nobody@imr.example", password},
		"no address":          {"", password},
		"a disabled account":  {"other@imr.example", password},
		"a very long address": {strings.Repeat("x", 1<<20), password},
	} {
		u, err := o.SignIn(t.Context(), tt.email, tt.secret, from)
		wantKind(t, name, err, fault.Unauthenticated)
		if err != nil {
			texts[err.Error()] = true
		}
		if u.ID != "" {
			t.Errorf("%s: a refusal names user %s", name, u.ID)
		}
	}
	if len(texts) != 1 {
		t.Errorf("the refusals differ: %v", texts)
	}
	es, err := o.Events(t.Context(), o.act("auditor"), 1<<62, 7)
	must(t, err)
	if o.head(t).Seq != before+7 || es[6].Name != "account.refuse" {
		t.Errorf("%d events for 7 refusals, the first is %s", o.head(t).Seq-before, es[6].Name)
	}
	for _, e := range es {
		if strings.Contains(e.Object+e.Note, "@") {
			t.Errorf("event %d holds what was typed: %s %s", e.Seq, e.Object, e.Note)
		}
	}
}

func TestSignInIsLimited(t *testing.T) {
	o := openOffice(t)
	for i := range 5 {
		wantKind(t, fmt.Sprint("try ", i), o.signIn(t, "admin", "wrong", from), fault.Unauthenticated)
	}
	wantKind(t, "the right password after five", o.signIn(t, "admin", password, from), fault.TooMany)
	wantKind(t, "from elsewhere too", o.signIn(t, "admin", password, "192.0.2.9"), fault.TooMany)
	wantKind(t, "another account", o.signIn(t, "auditor", password, from), 0)
	o.clock.move(11 * time.Second)
	wantKind(t, "before a try is free", o.signIn(t, "admin", password, from), fault.TooMany)
	o.clock.move(2 * time.Second)
	wantKind(t, "once a try is free", o.signIn(t, "admin", password, from), 0)
	wantKind(t, "honest tries do not add up", o.signIn(t, "admin", password, from), 0)
}

func TestAddressIsLimited(t *testing.T) {
	g := newGuard()
	for i := range 20 {
		if _, ok := g.takeBoth(fmt.Sprint("account ", i), from, workday); !ok {
			t.Fatalf("try %d was refused", i)
		}
	}
	for i := range 50 {
		if _, ok := g.takeBoth(fmt.Sprint("more ", i), from, workday); ok {
			t.Fatal("a 21st try was let through")
		}
	}
	if n := len(g.account.byKey); n != 20 {
		t.Errorf("%d accounts are remembered: refused tries make up accounts", n)
	}
	if _, ok := g.takeBoth("account 0", "192.0.2.2", workday); !ok {
		t.Error("another address was refused")
	}
}

// TestFloodDoesNotFreeAnAccount: who tries ten thousand made-up keys must not get
// back the tries on the one that they are after.
func TestFloodDoesNotFreeAnAccount(t *testing.T) {
	l := newGuard().account
	for range 5 {
		l.take("victim", workday)
	}
	for i := range 3 * maxLimiters {
		// each second one is as good as new again when room is made
		l.take(fmt.Sprint("made up ", i), workday.Add(time.Duration(i)*time.Microsecond))
	}
	if len(l.byKey) > maxLimiters {
		t.Errorf("%d keys are remembered", len(l.byKey))
	}
	slow := newGuard().account
	now := workday
	for range 5 {
		slow.take("victim", now)
	}
	for i := range maxLimiters + 10 { // 12 s give a try back, so all but the newest buckets are full
		if i == maxLimiters/2 {
			now = now.Add(13 * time.Second)
			for range 1 {
				slow.take("victim", now)
			}
		}
		slow.take(fmt.Sprint("made up ", i), now)
	}
	if _, ok := slow.take("victim", now); ok {
		t.Error("making room gave the victim's tries back")
	}
}

func TestPasswordHash(t *testing.T) {
	g, ctx := newGuard(), t.Context()
	hash, err := g.hash(ctx, "pass word with ü and more")
	must(t, err)
	if other, _ := g.hash(ctx, "pass word with ü and more"); other == hash {
		t.Error("two hashes of a password are the same: the salt is fixed")
	}
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") || strings.Contains(hash, "word") {
		t.Errorf("hash = %s", hash)
	}
	for name, tt := range map[string]struct {
		password string
		want     bool
	}{
		"the same":                {"pass word with ü and more", true},
		"in other code points":    {"pass word with u\u0308 and more", true},
		"in capitals":             {"Pass word with ü and more", false},
		"with a space at the end": {"pass word with ü and more ", false},
		"the beginning":           {"pass word with ü and mor", false},
		"empty":                   {"", false},
	} {
		if got, err := g.matches(ctx, tt.password, hash); got != tt.want || err != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if got, err := g.matches(ctx, "no account has this password", absentHash); got || err != nil {
		t.Errorf("the hash of no account: %v, %v", got, err)
	}
	for _, damaged := range []string{"", "x", "$argon2id$v=19$m=19456,t=2,p=1$!$x"} {
		if got, err := g.matches(ctx, "x", damaged); got || err == nil {
			t.Errorf("%q: %v, %v", damaged, got, err)
		}
	}
}

func TestHashingWaitsItsTurnOrGivesUp(t *testing.T) {
	g := newGuard()
	g.hashing <- struct{}{}
	g.hashing <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.hash(ctx, "x"); err == nil {
		t.Error("a third hash did not wait")
	}
	if _, err := g.matches(ctx, "x", absentHash); err == nil {
		t.Error("a third comparison did not wait")
	}
}

func TestAddUserRefuses(t *testing.T) {
	o := openOffice(t)
	before := o.head(t)
	for name, tt := range map[string]struct {
		spoil func(*NewUser)
		kind  fault.Kind
		field string
	}{
		"a taken address":            {func(n *NewUser) { n.Email = "ADMIN@imr.example" }, fault.Conflict, ""},
		"no address":                 {func(n *NewUser) { n.Email = "" }, fault.Invalid, "email"},
		"no role":                    {func(n *NewUser) { n.Roles = nil }, fault.Invalid, "roles"},
		"a role twice":               {func(n *NewUser) { n.Roles = append(n.Roles, n.Roles...) }, fault.Invalid, "roles"},
		"a reviewer without licence": {func(n *NewUser) { n.Qualifications.LicensedIn = nil }, fault.Invalid, "licensed-in"},
		"a short password":           {func(n *NewUser) { n.Password = "short" }, fault.Invalid, "password"},
		"their own name":             {func(n *NewUser) { n.Password = "my name is nora newcomer" }, fault.Invalid, "password"},
	} {
		n := NewUser{Email: "new@imr.example", Name: "Nora Newcomer", Password: password, Roles: []account.Role{account.Reviewer}, Qualifications: qualified}
		tt.spoil(&n)
		_, err := o.AddUser(t.Context(), operator, n)
		wantKind(t, name, err, tt.kind)
		if tt.field != "" && fault.Of(err).Field(tt.field) == "" {
			t.Errorf("%s: %v, want a fault of %s", name, err, tt.field)
		}
	}
	if o.head(t) != before {
		t.Error("a refused account left an event")
	}
	u, err := o.AddUser(t.Context(), operator, NewUser{Email: "new@imr.example", Name: "Nora", Password: password, Roles: []account.Role{account.Admin}, Qualifications: reviewer.Qualifications{}})
	if err != nil || o.head(t).Seq != before.Seq+1 {
		t.Errorf("an admin without qualifications: %v", err)
	}
	var hash string
	must(t, o.sql(t).QueryRow("SELECT password_hash FROM users WHERE id = ?", string(u.ID)).Scan(&hash))
	if strings.Contains(hash, password) || !strings.HasPrefix(hash, "$argon2id$") {
		t.Errorf("stored is %q", hash)
	}
}

func TestSessionsEnd(t *testing.T) {
	for name, tt := range map[string]struct {
		who  string
		do   func(*office, *testing.T, string)
		live bool
	}{
		"at once":                    {"reviewer", func(*office, *testing.T, string) {}, true},
		"a second before 30 minutes": {"reviewer", func(o *office, _ *testing.T, _ string) { o.clock.move(30*time.Minute - 2*time.Second) }, true},
		"after 30 minutes":           {"reviewer", func(o *office, _ *testing.T, _ string) { o.clock.move(30 * time.Minute) }, false},
		"an admin after 14 minutes":  {"admin", func(o *office, _ *testing.T, _ string) { o.clock.move(14 * time.Minute) }, true},
		"an admin after 15 minutes":  {"admin", func(o *office, _ *testing.T, _ string) { o.clock.move(15 * time.Minute) }, false},
		"after 12 hours of work":     {"reviewer", func(o *office, t *testing.T, s string) { o.workFor(t, s, 12*time.Hour) }, false},
		"before 12 hours of work":    {"reviewer", func(o *office, t *testing.T, s string) { o.workFor(t, s, 12*time.Hour-20*time.Minute) }, true},
		"an admin after 10 hours":    {"admin", func(o *office, t *testing.T, s string) { o.workFor(t, s, 10*time.Hour) }, false},
		"signed out":                 {"reviewer", func(o *office, t *testing.T, s string) { must(t, o.EndSession(t.Context(), o.act("reviewer"), s)) }, false},
		"signed in again in its place": {"reviewer", func(o *office, t *testing.T, s string) {
			must(t, second(o.StartSession(t.Context(), o.user["reviewer"], "{}", s)))
		}, false},
		"signed in elsewhere as well": {"reviewer", func(o *office, t *testing.T, _ string) {
			must(t, second(o.StartSession(t.Context(), o.user["reviewer"], "{}", "")))
		}, true},
		"the account was disabled": {"reviewer", func(o *office, t *testing.T, _ string) {
			_, err := o.sql(t).Exec("UPDATE users SET disabled = 1")
			must(t, err)
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			secret, err := o.StartSession(t.Context(), o.user[tt.who], `{"a":1}`, "")
			must(t, err)
			if len(secret) < 40 {
				t.Errorf("a secret of %d characters", len(secret))
			}
			tt.do(o, t, secret)
			s, found, err := o.Session(t.Context(), secret)
			if found != tt.live || err != nil {
				t.Fatalf("the session is live: %v, %v; want %v", found, err, tt.live)
			}
			if found && (s.User.ID != o.user[tt.who].ID || s.Data != `{"a":1}`) {
				t.Errorf("Session = %+v", s)
			}
		})
	}
}

// workFor uses the session every ten minutes.
func (o *office) workFor(t *testing.T, secret string, whole time.Duration) {
	t.Helper()
	for range whole / (10 * time.Minute) {
		o.clock.move(10 * time.Minute)
		_, _, err := o.Session(t.Context(), secret)
		must(t, err)
	}
}

// TestSecretIsNotStored: a copy of the database opens no session.
func TestSecretIsNotStored(t *testing.T) {
	o := openOffice(t)
	secret, err := o.StartSession(t.Context(), o.user["reviewer"], "{}", "")
	must(t, err)
	var stored sql.RawBytes
	rows, err := o.sql(t).Query("SELECT id_hash FROM sessions")
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		must(t, rows.Scan(&stored))
		if want := sha256.Sum256([]byte(secret)); string(stored) != string(want[:]) {
			t.Errorf("stored is %x, want the hash alone", stored)
		}
		if _, found, _ := o.Session(t.Context(), string(stored)); found {
			t.Error("the stored form opens the session")
		}
	}
	must(t, rows.Err())
}

func TestRolesActAtOnce(t *testing.T) {
	o := openOffice(t)
	secret, err := o.StartSession(t.Context(), o.user["admin"], "{}", "")
	must(t, err)
	_, err = o.sql(t).Exec("DELETE FROM user_roles WHERE role = 'admin'")
	must(t, err)
	s, found, err := o.Session(t.Context(), secret)
	if err != nil || !found || s.User.Has(account.Admin) {
		t.Errorf("after the role was taken away: %+v, %v, %v", s.User.Roles, found, err)
	}
}

func TestVerifyTrailWantsTheKeptHead(t *testing.T) {
	o := openOffice(t)
	kept := o.head(t)
	must(t, second(o.Export(t.Context(), operator, worked)))
	if head, err := o.VerifyTrail(t.Context(), kept.String()); err != nil || head.Seq != kept.Seq+1 {
		t.Errorf("a longer trail: %v, %v", head, err)
	}
	_, err := o.sql(t).Exec("DROP TRIGGER audit_delete; DELETE FROM audit_events WHERE seq >= ?", kept.Seq)
	must(t, err)
	if _, err := o.VerifyTrail(t.Context(), kept.String()); err == nil {
		t.Error("a cut tail was not noticed")
	}
	if _, err := o.VerifyTrail(t.Context(), "no head"); err == nil {
		t.Error("what is no head was taken for one")
	}
}
