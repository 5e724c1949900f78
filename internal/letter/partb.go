package letter

import (
	"fmt"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/review"
)

// The sections of part B, in their order.
const (
	SectionHow       = "HOW THE IMR FINAL DETERMINATION WAS MADE"
	SectionDocuments = "DOCUMENTS REVIEWED"
	SectionSummary   = "CLINICAL CASE SUMMARY"
	SectionIssues    = "IMR ISSUES, DECISIONS AND RATIONALES"
)

// determination is the determination itself.
func (p pageOne) determination() []Block {
	d := p.source
	blocks := []Block{d.caseDates(), Heading{2, SectionHow}}
	blocks = append(blocks, p.howMade()...)
	blocks = append(blocks, Heading{2, SectionDocuments})
	blocks = append(blocks, d.documents()...)
	blocks = append(blocks, Heading{2, SectionSummary})
	blocks = append(blocks, p.intro("summary-intro")...)
	for _, para := range summary(d.Summary) {
		blocks = append(blocks, text(para))
	}
	blocks = append(blocks, Heading{2, SectionIssues})
	blocks = append(blocks, p.intro("issues-intro")...)
	for _, it := range d.Items {
		blocks = append(blocks, item(d.Determination, it)...)
	}
	return blocks
}

func (d source) caseDates() Block {
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
	return Fields{d.beside(), pairs}
}

func (p pageOne) howMade() []Block {
	out := append(p.passage("how"), Fields{1, []Field{
		{"Certification(s)/Specialty", strings.Join(p.Qualifications.BoardCertifications, "; ")},
		{"State(s) of Licensure", strings.Join(p.Qualifications.LicensedIn, "; ")},
	}})
	return append(out, p.passage("how-chosen")...)
}

// documents lists what was reviewed one by one: a determination was attacked more
// than once because its reader could not tell which report the reviewer had.
func (d source) documents() []Block {
	docs := d.Case.Documents
	if len(docs) == 0 {
		return []Block{text("The case file holds no documents.")}
	}
	t := Table{Head: []string{"No.", "Document", "Author", "Date", "Pages", "Received from"}, Widths: []float64{0.6, 3.8, 2.3, 1.25, 0.8, 2.05}}
	if d.form.Large {
		t = Table{Head: []string{"No.", "Document", "Date", "Pages"}, Widths: []float64{0.9, 5.2, 2.1, 1.2}}
	}
	pages := 0
	for i, doc := range docs {
		pages += doc.Pages
		t.Rows = append(t.Rows, d.documentRow(i+1, doc))
	}
	extent := count(len(docs), "document", "documents")
	if pages > 0 {
		extent += " with " + count(pages, "page", "pages")
	}
	return []Block{leading(text("The case file that the expert reviewer read holds " + extent + ":")), t}
}

func (d source) documentRow(n int, doc casefile.Document) []string {
	dated := doc.Dated.US()
	if dated == "" {
		dated = "not dated"
	}
	pages := "–"
	if doc.Pages > 0 {
		pages = fmt.Sprint(doc.Pages)
	}
	if d.form.Large {
		return []string{fmt.Sprint(n), filled("\n", doc.Title, doc.Author, "From: "+sourceWords[doc.Source]), dated, pages}
	}
	return []string{fmt.Sprint(n), doc.Title, doc.Author, dated, pages, sourceWords[doc.Source]}
}

// summary joins the sentences into paragraphs; a line feed within one begins another.
func summary(sentences []review.Sentence) []string {
	texts := make([]string, len(sentences))
	for i, s := range sentences {
		texts[i] = s.Text
	}
	return lines(strings.Join(texts, " "))
}
