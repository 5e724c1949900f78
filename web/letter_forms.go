package web

import (
	"fmt"
	"net/url"

	"github.com/labstack/echo/v4"

	"imr/internal/letter"
	"imr/templates/part"
)

// The values of the address that ask for a letter in another form.
const (
	inEnglish = "en"
	inSpanish = "es"
	inBoth    = "both"
	inLarge   = "large"
	inUsual   = "usual"
)

var askedLanguages = map[string][]letter.Language{
	inEnglish: letter.LanguagesFor(letter.English), inSpanish: letter.LanguagesFor(letter.Spanish), inBoth: letter.LanguagesFor(""),
}

// askedForm is the form with what the address asks for instead; what it asks for that
// there is not is left out.
func askedForm(c echo.Context, f letter.Form) letter.Form {
	if languages, found := askedLanguages[c.QueryParam("language")]; found {
		f.Languages = languages
	}
	switch c.QueryParam("print") {
	case inLarge:
		f.Large = true
	case inUsual:
		f.Large = false
	}
	return f
}

// query is the address's part that asks for the letter's version in the form.
func (l shownLetter) query(f letter.Form) string {
	q := url.Values{}
	if l.version > 0 {
		q.Set("version", fmt.Sprint(l.version))
	}
	for name, languages := range askedLanguages {
		if (letter.Form{Languages: languages}).LanguageCodes() == f.LanguageCodes() {
			q.Set("language", name)
		}
	}
	q.Set("print", inUsual)
	if f.Large {
		q.Set("print", inLarge)
	}
	return "?" + q.Encode()
}

// forms lead to the same letter in every other form.
func (l shownLetter) forms() []part.Link {
	var out []part.Link
	add := func(label string, f letter.Form, now bool) {
		link := part.Link{Label: label, URL: caseURL(l.o.Number) + "/letter" + l.query(f)}
		if now {
			link.URL = ""
		}
		out = append(out, link)
	}
	for _, one := range []struct{ label, name string }{{"In English", inEnglish}, {"Spanish first", inSpanish}, {"English, then Spanish", inBoth}} {
		f := l.form
		f.Languages = askedLanguages[one.name]
		now := l.form.LanguageCodes()
		add(one.label, f, now == f.LanguageCodes() || now == "" && one.name == inEnglish)
	}
	for _, large := range []bool{false, true} {
		f := l.form
		f.Large = large
		add(map[bool]string{false: "Usual print", true: "Large print"}[large], f, l.form.Large == large)
	}
	return out
}
