package guideline

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"imr/internal/calendar"
	"imr/internal/dictionary"
	"imr/internal/fault"
)

// Families lists the families of sources in the order of the search sequence.
var Families = []string{"MTUS", "ODG", "ACOEM", "Other", "Study"}

// maxText is the most runes that a field of an edition may have, maxSections those
// of its headings together.
const (
	maxText     = 300
	maxSections = 20_000
)

var (
	keyForm       = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$`)
	yearForm      = regexp.MustCompile(`^(19|20)\d\d$`)
	publishedForm = regexp.MustCompile(`^(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)
)

// Settled is the edition as it is stored: without stray blanks, with a key made of
// its family and title where it has none, with its year where its first day tells
// it, and of a source outside the schedule with January 1 of the year of issue as
// its first day where none is given.
func (e Edition) Settled() Edition {
	for _, text := range []*string{&e.Key, &e.Family, &e.Source, &e.Chapter, &e.MTUSSection, &e.Publisher, &e.Published, &e.Year, &e.SearchWords} {
		*text = strings.Join(strings.Fields(*text), " ")
	}
	if e.Key == "" && e.Family != "" {
		name := e.Chapter
		if name == "" {
			name = e.Source
		}
		e.Key = dashed(e.Family) + "/" + dashed(name)
	}
	year, _ := strconv.Atoi(e.Year) // what is no year is refused by Validate
	switch {
	case e.Family == "MTUS" && e.Year == "" && !e.From.IsZero():
		e.Year = e.From.String()[:4]
	case e.Family != "MTUS" && e.From.IsZero() && yearForm.MatchString(e.Year):
		e.From = calendar.Date{Year: year, Month: 1, Day: 1}
	}
	if e.Kind == "" {
		e.Kind = Guidelines
	}
	return e
}

// dashed is the text as a part of a key.
func dashed(text string) string { return strings.ReplaceAll(plain(text), " ", "-") }

// Validate says what is wrong with an edition that is settled, by the names of
// Columns.
func (e Edition) Validate() error { return e.wrong().Err("The edition cannot be kept as it is.") }

func (e Edition) wrong() fault.Fields {
	var bad fault.Fields
	if !keyForm.MatchString(e.Key) {
		bad.Add("key", "Write the key in small letters, digits and dashes, such as mtus/low-back.")
	}
	if !slices.Contains(Families, e.Family) {
		bad.Add("family", "Choose the family: MTUS, ODG, ACOEM, Other or Study.")
	}
	if e.Source == "" {
		bad.Add("source", "Enter the name by which a citation calls the guideline, such as ODG.")
	}
	if e.Kind != Guidelines && e.Kind != StudySource || (e.Kind == StudySource) != (e.Family == "Study") {
		bad.Add("kind", "Choose study for a source of studies, and guideline for all others.")
	}
	if e.Kind == Guidelines && e.Publisher == "" {
		bad.Add("publisher", "Enter who publishes it.")
	}
	bad = append(bad, e.wrongChapter()...)
	bad = append(bad, e.wrongDates()...)
	bad = append(bad, e.wrongLists()...)
	for _, f := range []struct{ name, text string }{{"source", e.Source}, {"chapter", e.Chapter}, {"publisher", e.Publisher}, {"search_words", e.SearchWords}} {
		if len([]rune(f.text)) > maxText {
			bad.Add(f.name, "Shorten this to %d characters.", maxText)
		}
	}
	return bad
}

func (e Edition) wrongChapter() fault.Fields {
	var bad fault.Fields
	if e.Chapter == "" && slices.Contains([]string{"MTUS", "ODG", "ACOEM"}, e.Family) {
		bad.Add("chapter", "Enter the title of the chapter.")
	}
	if (e.MTUSSection != "") != (e.Family == "MTUS") {
		bad.Add("mtus_section", "Enter the section of title 8 for the MTUS, such as §9792.23.5, and leave it empty for all others.")
	}
	return bad
}

