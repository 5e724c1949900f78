// Package fault holds the kinds of error that a person can act on. Every other
// error is a failure of the system: it is logged, and its text is never shown.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what sort of trouble a person is in, and so what they can do.
type Kind int

// The kinds of fault.
const (
	// Invalid means that what was entered breaks a rule; the fields say which.
	Invalid Kind = iota + 1
	// NotFound means that the thing does not exist for this person. It is also the
	// answer for what exists but is not theirs, so that it confirms nothing.
	NotFound
	// Forbidden means that the thing is theirs to see, but the act is not theirs to do now.
	Forbidden
	// Conflict means that somebody else changed the thing first.
	Conflict
	// Unauthenticated means that nobody is signed in, or that the password is wrong.
	Unauthenticated
	// TooMany means that the act was tried too often and may be tried again later.
	TooMany
	// Full means that the server has no room for what was sent; nothing of it is stored.
	Full
)

// Field is one thing that is wrong with one named place of the input. Path is
// written as the input is nested, for example items[0].timing.
type Field struct {
	Path, Message string
}

// Error is a fault. Message is a whole sentence for the person who acted and
// says what to do; Fields name the places that it is about, in input order.
type Error struct {
	Kind    Kind
	Message string
	Fields  []Field
}

// Error joins the message and the fields on separate lines.
func (e *Error) Error() string {
	lines := make([]string, 0, len(e.Fields)+1)
	if e.Message != "" {
		lines = append(lines, e.Message)
	}
	for _, f := range e.Fields {
		lines = append(lines, f.Path+": "+f.Message)
	}
	return strings.Join(lines, "\n")
}

// Field returns the first message about path, or "".
func (e *Error) Field(path string) string {
	if e == nil {
		return ""
	}
	for _, f := range e.Fields {
		if f.Path == path {
			return f.Message
		}
	}
	return ""
}

// New makes a fault without fields.
func New(kind Kind, format string, args ...any) error {
	return &Error{Kind: kind, Message: fmt.Sprintf(format, args...)}
}

// Of returns the fault in err's chain, or nil where err is none.
func Of(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return nil
}

// Is reports whether err is a fault of the kind.
func Is(err error, kind Kind) bool {
	e := Of(err)
	return e != nil && e.Kind == kind
}

// Fields gathers what is wrong with an input, so that a person sees all of it at once.
type Fields []Field

// Add notes that the place named by path breaks a rule.
func (f *Fields) Add(path, format string, args ...any) {
	*f = append(*f, Field{Path: path, Message: fmt.Sprintf(format, args...)})
}

// Err returns an Invalid fault under the message, or nil where nothing was added.
func (f Fields) Err(message string) error {
	if len(f) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Message: message, Fields: f}
}
