package letter

import (
	"fmt"
	"strings"

	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/review"
)

// What happens with an item next: 8 CCR §9792.10.7. How long an appeal may take: LC
// 4610.6(h).
const (
	authorizeDays = "5"
	payDays       = "20"
	appealDays    = "30"
)

// pageOne writes the worker's part in one language: what was asked, what was decided,
// what happens next and how to appeal.
type pageOne struct {
	source
	language Language
	words    vocabulary
	fill     map[string]string
}

func newPageOne(d source, l Language) pageOne {
	p := pageOne{d, l, vocabularies[l], nil}
	p.fill = p.places()
	return p
}

// places are what fills the places of the template.
func (p pageOne) places() map[string]string {
	c, org := p.Case, p.Organization
	out := map[string]string{
		"worker": c.Employee.Name, "case_number": string(c.Number), "claims_administrator": c.ClaimsAdministrator.Name, "physician": c.RequestingPhysician.Name,
		"organization": org.Name, "phone": org.Phone, "medical_director": org.MedicalDirector, "result": p.words.overallWord(p.Overall), "ur_act": p.words.acts[c.UR.Outcome],
		"authorize_days": authorizeDays, "pay_days": payDays, "appeal_days": appealDays, "copies": strings.Join(p.copies(), "; "),
	}
	if i := p.issued; i != nil {
		out["date"], out["reason"], out["code"], out["where"] = p.words.day(i.IssuedOn), closed(i.Reason), i.Code, p.words.noSite
		out["version"], out["previous_version"] = fmt.Sprint(i.Version), fmt.Sprint(i.Version-1)
		if org.Site != "" {
			out["where"] = p.words.site + VerifyURL(org.Site, i.Code)
		}
	}
	return out
}

// paragraphs are the passage's, one for each of its lines.
func (p pageOne) paragraphs(key string) []Paragraph {
	var out []Paragraph
	for _, line := range lines(p.form.Template.Text(p.language, key)) {
		out = append(out, Paragraph{Runs: set(line, p.fill)})
	}
	return out
}

func (p pageOne) passage(key string) []Block {
	var out []Block
	for _, para := range p.paragraphs(key) {
		out = append(out, para)
	}
	return out
}

// intro is the passage, kept on the page of what follows.
func (p pageOne) intro(key string) []Block {
	var out []Block
	for _, para := range p.paragraphs(key) {
		out = append(out, leading(para))
	}
	return out
}

// line is a passage that stands in one line, such as a heading.
func (p pageOne) line(key string) string {
	var b strings.Builder
	for _, para := range p.paragraphs(key) {
		b.WriteString(filled(" ", b.String(), para.Text())[b.Len():])
	}
	return b.String()
}

func (p pageOne) blocks() []Block {
	blocks := []Block{Heading{1, p.line("title")}}
	blocks = append(blocks, p.other()...)
	if p.issued != nil {
		blocks = append(blocks, p.passage("date")...)
		if p.issued.Version > 1 {
			blocks = append(blocks, Notice{p.paragraphs("newer")})
		}
	}
	blocks = append(blocks, p.header()...)
	blocks = append(blocks, p.result())
	blocks = append(blocks, p.passage("greeting")...)
	blocks = append(blocks, p.passage("opening")...)
	blocks = append(blocks, Heading{2, p.line("heading-asked")}, p.results())
	blocks = append(blocks, p.passage("in-english")...)
	blocks = append(blocks, Heading{2, p.line("heading-next")}, List{p.nextSteps()}, Heading{2, p.line("heading-disagree")})
	blocks = append(blocks, p.passage("appeal")...)
	return append(append(blocks, p.closing()...), p.genuine()...)
}

// other says, in the other language, that the part follows in it too.
func (p pageOne) other() []Block {
	if len(p.form.Languages) < 2 || p.form.Languages[0] != p.language {
		return nil
	}
	var out []Block
	for _, para := range p.paragraphs("other-language") {
		para.Language = p.form.Languages[1]
		out = append(out, para)
	}
	return out
}

func (p pageOne) genuine() []Block {
	if p.issued == nil {
		return nil
	}
	return p.passage("genuine")
}

// VerifyURL is where the letter with the code is verified.
func VerifyURL(site, code string) string {
	return strings.TrimRight(site, "/") + "/verify?code=" + code
}

// meanings name the passage that says in one line what the overall word means.
var meanings = map[determination.OverallDetermination]string{
	determination.Uphold: "uphold", determination.Overturn: "overturn", determination.PartialOverturn: "partial",
}

