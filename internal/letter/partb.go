package letter

import (
	"fmt"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/review"
)

// The sections of part B, in their order.
const (
	SectionHow       = "HOW THE IMR FINAL DETERMINATION WAS MADE"
	SectionDocuments = "DOCUMENTS REVIEWED"
	SectionSummary   = "CLINICAL CASE SUMMARY"
	SectionIssues    = "IMR ISSUES, DECISIONS AND RATIONALES"
)

// partB is the determination itself.
func partB(d determination.Determination) []Block {
	blocks := []Block{caseDates(d), Heading{2, SectionHow}}
	blocks = append(blocks, howMade(d)...)
	blocks = append(blocks, Heading{2, SectionDocuments})
	blocks = append(blocks, documents(d.Case.Documents)...)
	blocks = append(blocks, Heading{2, SectionSummary},
		text("The expert reviewer wrote this summary after studying the whole case file and every medical record in it:"))
	for _, p := range summary(d.Summary) {
		blocks = append(blocks, text(p))
	}
	blocks = append(blocks, Heading{2, SectionIssues},
		text("The Final Determination follows from the decision on each disputed item or service:"))
	for _, it := range d.Items {
		blocks = append(blocks, item(d, it)...)
	}
	return blocks
}

func caseDates(d determination.Determination) Block {
	decided := d.DecidedOn.US()
	if decided == "" {
		decided = DraftMark
	}
	pairs := []Field{{"IMR Case Number", string(d.Case.Number)}, {"Decision Date", decided}}
	for _, f := range []struct {
		label string
		on    calendar.Date
	}{
		{"Request for Authorization", d.Case.RequestForAuthorization}, {"UR Decision Served", d.Case.UR.ServedDate},
		{"Date Assigned", d.Case.NoticeOfAssignment}, {"Records Complete", d.Case.RecordsComplete},
	} {
		if !f.on.IsZero() {
			pairs = append(pairs, Field{f.label, f.on.US()})
		}
	}
	return Fields{2, pairs}
}

func howMade(d determination.Determination) []Block {
	return []Block{
		text(fmt.Sprintf("%s gave the entire case file to an expert reviewer. The expert reviewer is independent: no affiliation exists with the "+
			"employer, the employee, the providers or the claims administrator. The expert reviewer has been in active clinical practice "+
			"for over five years and now spends 24 hours a week or more in it.", d.Organization.Name)),
		Fields{1, []Field{
			{"Certification(s)/Specialty", strings.Join(d.Qualifications.BoardCertifications, "; ")},
			{"State(s) of Licensure", strings.Join(d.Qualifications.LicensedIn, "; ")},
		}},
		text("Education, clinical background and experience decided the choice: the expert reviewer works in the same specialty as those who " +
			"treat this condition and provide the disputed services, or in a similar one. The expert reviewer knows the laws and regulations " +
			"that apply to Independent Medical Review and the order in which they rank medical evidence."),
	}
}

// documents lists what was reviewed one by one: a determination was attacked more
// than once because its reader could not tell which report the reviewer had.
func documents(docs []casefile.Document) []Block {
	if len(docs) == 0 {
		return []Block{text("The case file holds no documents.")}
	}
	t := Table{Head: []string{"No.", "Document", "Author", "Date", "Pages", "Received from"}, Widths: []float64{0.6, 3.8, 2.3, 1.25, 0.8, 2.05}}
	pages := 0
	for i, doc := range docs {
		pages += doc.Pages
		dated := doc.Dated.US()
		if dated == "" {
			dated = "not dated"
		}
		number := "–"
		if doc.Pages > 0 {
			number = fmt.Sprint(doc.Pages)
		}
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), doc.Title, doc.Author, dated, number, sourceWords[doc.Source]})
	}
	extent := count(len(docs), "document", "documents")
	if pages > 0 {
		extent += " with " + count(pages, "page", "pages")
	}
	return []Block{text("The case file that the expert reviewer read holds " + extent + ":"), t}
}

// summary joins the sentences into paragraphs; a line feed within one begins another.
func summary(sentences []review.Sentence) []string {
	texts := make([]string, len(sentences))
	for i, s := range sentences {
		texts[i] = s.Text
	}
	return lines(strings.Join(texts, " "))
}
