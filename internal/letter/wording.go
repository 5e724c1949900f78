package letter

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"imr/internal/fault"
)

// Language is one in which the worker's part of the letter is written.
type Language string

// The languages.
const (
	English Language = "en"
	Spanish Language = "es"
)

// Languages lists every language, in the order in which a letter has them.
var Languages = []Language{English, Spanish}

// Template is the fixed wording of letters: for each language a text for each Passage
// that it has. Version 1 is the one that ships; an organization's own follow it.
type Template struct {
	Version int
	Texts   map[Language]map[string]string
}

// Passage is a text of the template. Where it stands and when is decided by the
// letter. Required are the places without which it would not say what it must; they may
// stand in it besides those of every passage.
type Passage struct {
	Key       string
	Title     string // what an admin calls it
	Languages []Language
	Required  []string
}

// Place is a name that stands in braces for what the case says.
type Place struct{ Name, Meaning string }

// Places lists every place. The first ones may stand in every passage.
var Places = []Place{
	{"worker", "the employee’s name"}, {"case_number", "the number of the case"}, {"claims_administrator", "the claims administrator’s name"},
	{"physician", "the requesting physician’s name"}, {"organization", "our name"}, {"phone", "our telephone number"}, {"medical_director", "the medical director’s name and title"},
	{"date", "the day of the letter"}, {"version", "the number of this version"}, {"previous_version", "the number of the version before"},
	{"reason", "why there is a new version"}, {"result", "the overall word"}, {"ur_act", "what utilization review did with the request"},
	{"authorize_days", "the working days of 8 CCR §9792.10.7 to authorize"}, {"pay_days", "the days of 8 CCR §9792.10.7 to pay"},
	{"appeal_days", "the days of LC 4610.6(h) to appeal"}, {"copies", "whom copies go to"}, {"where", "where the letter is verified"}, {"code", "the code by which it is verified"},
}

// everywhere counts the places that may stand in every passage.
const everywhere = 7

// Everywhere lists the places that may stand in every passage.
func Everywhere() []Place { return Places[:everywhere] }

var both = Languages

// Passages lists every passage in the order of the letter.
var Passages = []Passage{
	{"title", "Title", both, nil},
	{"other-language", "That the worker’s part follows in another language too", both, nil},
	{"date", "Date", both, []string{"date"}},
	{"newer", "On a later version: what it replaces", both, []string{"version", "previous_version", "reason"}},
	{"result", "Result", both, []string{"result"}},
	{"uphold", "Meaning of UPHOLD", both, nil},
	{"overturn", "Meaning of OVERTURN", both, nil},
	{"partial", "Meaning of PARTIAL OVERTURN", both, nil},
	{"greeting", "Greeting", both, []string{"worker"}},
	{"opening", "Opening", both, []string{"claims_administrator", "ur_act"}},
	{"heading-asked", "Heading over the decisions", both, nil},
	{"means-upheld", "An upheld item", both, nil},
	{"means-overturned", "An overturned item", both, nil},
	{"means-overturned-past", "An overturned item that the worker had already", both, nil},
	{"in-english", "That the reviewer’s words are in English", []Language{Spanish}, nil},
	{"heading-next", "Heading over what happens next", both, nil},
	{"next-authorize", "Next, of treatment to come", both, []string{"authorize_days"}},
	{"next-pay", "Next, of treatment that the worker had already", both, []string{"pay_days"}},
	{"next-stands", "Next, of an upheld item", both, nil},
	{"heading-disagree", "Heading over the appeal", both, nil},
	{"appeal", "The appeal", both, []string{"appeal_days"}},
	{"closing", "Closing", both, nil},
	{"copies", "Copies", both, []string{"copies"}},
	{"genuine", "How to verify the letter", both, []string{"where", "code"}},
	{"how", "Determination: who decided", []Language{English}, nil},
	{"how-chosen", "Determination: how the reviewer was chosen", []Language{English}, nil},
	{"summary-intro", "Determination: before the summary", []Language{English}, nil},
	{"issues-intro", "Determination: before the items", []Language{English}, nil},
}

//go:embed wording/1.json
var shipped []byte