// result is the overall word with its meaning, and on a draft that it does not
// count yet.
func (p pageOne) result() Notice {
	n := Notice{append(p.paragraphs("result"), p.paragraphs(meanings[p.Overall])...)}
	switch p.mark {
	case DraftMark:
		n.Paragraphs = append(n.Paragraphs, labelled(DraftMark+".", "This is not a determination yet, and no one may rely on it."))
	case PreviewMark:
		n.Paragraphs = append(n.Paragraphs, labelled(PreviewMark+".", "This letter has not gone out, and no one may rely on it."))
	}
	return n
}

// header names the case as every notice of it does.
func (p pageOne) header() []Block {
	c, say := p.Case, p.words.say
	items := make([]string, len(c.Items))
	for i, it := range c.Items {
		items[i] = it.Description
		if len(c.Items) > 1 {
			items[i] = fmt.Sprintf("%d. %s", i+1, it.Description)
		}
	}
	return []Block{
		Fields{p.beside(), []Field{
			{say("IMR Case Number"), string(c.Number)}, {say("Priority"), p.words.priorityWord(c.Priority)},
			{say("Employee Name"), c.Employee.Name}, {say("Application Received"), c.Application.Received.US()},
			{say("Date of Injury"), c.DateOfInjury.US()}, {say("UR Denial Date"), c.UR.DecisionDate.US()},
			{say("Claims Number"), c.ClaimNumber}, {say("Provider Name"), c.RequestingPhysician.Name},
		}},
		Fields{1, []Field{{say("Treatment(s) in dispute"), strings.Join(items, "\n")}}},
	}
}

// results shows each item with its decision and what that means for the worker: in
// English in the reviewer's words where there are some, else in ours.
func (p pageOne) results() Table {
	say := p.words.say
	t := Table{Head: []string{say("Item"), say("What was asked"), say("Decision"), say("What this means")}, Widths: []float64{0.55, 2.5, 1.15, 4.8}}
	if p.form.Large {
		t = Table{Head: []string{say("What was asked"), say("Decision and what it means")}, Widths: []float64{2, 3}}
	}
	for i, it := range p.Items {
		meaning := strings.Join(lines(it.PlainLanguage), " ")
		if meaning == "" || p.language != English {
			meaning = p.ownMeaning(it)
		}
		row := []string{fmt.Sprint(i + 1), it.Description, p.words.outcomes[it.Outcome], meaning}
		if p.form.Large {
			row = []string{row[0] + ". " + row[1], row[2] + "\n" + row[3]}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (p pageOne) ownMeaning(it determination.ItemResult) string {
	switch {
	case it.Outcome == review.Upheld:
		return p.line("means-upheld")
	case it.Outcome == review.Overturned && it.Timing == casefile.Retrospective:
		return p.line("means-overturned-past")
	case it.Outcome == review.Overturned:
		return p.line("means-overturned")
	default:
		return "The reviewer has not decided this item yet."
	}
}

// nextSteps says who must do what by when, in the order in which the items come up.
func (p pageOne) nextSteps() []string {
	var order []string
	numbers := map[string][]string{}
	for i, it := range p.Items {
		step := nextStep(it)
		if step == "" {
			continue
		}
		if numbers[step] == nil {
			order = append(order, step)
		}
		numbers[step] = append(numbers[step], fmt.Sprint(i+1))
	}
	for i, step := range order {
		word := p.words.items
		if len(numbers[step]) == 1 {
			word = p.words.item
		}
		order[i] = word + joined(numbers[step], p.words.and) + ": " + p.line(step)
	}
	return order
}

// nextStep names the passage on what happens with the item.
func nextStep(it determination.ItemResult) string {
	switch {
	case it.Outcome == review.Upheld:
		return "next-stands"
	case it.Outcome == review.Overturned && it.Timing == casefile.Retrospective:
		return "next-pay"
	case it.Outcome == review.Overturned:
		return "next-authorize"
	default:
		return ""
	}
}

// closing is the signature of the medical director, not the reviewer, and who
// gets a copy.
func (p pageOne) closing() []Block {
	above := p.line("closing")
	if p.mark != "" {
		above = p.mark
	}
	signature := Paragraph{Runs: []Run{{Text: above + "\n"}, {p.Organization.MedicalDirector, true}, {Text: ", " + p.Organization.Name}}}
	return append([]Block{signature}, p.passage("copies")...)
}

// copies are those on the service list besides the worker. The employer is not among
// them: what the letter says of the worker's health is none of its business (LC 3762(c)).
func (p pageOne) copies() []string {
	c, role := p.Case, p.words.roles
	to := []string{c.ClaimsAdministrator.Name + " (" + role["administrator"] + ")"}
	if r := c.Representative; r != nil {
		to = append(to, filled(", ", r.Name, r.Firm)+" ("+role["representative"]+")")
	}
	return append(to, c.RequestingPhysician.Name+" ("+role["provider"]+")", role["division"])
}
