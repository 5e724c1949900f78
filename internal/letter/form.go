package letter

import "strings"

// Form is how a letter is made of what was decided: with which wording, in which
// languages the worker's part stands, the first one first, and whether in large
// print. The zero Form is the shipped wording in English in the usual size.
type Form struct {
	Template  Template
	Languages []Language
	Large     bool
}

// LanguagesFor are those of a letter to a worker who reads the language; empty where
// nobody said which. Every party gets the same letter, and the others read English, so
// English stands in each; who is not known to read it finds Spanish behind it.
func LanguagesFor(reads Language) []Language {
	switch reads {
	case English:
		return []Language{English}
	case Spanish:
		return []Language{Spanish, English}
	default:
		return []Language{English, Spanish}
	}
}

// whole is the form with what its zero values stand for.
func (f Form) whole() Form {
	if f.Template.Texts == nil {
		f.Template = Default()
	}
	if len(f.Languages) == 0 {
		f.Languages = []Language{English}
	}
	return f
}

// LanguageCodes are the languages as one word, such as "en,es".
func (f Form) LanguageCodes() string {
	codes := make([]string, len(f.Languages))
	for i, l := range f.Languages {
		codes[i] = string(l)
	}
	return strings.Join(codes, ",")
}

// LanguagesOf reads what LanguageCodes wrote.
func LanguagesOf(codes string) []Language {
	var out []Language
	for _, code := range strings.FieldsFunc(codes, func(r rune) bool { return r == ',' }) {
		out = append(out, Language(code))
	}
	return out
}
