package casework

import (
	"testing"

	"imr/internal/casefile"
	"imr/internal/fault"
)

// TestReadAgain has a page that carries an older OCR read by ours.
func TestReadAgain(t *testing.T) {
	o := openOffice(t)
	db := o.sql(t)
	_, err := db.Exec(`UPDATE pages SET reading = 'hidden_ocr' WHERE number = 1 AND document_position = 0
		AND case_id = (SELECT id FROM cases WHERE number = ?)`, string(worked))
	must(t, err)
	c, err := o.Case(t.Context(), o.act("reviewer"), worked)
	must(t, err)
	first := PageName{Document: c.Documents[0].ID, Number: 1}
	before, err := o.Page(t.Context(), o.act("reviewer"), worked, first.Document, 1)
	must(t, err)

	for name, tt := range map[string]struct {
		who  string
		of   PageName
		want fault.Kind
	}{
		"another's case":       {"other", first, fault.NotFound},
		"an auditor":           {"auditor", first, fault.NotFound},
		"no such document":     {"reviewer", PageName{Document: "none", Number: 1}, fault.NotFound},
		"no such page":         {"reviewer", PageName{Document: first.Document, Number: 999}, fault.NotFound},
		"below every page":     {"reviewer", PageName{Document: first.Document, Number: -1}, fault.NotFound},
		"text of its own":      {"reviewer", PageName{Document: c.Documents[1].ID, Number: 1}, fault.Conflict},
		"a document like that": {"admin", PageName{Document: c.Documents[1].ID}, fault.Conflict},
	} {
		head := o.head(t)
		_, err := o.ReadAgain(t.Context(), o.act(tt.who), worked, tt.of)
		wantKind(t, name, err, tt.want)
		if o.head(t) != head {
			t.Errorf("%s: it left an event", name)
		}
	}

	n, err := o.ReadAgain(t.Context(), o.act("admin"), worked, PageName{Document: first.Document, Number: EveryPage})
	if err != nil || n != 1 {
		t.Fatalf("%d pages, %v, want the one", n, err)
	}
	events, err := o.Events(t.Context(), o.act("admin"), 1<<62, 1)
	if err != nil || len(events) != 1 || events[0].Name != "document.read-again" || events[0].Note != string(first.Document) {
		t.Errorf("the trail ends with %+v, %v", events, err)
	}
	waiting, err := o.Page(t.Context(), o.act("reviewer"), worked, first.Document, 1)
	if err != nil || waiting.Reading != casefile.AwaitsOCR || waiting.Text() != before.Text() {
		t.Errorf("until then it is %s with %d of %d words, %v", waiting.Reading, len(waiting.Words), len(before.Words), err)
	}
	did, err := o.workOnce(t.Context(), true)
	if err != nil || !did {
		t.Fatal("nothing waits", err)
	}
	after, err := o.Page(t.Context(), o.act("reviewer"), worked, first.Document, 1)
	if err != nil || after.Reading != casefile.OCR || after.Engine == "" || after.Confidence < casefile.PoorConfidence || len(after.Words) < len(before.Words)/2 {
		t.Errorf("then it is %s by %q, sure to %.0f, %d words, %v", after.Reading, after.Engine, after.Confidence, len(after.Words), err)
	}
	_, err = o.ReadAgain(t.Context(), o.act("admin"), worked, first)
	wantKind(t, "once more", err, fault.Conflict)
}