// Default is version 1, which ships with the program and never changes.
func Default() Template {
	t := Template{Version: 1}
	if err := json.Unmarshal(shipped, &t.Texts); err != nil {
		panic(fmt.Sprintf("letter: the shipped wording: %v", err))
	}
	return t
}

// TemplateOf reads the texts of a version back, as JSON wrote them.
func TemplateOf(version int, texts []byte) (Template, error) {
	t := Template{Version: version}
	err := json.Unmarshal(texts, &t.Texts)
	return t, err
}

// JSON is the texts alone, the same bytes for the same texts.
func (t Template) JSON() ([]byte, error) { return json.Marshal(t.Texts) }

// Text is the passage in the language; empty where it is not written in it.
func (t Template) Text(l Language, key string) string { return t.Texts[l][key] }

// In reports whether the passage is written in the language.
func (p Passage) In(l Language) bool { return slices.Contains(p.Languages, l) }

// Allowed names the places that may stand in the passage.
func (p Passage) Allowed() []string {
	var out []string
	for _, place := range Everywhere() {
		out = append(out, place.Name)
	}
	for _, name := range p.Required {
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// longest is the most characters that a passage may have.
const longest = 3000

var placeForm = regexp.MustCompile(`\{\{([^{}]*)\}\}`)

// Validate reports each passage that is empty, names a place which is not there for
// it, lacks one that it needs or cannot be set. Field paths are Passage.Field.
func (t Template) Validate() error {
	var bad fault.Fields
	for l, texts := range t.Texts {
		for key := range texts {
			if i := slices.IndexFunc(Passages, func(p Passage) bool { return p.Key == key }); i < 0 || !Passages[i].In(l) {
				bad.Add(string(l)+"-"+key, "The letter has no passage “%s” in this language.", key)
			}
		}
	}
	for _, p := range Passages {
		for _, l := range p.Languages {
			if wrong := p.check(t.Text(l, p.Key)); wrong != "" {
				bad.Add(p.Field(l), "%s (%s): %s", p.Title, languageNames[l], wrong)
			}
		}
	}
	return bad.Err("The wording was not saved.")
}

// Field is the name under which a form sends the passage.
func (p Passage) Field(l Language) string { return string(l) + "-" + p.Key }

var languageNames = map[Language]string{English: "English", Spanish: "Spanish"}

// check says what is wrong with a text for the passage; empty where nothing is.
func (p Passage) check(text string) string {
	allowed := p.Allowed()
	rest := placeForm.ReplaceAllString(text, "")
	switch {
	case strings.TrimSpace(text) == "":
		return "write the text."
	case len([]rune(text)) > longest:
		return fmt.Sprintf("use at most %d characters.", longest)
	case strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' || r == 0x7f }):
		return "it holds a control character; type it anew."
	case strings.Contains(rest, "{{") || strings.Contains(rest, "}}"):
		return "a place begins with {{ and ends with }}."
	case strings.Count(text, "**")%2 != 0:
		return "bold words stand between ** and **."
	}
	var named []string
	for _, m := range placeForm.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(allowed, m[1]) {
			return fmt.Sprintf("there is no place {{%s}} here. Use {{%s}}.", m[1], strings.Join(allowed, "}}, {{"))
		}
		named = append(named, m[1])
	}
	for _, name := range p.Required {
		if !slices.Contains(named, name) {
			return fmt.Sprintf("{{%s}} is missing, which is %s.", name, meaningOf(name))
		}
	}
	return ""
}

func meaningOf(name string) string {
	return Places[slices.IndexFunc(Places, func(p Place) bool { return p.Name == name })].Meaning
}

// set is a line of a passage with its places filled and its bold words marked. What
// fills a place is set as it is, braces and stars included.
func set(line string, fill map[string]string) []Run {
	var out []Run
	for i, piece := range strings.Split(line, "**") {
		if piece = filledIn(piece, fill); piece != "" {
			out = append(out, Run{piece, i%2 == 1})
		}
	}
	return out
}

func filledIn(text string, fill map[string]string) string {
	return placeForm.ReplaceAllStringFunc(text, func(m string) string { return fill[m[2:len(m)-2]] })
}
