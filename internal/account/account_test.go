package account

import (
	"strings"
	"testing"

	"imr/internal/fault"
)

func sound() User {
	return User{ID: "u1", Email: "rosa@imr.example", Name: "Rosa Whitlock", Roles: []Role{Reviewer}}
}

func TestValidateNamesTheField(t *testing.T) {
	for name, tt := range map[string]struct {
		spoil func(*User)
		want  string // the path; empty where the user is sound
	}{
		"sound":                {func(*User) {}, ""},
		"two roles":            {func(u *User) { u.Roles = []Role{Admin, Reviewer} }, ""},
		"no address":           {func(u *User) { u.Email = "" }, "email"},
		"no @":                 {func(u *User) { u.Email = "rosa" }, "email"},
		"nothing before the @": {func(u *User) { u.Email = "@imr.example" }, "email"},
		"nothing after the @":  {func(u *User) { u.Email = "rosa@" }, "email"},
		"a space":              {func(u *User) { u.Email = "rosa @imr.example" }, "email"},
		"a header in the mail": {func(u *User) { u.Email = "rosa@imr.example\r\nBcc: x@y" }, "email"},
		"a name before":        {func(u *User) { u.Email = "<rosa@imr.example>" }, "email"},
		"no name":              {func(u *User) { u.Name = " \t" }, "name"},
		"no role":              {func(u *User) { u.Roles = nil }, "roles"},
		"one role twice":       {func(u *User) { u.Roles = []Role{Admin, Reviewer, Admin} }, "roles"},
	} {
		u := sound()
		tt.spoil(&u)
		err := u.Validate()
		if tt.want == "" && err != nil || tt.want != "" && fault.Of(err).Field(tt.want) == "" {
			t.Errorf("%s: %v, want a fault of %q", name, err, tt.want)
		}
	}
	if f := fault.Of((User{}).Validate()); len(f.Fields) != 3 {
		t.Errorf("an empty user lacks %v, want all three at once", f.Fields)
	}
}

func TestParseRole(t *testing.T) {
	for _, r := range Roles {
		if got, err := ParseRole(string(r)); got != r || err != nil {
			t.Errorf("ParseRole(%s) = %s, %v", r, got, err)
		}
	}
	for _, bad := range []string{"", "Admin", "root", "admin "} {
		if got, err := ParseRole(bad); got != "" || !fault.Is(err, fault.Invalid) {
			t.Errorf("ParseRole(%q) = %q, %v", bad, got, err)
		}
	}
}

// TestNobodyIsNoCommand: an actor without an ID is what a request without a
// session would make, and must not be taken for the operator.
func TestNobodyIsNoCommand(t *testing.T) {
	for name, tt := range map[string]struct {
		actor Actor
		want  bool
	}{
		"a command":            {Command("imr import"), true},
		"nobody":               {Actor{}, false},
		"the zero user":        {User{}.Act(), false},
		"a user":               {sound().Act(), false},
		"a user named so":      {Actor{Name: "command imr import"}, false},
		"a user without an id": {Actor{Name: "x", Roles: []Role{Admin}}, false},
	} {
		if got := tt.actor.IsCommand(); got != tt.want {
			t.Errorf("%s: IsCommand = %v", name, got)
		}
	}
	if got := Command("imr import").Name; got != "command imr import" {
		t.Errorf("the trail would name it %q", got)
	}
	if by := sound().Act(); by.ID != "u1" || by.Name != "Rosa Whitlock" || !by.Has(Reviewer) || by.Has(Admin) {
		t.Errorf("Act = %+v", by)
	}
}

func TestCheckPassword(t *testing.T) {
	const good = "correct horse battery staple"
	for name, tt := range map[string]struct {
		password string
		sound    bool
	}{
		"a few words":                 {good, true},
		"15 characters":               {"abcdefghijklmno", true},
		"14 characters":               {"abcdefghijklmn", false},
		"15 characters in more bytes": {"äbcdefghijklmnö", true},
		"14 characters in more bytes": {"äbcdefghijklmö", false},
		"empty":                       {"", false},
		"256 characters":              {strings.Repeat("abcdefghijklmnop", 16), true},
		"257 characters":              {strings.Repeat("abcdefghijklmnop", 16) + "x", false},
		"one character":               {strings.Repeat("a", 20), false},
		"two characters":              {strings.Repeat("ab", 10), false},
		"four characters, cut":        {"1234123412341234123", false},
		"a pattern in capitals":       {"aBABabABaBabABabAB", false},
		"five characters":             {strings.Repeat("abcde", 4), true},
		"the first name":              {"my name is ROSA, right", false},
		"the family name":             {"whitlock and nothing else", false},
		"the address":                 {"longlocalpart is easy to guess", false},
		"leading spaces":              {"  spaces count here  ", true},
	} {
		u := sound()
		u.Email = "longlocalpart@imr.example"
		err := CheckPassword(tt.password, u)
		if tt.sound != (err == nil) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && (fault.Of(err).Field("password") == "" || tt.password != "" && strings.Contains(err.Error(), tt.password)) {
			t.Errorf("%s: the refusal names no field or shows the password: %v", name, err)
		}
	}
	if err := CheckPassword("a bob of many words", User{Name: "Al Bob", Email: "bo@x"}); err != nil {
		t.Errorf("names of three letters are in many words: %v", err)
	}
}

func TestFoldEmail(t *testing.T) {
	for in, want := range map[string]string{" Rosa@IMR.Example\t": "rosa@imr.example", "": "", "ÄB@x": "äb@x"} {
		if got := FoldEmail(in); got != want {
			t.Errorf("FoldEmail(%q) = %q, want %q", in, got, want)
		}
	}
}
