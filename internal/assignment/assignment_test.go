package assignment

import (
	"reflect"
	"testing"
	"time"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/reviewer"
)

const number casefile.CaseNumber = "CM14-0031234"

func TestNewAsksForAnActiveQualifiedReviewer(t *testing.T) {
	at := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	for name, tt := range map[string]struct {
		spoil func(*reviewer.Reviewer)
		want  fault.Kind
	}{
		"sound":            {func(*reviewer.Reviewer) {}, 0},
		"also an admin":    {func(r *reviewer.Reviewer) { r.User.Roles = append(r.User.Roles, account.Admin) }, 0},
		"an admin only":    {func(r *reviewer.Reviewer) { r.User.Roles = []account.Role{account.Admin} }, fault.Invalid},
		"no role":          {func(r *reviewer.Reviewer) { r.User.Roles = nil }, fault.Invalid},
		"disabled":         {func(r *reviewer.Reviewer) { r.User.Disabled = true }, fault.Invalid},
		"no licence":       {func(r *reviewer.Reviewer) { r.LicensedIn = nil }, fault.Invalid},
		"no certification": {func(r *reviewer.Reviewer) { r.BoardCertifications = nil }, fault.Invalid},
	} {
		to := reviewer.Reviewer{User: account.User{ID: "r", Name: "Rosa", Roles: []account.Role{account.Reviewer}},
			Qualifications: reviewer.Qualifications{BoardCertifications: []string{"Pain Medicine"}, LicensedIn: []string{"California"}}}
		tt.spoil(&to)
		a, err := New(number, to, at)
		if tt.want == 0 && (err != nil || !reflect.DeepEqual(a, Assignment{Case: number, Reviewer: "r", At: at})) || tt.want != 0 && (!fault.Is(err, tt.want) || !reflect.DeepEqual(a, Assignment{})) {
			t.Errorf("%s: New = %+v, %v", name, a, err)
		}
	}
}

// who are the people who may ask for a case, of whom one is its reviewer.
var who = map[string]account.Actor{
	"its reviewer":           {ID: "r", Roles: []account.Role{account.Reviewer}},
	"its reviewer and admin": {ID: "r", Roles: []account.Role{account.Admin, account.Reviewer}},
	"no longer a reviewer":   {ID: "r", Roles: []account.Role{account.Auditor}},
	"another reviewer":       {ID: "s", Roles: []account.Role{account.Reviewer}},
	"an admin":               {ID: "a", Roles: []account.Role{account.Admin}},
	"an auditor":             {ID: "b", Roles: []account.Role{account.Auditor}},
	"a director":             {ID: "d", Roles: []account.Role{account.Director}},
	"nobody":                 {},
	"a command":              account.Command("imr export"),
}

func TestRules(t *testing.T) {
	held := &Assignment{Case: number, Reviewer: "r"}
	type want struct{ open, draft, assign, openFree, draftFree, assignFree fault.Kind } // 0 is yes; free: nobody has the case
	const yes, absent, no = 0, fault.NotFound, fault.Forbidden
	wants := map[string]want{
		"its reviewer":           {yes, yes, no, absent, absent, absent},
		"its reviewer and admin": {yes, yes, yes, yes, no, yes},
		"no longer a reviewer":   {absent, absent, absent, absent, absent, absent},
		"another reviewer":       {absent, absent, absent, absent, absent, absent},
		"an admin":               {yes, no, yes, yes, no, yes},
		"an auditor":             {absent, absent, absent, absent, absent, absent},
		"a director":             {absent, absent, absent, absent, absent, absent},
		"nobody":                 {absent, absent, absent, absent, absent, absent},
		"a command":              {yes, no, yes, yes, no, yes},
	}
	for name, by := range who {
		w := wants[name]
		for rule, got := range map[string]struct {
			err  error
			want fault.Kind
		}{
			"open": {MayOpen(by, number, held), w.open}, "open, free": {MayOpen(by, number, nil), w.openFree},
			"draft": {MayDraft(by, number, held), w.draft}, "draft, free": {MayDraft(by, number, nil), w.draftFree},
			"assign": {MayAssign(by, number, held), w.assign}, "assign, free": {MayAssign(by, number, nil), w.assignFree},
		} {
			if got.want == yes && got.err != nil || got.want != yes && !fault.Is(got.err, got.want) {
				t.Errorf("%s, %s: %v, want kind %d", name, rule, got.err, got.want)
			}
			if got.want == absent && got.err.Error() != Missing(number).Error() {
				t.Errorf("%s, %s: a foreign case says %q, an absent one %q", name, rule, got.err, Missing(number))
			}
		}
	}
}

func TestIsReviewerWantsAnIdentity(t *testing.T) {
	if IsReviewer(account.Actor{Roles: []account.Role{account.Reviewer}}, &Assignment{}) {
		t.Error("nobody is the reviewer of a case that is with nobody")
	}
}
