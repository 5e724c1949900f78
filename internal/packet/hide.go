package packet

import (
	"bytes"
	"strings"

	"imr/internal/account"
	"imr/internal/fault"
	"imr/internal/publication"
)

// Person is a reviewer with all by which they are known: names, and numbers such as
// an e-mail address, an id, a code and licences.
type Person struct {
	ID      account.UserID
	Names   []string
	Numbers []string
}

// Hidden is the reviewers of a case, to be kept out of a packet for outsiders.
type Hidden []Person

// Has reports whether the actor of an event is one of them.
func (h Hidden) Has(id string) bool {
	for _, p := range h {
		if string(p.ID) == id {
			return true
		}
	}
	return false
}

// Identities are what a text is searched for.
func (h Hidden) Identities() []publication.Identity {
	var out []publication.Identity
	for _, p := range h {
		for _, n := range p.Names {
			out = append(out, publication.Identity{Kind: publication.Person, Text: n, Role: publication.ReviewerRole})
		}
		for _, n := range p.Numbers {
			out = append(out, publication.Identity{Kind: publication.Number, Text: n, Role: publication.ReviewerRole})
		}
	}
	return out
}

// Text is a text of ours with “the reviewer” in the place of each of them.
func (h Hidden) Text(text string) string { return publication.Hide(text, h.Identities()) }

// Guard refuses a packet in which one of them can still be read: a whole name in
// either order, or any of their numbers, in any file or its name. A single word of
// a name may be somebody else's, such as a treating physician's, and does not count.
func (h Hidden) Guard(files []File) error {
	for _, f := range files {
		plain := bytes.ToLower(append([]byte(f.Name+"\n"), f.Bytes...))
		for _, words := range h.telling() {
			if bytes.Contains(plain, []byte(words)) {
				return fault.New(fault.Conflict, "The packet for outsiders was not made: %s holds a name or number of a reviewer. Publish or send only what does not, or make the packet for inside.", f.Name)
			}
		}
	}
	return nil
}

// telling are the words that tell a reviewer, in lower case.
func (h Hidden) telling() []string {
	var out []string
	add := func(s string) {
		if s = strings.ToLower(strings.TrimSpace(s)); len(s) >= 5 {
			out = append(out, s)
		}
	}
	for _, p := range h {
		for _, n := range p.Numbers {
			add(n)
		}
		for _, n := range p.Names {
			add(n)
			if parts := publication.NameParts(n); len(parts) > 1 {
				first, last := parts[0], parts[len(parts)-1]
				add(first + " " + last)
				add(last + ", " + first)
				add(last + " " + first)
			}
		}
	}
	return out
}
