package chronology

import (
	"slices"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

// Description is what a record is said to be. Dated is zero and a text empty where
// nobody said it.
type Description struct {
	Dated         calendar.Date
	Kind          casefile.DocumentKind
	Author, Title string
}

// Of is the description that a document bears.
func Of(d casefile.Document) Description { return Description{d.Dated, d.Kind, d.Author, d.Title} }

// Field names one thing that is proposed of a record.
type Field string

// The fields of a description, and where a record within a document begins.
const (
	DateField   Field = "date"
	KindField   Field = "kind"
	AuthorField Field = "author"
	TitleField  Field = "title"
	StartField  Field = "start"
)

// Suggestion is a proposed value of a field with the words that led to it, as Quote
// has them. A date is written as in 2014-03-14.
type Suggestion struct {
	Field      Field
	Value      string
	Confidence Confidence
	Because    Evidence
	Quote      string
}

// suggestions lists what words of the pages led to.
func (p Proposal) suggestions() []Suggestion {
	var out []Suggestion
	for _, s := range []Suggestion{
		{DateField, p.Date.Value.String(), p.Date.Confidence, p.Date.Because, ""},
		{KindField, string(p.Kind.Value), p.Kind.Confidence, p.Kind.Because, ""},
		{AuthorField, p.Author.Value, p.Author.Confidence, p.Author.Because, ""},
		{TitleField, p.Title.Value, p.Title.Confidence, p.Title.Because, ""},
	} {
		if s.Because.Rule != "" {
			out = append(out, s)
		}
	}
	return out
}

// Span is pages of a document, from First to Last. The zero Span is the document
// as a whole.
type Span struct{ First, Last int }

// Spans parts a document of so many pages by the first pages of the proposed spans
// and by what people said, which goes before: every page is in exactly one. Zero
// Spans part nothing.
func Spans(pages int, proposed []Span, said Said) []Span {
	var out []Span
	for n := 1; n <= pages; n++ {
		begins := slices.ContainsFunc(proposed, func(s Span) bool { return s.First == n })
		if len(out) == 0 || said.begins(begins, n) {
			out = append(out, Span{n, n})
		}
		out[len(out)-1].Last = n
	}
	return out
}

// Described is what the pages of a document, or of a record within it, suggest.
type Described struct {
	Span
	Suggestions []Suggestion
}

// Describe reads a document, whose pages are given in order: first what it is as a
// whole and then, where it holds several, each record in it. What a document of
// several records is as a whole nobody can tell from its pages.
func Describe(pages []casefile.Page, said Said) []Described {
	encounters := Encounters(pages, said)
	if len(encounters) == 0 {
		return nil
	}
	if len(encounters) == 1 {
		return []Described{{Span{}, quoted(encounters[0].suggestions(), pages)}}
	}
	out := []Described{{}}
	for _, e := range encounters {
		list := e.suggestions()
		if len(e.Starts) > 0 {
			list = append(list, Suggestion{Field: StartField, Confidence: Likely, Because: e.Starts[0]})
		}
		out = append(out, Described{Span{e.FirstPage, e.LastPage}, quoted(list, pages)})
	}
	return out
}

// quoted fills in the words that led to each suggestion.
func quoted(list []Suggestion, pages []casefile.Page) []Suggestion {
	for i, s := range list {
		at := slices.IndexFunc(pages, func(p casefile.Page) bool { return p.Number == s.Because.Page })
		list[i].Quote = pages[at].Quote(s.Because.First, s.Because.End)
	}
	return list
}
