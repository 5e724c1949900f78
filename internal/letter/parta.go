package letter

import (
	"fmt"
	"strings"

	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/review"
)

// partA tells the worker what was asked, what was decided, what happens next and
// how to appeal.
func partA(d source) []Block {
	blocks := []Block{Heading{1, "Independent Medical Review Final Determination Letter"}}
	if d.issued != nil {
		blocks = append(blocks, labelled("Date of this letter:", d.issued.IssuedOn.Long()))
	}
	blocks = append(blocks, replaces(d)...)
	blocks = append(blocks, header(d.Determination)...)
	blocks = append(blocks,
		result(d),
		text("Dear "+d.Case.Employee.Name+":"),
		text(opening(d.Determination)),
		Heading{2, "What was asked and what was decided"},
		results(d.Determination),
		Heading{2, "What happens next"},
		List{nextSteps(d.Determination)},
		Heading{2, "If you do not agree"},
	)
	for _, p := range appealFacts {
		blocks = append(blocks, text(p))
	}
	return append(append(blocks, closing(d)...), genuine(d)...)
}

// replaces says of a later version why there is one.
func replaces(d source) []Block {
	if d.issued == nil || d.issued.Version == 1 {
		return nil
	}
	return []Block{Notice{[]Paragraph{labelled(fmt.Sprintf("This is version %d of the letter.", d.issued.Version),
		fmt.Sprintf("It replaces version %d. Reason: %s", d.issued.Version-1, closed(d.issued.Reason)))}}}
}

// genuine says how anybody can tell that the letter is the one that went out.
func genuine(d source) []Block {
	if d.issued == nil {
		return nil
	}
	place := "on our website, under “verify a letter”"
	if d.Organization.Site != "" {
		place = "at " + VerifyURL(d.Organization.Site, d.issued.Code)
	}
	return []Block{labelled("Is this letter genuine?", fmt.Sprintf("Anybody can check it %s. The code is %s.", place, d.issued.Code))}
}

// VerifyURL is where the letter with the code is verified.
func VerifyURL(site, code string) string {
	return strings.TrimRight(site, "/") + "/verify?code=" + code
}

// result is the overall word with its meaning, and on a draft that it does not
// count yet.
func result(d source) Notice {
	n := Notice{[]Paragraph{{[]Run{{"Final Determination: " + string(d.Overall), true}}}, text(meanings[d.Overall])}}
	switch d.mark {
	case DraftMark:
		n.Paragraphs = append(n.Paragraphs, labelled(DraftMark+".", "This is not a determination yet, and no one may rely on it."))
	case PreviewMark:
		n.Paragraphs = append(n.Paragraphs, labelled(PreviewMark+".", "This letter has not gone out, and no one may rely on it."))
	}
	return n
}

// header names the case as every notice of it does.
func header(d determination.Determination) []Block {
	c := d.Case
	items := make([]string, len(c.Items))
	for i, it := range c.Items {
		items[i] = it.Description
		if len(c.Items) > 1 {
			items[i] = fmt.Sprintf("%d. %s", i+1, it.Description)
		}
	}
	return []Block{
		Fields{2, []Field{
			{"IMR Case Number", string(c.Number)}, {"Priority", strings.ToUpper(string(c.Priority))},
			{"Employee Name", c.Employee.Name}, {"Application Received", c.Application.Received.US()},
			{"Date of Injury", c.DateOfInjury.US()}, {"UR Denial Date", c.UR.DecisionDate.US()},
			{"Claims Number", c.ClaimNumber}, {"Provider Name", c.RequestingPhysician.Name},
		}},
		Fields{1, []Field{{"Treatment(s) in dispute", strings.Join(items, "\n")}}},
	}
}

