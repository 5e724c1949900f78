package chronology

import (
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

// Standing is on whose word the description of a record rests.
type Standing string

// The standings: who handed the record in, a person who confirmed it, or at least
// in part the words of its pages alone.
const (
	GivenIn   Standing = "given"
	Confirmed Standing = "confirmed"
	Proposed  Standing = "proposed"
)

// Settled is a description of which it is known on whose word it rests. Guessed
// names the fields that the pages alone tell, Doubts are what the pages say
// otherwise than who handed the record in.
type Settled struct {
	Description
	Standing Standing
	Guessed  []Field
	Doubts   []Suggestion
}

// ToCheck reports whether a person should look at the description.
func (s Settled) ToCheck() bool { return s.Standing == Proposed || len(s.Doubts) > 0 }

// Settle says what a record is: as a person confirmed it, else as it was given in,
// and where that says nothing as its pages suggest. The kind “other” says nothing.
func Settle(given Description, confirmed *Description, list []Suggestion) Settled {
	if confirmed != nil {
		return Settled{Description: *confirmed, Standing: Confirmed}
	}
	out := Settled{Description: given, Standing: GivenIn}
	for _, s := range list {
		switch {
		case s.Field == StartField:
		case out.lacks(s.Field):
			out.set(s)
			out.Guessed = append(out.Guessed, s.Field)
		case s.Confidence != ToCheck && !s.agrees(given):
			out.Doubts = append(out.Doubts, s)
		}
	}
	if len(out.Guessed) > 0 {
		out.Standing = Proposed
	}
	if out.Kind == "" {
		out.Kind = "other"
	}
	return out
}

// Taken is the description with the doubts taken for true.
func (s Settled) Taken() Description {
	for _, d := range s.Doubts {
		s.set(d)
	}
	return s.Description
}

func (d Description) lacks(f Field) bool {
	switch f {
	case DateField:
		return d.Dated.IsZero()
	case KindField:
		return d.Kind == "" || d.Kind == "other"
	case AuthorField:
		return d.Author == ""
	}
	return d.Title == ""
}

func (d *Description) set(s Suggestion) {
	switch s.Field {
	case DateField:
		d.Dated = calendar.MustDate(s.Value)
	case KindField:
		d.Kind = casefile.DocumentKind(s.Value)
	case AuthorField:
		d.Author = s.Value
	case TitleField:
		d.Title = s.Value
	}
}

// agrees reports whether the suggestion says no other thing than the description.
// Two names are one person's by their surname. A title is a matter of taste, so no
// other one contradicts it.
func (s Suggestion) agrees(d Description) bool {
	switch s.Field {
	case DateField:
		return s.Value == d.Dated.String()
	case KindField:
		return s.Value == string(d.Kind)
	case AuthorField:
		return surname(s.Value) == surname(d.Author) || shareWord(s.Value, d.Author)
	}
	return true
}

// surname is the last word of a name before its degree.
func surname(name string) string {
	name, _, _ = strings.Cut(strings.ToLower(name), ",")
	f := strings.Fields(name)
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}