func (e Edition) wrongDates() fault.Fields {
	var bad fault.Fields
	if !publishedForm.MatchString(e.Published) && e.Published != "" {
		bad.Add("published", "Enter the publisher's date as 2019-03-07, 2019-03 or 2019.")
	}
	if !yearForm.MatchString(e.Year) && e.Year != "" {
		bad.Add("edition", "Enter the edition as a year, such as 2019.")
	}
	switch {
	case e.Family == "MTUS" && e.From.IsZero():
		bad.Add("effective_from", "Enter the day on which the edition took effect in the schedule.")
	case e.Family == "MTUS" && yearForm.MatchString(e.Year) && e.Year != e.From.String()[:4]:
		bad.Add("edition", "The edition of the MTUS is the year in which it took effect, %s.", e.From.String()[:4])
	}
	if !e.To.IsZero() && e.To.Before(e.From) {
		bad.Add("effective_to", "The last day in force is before the first; enter %s or later.", e.From.US())
	}
	return bad
}

func (e Edition) wrongLists() fault.Fields {
	var bad fault.Fields
	for _, year := range e.AlsoCited {
		if !yearForm.MatchString(year) {
			bad.Add("also_cited", "“%s” is no year.", year)
		}
	}
	for _, part := range e.BodyParts {
		if !isBodyPart(part) {
			bad.Add("body_parts", "The dictionary knows no body part “%s”; write it as it is named there, such as low back.", part)
		}
	}
	total := 0
	seen := map[string]bool{}
	for _, h := range e.Sections {
		total += len([]rune(h.Title + h.Words))
		switch {
		case strings.ContainsAny(h.Title+h.Words, ";|\n"):
			bad.Add("sections", "The heading “%s” holds a sign that parts headings; leave out ; and |.", h.Title)
		case seen[plain(h.Title)]:
			bad.Add("sections", "The heading “%s” stands here twice.", h.Title)
		}
		seen[plain(h.Title)] = true
	}
	if total > maxSections {
		bad.Add("sections", "Shorten the headings to %d characters together.", maxSections)
	}
	return bad
}

// isBodyPart reports whether the dictionary knows the words as a part of the body.
func isBodyPart(words string) bool {
	return slices.ContainsFunc(dictionary.Standard().Lookup(words), func(c dictionary.Concept) bool {
		return c.Class == "body_parts" || c.Class == "levels"
	})
}

// Taken says where the library has the chapter of the edition under another key.
func (l Library) Taken(e Edition) fault.Fields {
	var bad fault.Fields
	name := chapterName(e)
	for _, o := range l.editions {
		if o.Key != e.Key && chapterName(o) == name {
			bad.Add("chapter", "The library has this chapter already, under the key %s; add an edition to that.", o.Key)
			break
		}
	}
	return bad
}

// chapterName is what makes two chapters the same to a reader.
func chapterName(e Edition) string { return e.Family + " " + plain(e.Source+" "+e.Chapter) }

// Clash says why the edition cannot stand beside the others of its chapter: the same
// edition twice, or two in force on one day. An other with the same ID, where it has
// one, is the edition as it was. The fields are named as Columns are.
func Clash(e Edition, others []Edition) fault.Fields {
	var bad fault.Fields
	for _, o := range others {
		switch {
		case o.ID != 0 && o.ID == e.ID:
		case o.Key != e.Key:
		case o.Family != e.Family:
			bad.Add("family", "The other editions of this chapter are of the family %s.", o.Family)
		case o.Year == e.Year:
			bad.Add("edition", "The library has the edition %s of this chapter already; change that one.", o.Named())
		case overlap(o, e):
			bad.Add("effective_from", "The edition %s is in force %s, and two cannot be in force on one day; end that one the day before this one begins, or correct the dates.", o.Named(), o.Period())
		}
		if len(bad) > 0 {
			return bad
		}
	}
	return nil
}

// overlap reports whether there is a day on which both are in force.
func overlap(a, b Edition) bool {
	return (a.To.IsZero() || !a.To.Before(b.From)) && (b.To.IsZero() || !b.To.Before(a.From))
}

// Named is the edition by its year, for a sentence.
func (e Edition) Named() string {
	if e.Year == "" {
		return "without a year"
	}
	return "of " + e.Year
}

// Period says from when to when the edition is in force.
func (e Edition) Period() string {
	switch {
	case e.From.IsZero() && e.To.IsZero():
		return "on every day"
	case e.From.IsZero():
		return "to " + e.To.US()
	case e.To.IsZero():
		return "from " + e.From.US()
	}
	return fmt.Sprintf("from %s to %s", e.From.US(), e.To.US())
}