func opening(d determination.Determination) string {
	c := d.Case
	return fmt.Sprintf("Your doctor asked for treatment, and %s %s the request. You asked for an Independent Medical Review (IMR). "+
		"That review is now done. An expert reviewer who has no ties to you, your employer, your doctors or the claims "+
		"administrator studied your whole case file and decided. The reasons follow.",
		c.ClaimsAdministrator.Name, urActs[c.UR.Outcome])
}

// results shows each item with its decision and what that means for the worker:
// in the reviewer's words where there are some, else in ours.
func results(d determination.Determination) Table {
	t := Table{Head: []string{"Item", "What was asked", "Decision", "What this means"}, Widths: []float64{0.55, 2.5, 1.15, 4.8}}
	for i, it := range d.Items {
		meaning := strings.Join(lines(it.PlainLanguage), " ")
		if meaning == "" {
			meaning = ownMeaning(it)
		}
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), it.Description, outcomeWords[it.Outcome], meaning})
	}
	return t
}

func ownMeaning(it determination.ItemResult) string {
	switch {
	case it.Outcome == review.Upheld:
		return "Not approved. The reviewer found that your records do not show a medical need for it."
	case it.Outcome == review.Overturned && it.Timing == casefile.Retrospective:
		return "Approved. The reviewer found that there was a medical need for it."
	case it.Outcome == review.Overturned:
		return "Approved. The reviewer found that there is a medical need for it."
	default:
		return "The reviewer has not decided this item yet."
	}
}

// What happens with an item next: 8 CCR §9792.10.7.
const (
	authorize = "The claims administrator must approve this treatment within 5 working days after it receives this letter. " +
		"It must tell you and your doctor that it has done so (8 CCR §9792.10.7)."
	pay = "You already had this treatment. The claims administrator must pay for it within 20 days after it receives this letter " +
		"(8 CCR §9792.10.7)."
	stands = "The claims administrator does not have to approve this treatment or pay for it. " +
		"Please talk with your doctor about the care that is right for you now."
)

// nextSteps says who must do what by when, in the order in which the items come up.
func nextSteps(d determination.Determination) []string {
	var order []string
	numbers := map[string][]string{}
	for i, it := range d.Items {
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
		word := "Items "
		if len(numbers[step]) == 1 {
			word = "Item "
		}
		order[i] = word + and(numbers[step]) + ": " + step
	}
	return order
}

func nextStep(it determination.ItemResult) string {
	switch {
	case it.Outcome == review.Upheld:
		return stands
	case it.Outcome == review.Overturned && it.Timing == casefile.Retrospective:
		return pay
	case it.Outcome == review.Overturned:
		return authorize
	default:
		return ""
	}
}

// appealFacts are those of LC 4610.6(g) and (h).
var appealFacts = []string{
	"By law this is the final determination of the Administrative Director of the Division of Workers’ Compensation. All parties must follow it.",
	"You may appeal to the Workers’ Compensation Appeals Board (WCAB), but only for the few reasons in Labor Code section 4610.6(h). " +
		"To appeal, file a verified petition with the WCAB within 30 days after the day on which this letter was mailed. " +
		"“Verified” means that you sign it under penalty of perjury. The state’s Information and Assistance officers can explain how, at no cost.",
}

// closing is the signature of the medical director, not the reviewer, and who
// gets a copy.
func closing(d source) []Block {
	above := "Sincerely,"
	if d.mark != "" {
		above = d.mark
	}
	return []Block{
		Paragraph{[]Run{{Text: above + "\n"}, {d.Organization.MedicalDirector, true}, {Text: ", " + d.Organization.Name}}},
		labelled("Copies to:", strings.Join(copies(d.Case), "; ")),
	}
}

func copies(c casefile.Case) []string {
	to := []string{c.ClaimsAdministrator.Name + " (claims administrator)", c.Employer + " (employer)"}
	if r := c.Representative; r != nil {
		to = append(to, filled(", ", r.Name, r.Firm)+" (employee’s representative)")
	}
	return append(to, c.RequestingPhysician.Name+" (provider)", "Division of Workers’ Compensation")
}
