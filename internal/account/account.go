// Package account knows who is signed in, which roles they hold and in whose
// name an act is done.
package account

import (
	"slices"
	"strings"

	"imr/internal/fault"
)

// UserID identifies a user for good; it says nothing about the person.
type UserID string

// Role is what a person may be to the organization. A person may hold several.
type Role string

// The roles.
const (
	Reviewer Role = "reviewer"
	Admin    Role = "admin"
	Director Role = "director"
	Auditor  Role = "auditor"
)

// Roles lists every role in the order in which people are told about them.
var Roles = []Role{Reviewer, Admin, Director, Auditor}

// ParseRole reads a role's name.
func ParseRole(s string) (Role, error) {
	if r := Role(s); slices.Contains(Roles, r) {
		return r, nil
	}
	return "", fault.New(fault.Invalid, "There is no role %q; the roles are reviewer, admin, director and auditor.", s)
}

// User is a person with an account. The password is kept only as a hash, which
// never leaves the store and the act of signing in.
type User struct {
	ID       UserID
	Email    string
	Name     string
	Roles    []Role
	Disabled bool
}

// Has reports whether the user holds the role.
func (u User) Has(r Role) bool { return slices.Contains(u.Roles, r) }

// Validate reports what a new user lacks, field by field.
func (u User) Validate() error {
	var bad fault.Fields
	if at := strings.IndexByte(u.Email, '@'); at < 1 || at == len(u.Email)-1 || strings.ContainsAny(u.Email, " \t\r\n<>") {
		bad.Add("email", "Enter an e-mail address such as name@example.org.")
	}
	if strings.TrimSpace(u.Name) == "" {
		bad.Add("name", "Enter the person's name.")
	}
	if len(u.Roles) == 0 {
		bad.Add("roles", "Give at least one role.")
	}
	for i, r := range u.Roles {
		if slices.Contains(u.Roles[:i], r) {
			bad.Add("roles", "Give the role %s once.", r)
		}
	}
	return bad.Err("This account cannot be made.")
}

// FoldEmail is the form in which addresses are compared: people type capitals and spaces.
func FoldEmail(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// Actor is in whose name an act is done: a user in their roles, or a command on
// the server, which has a Name and no ID. The zero Actor is nobody, and may do nothing.
type Actor struct {
	ID      UserID
	Name    string
	Roles   []Role
	command bool // set by Command only, so that nobody becomes the operator by an empty ID
}

// Act is the actor that a signed-in user is.
func (u User) Act() Actor { return Actor{ID: u.ID, Name: u.Name, Roles: u.Roles} }

// Command is the actor for a command run on the server by its operator.
func Command(name string) Actor { return Actor{Name: "command " + name, command: true} }

// IsCommand reports whether the operator acts on the server rather than a user in the browser.
func (a Actor) IsCommand() bool { return a.command }

// Has reports whether the actor acts in the role.
func (a Actor) Has(r Role) bool { return slices.Contains(a.Roles, r) }
