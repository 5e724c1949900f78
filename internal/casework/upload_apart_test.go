package casework

import (
	"fmt"
	"strings"
	"testing"

	"imr/internal/audit"
	"imr/internal/fault"
)

// lastEvent is the end of the trail.
func (o *office) lastEvent(t *testing.T) audit.Event {
	t.Helper()
	events, err := o.Events(t.Context(), o.act("admin"), o.head(t).Seq+1, 1)
	must(t, err)
	return events[0]
}

func TestUploadOfAnotherPerson(t *testing.T) {
	o := openOffice(t)
	files := storedFiles(t, o)
	admin := o.act("admin")
	a, err := o.upload(t, "other.pdf", pdfOf("Cover sheet", "Patient: Desmond Okpara   DOB: 03/14/1975"))
	must(t, err)
	if a.Document != "" || len(a.Places) != 1 || a.Places[0].Page != 2 || !strings.Contains(a.Places[0].Quote, "Desmond Okpara DOB: 03/14/1975") {
		t.Errorf("it became %+v", a)
	}
	c, err := o.Case(t.Context(), admin, worked)
	must(t, err)
	if strings.Contains(c.Documents[len(c.Documents)-1].File, "other") || storedFiles(t, o) != files {
		t.Error("it is among the documents")
	}
	apart, err := o.Apart(t.Context(), admin, worked)
	if must(t, err); len(apart) != 1 || apart[0].ID != a.ID || len(apart[0].Places) != 1 {
		t.Errorf("kept apart are %+v", apart)
	}
	wantKind(t, "the reviewer looks", second(o.Apart(t.Context(), o.act("reviewer"), worked)), fault.Forbidden)
	wantKind(t, "another reviewer takes it in", second(o.TakeIn(t.Context(), o.act("other"), worked, a.ID, "because")), fault.NotFound)
	wantKind(t, "beside another case", second(o.TakeIn(t.Context(), admin, free, a.ID, "because")), fault.NotFound)
	before := o.head(t)
	_, err = o.TakeIn(t.Context(), admin, worked, a.ID, " \n")
	if f := fault.Of(err); f.Field("reason-"+a.ID) == "" || o.head(t) != before {
		t.Errorf("taken in without a reason: %v", err)
	}
	taken, err := o.TakeIn(t.Context(), admin, worked, a.ID, "He changed his name in 2010.")
	must(t, err)
	if taken.Document == "" || taken.Pages != 2 || storedFiles(t, o) != files+1 || len(o.left(t)) != 0 {
		t.Errorf("taken in as %+v; left %q", taken, o.left(t))
	}
	if e := o.lastEvent(t); e.Name != "document.take-in" || e.Actor != string(o.user["admin"].ID) || !strings.Contains(e.Note, "because: He changed his name in 2010.") {
		t.Errorf("the event is %+v", e)
	}
	wantKind(t, "taken in twice", second(o.TakeIn(t.Context(), admin, worked, a.ID, "again")), fault.Conflict)
	wantKind(t, "discarded once taken in", second(o.Discard(t.Context(), admin, worked, a.ID)), fault.Conflict)
	must(t, o.WorkUntilRead(t.Context()))
}

// TestUploadLooksAtEveryPage: another person's paper far behind in a long file is
// found before the file is a record of the case.
func TestUploadLooksAtEveryPage(t *testing.T) {
	o := openOffice(t)
	c, err := o.Case(t.Context(), operator, worked)
	must(t, err)
	pages := make([]string, 240)
	for i := range pages {
		pages[i] = fmt.Sprintf("Patient: %s   page %d", c.Employee.Name, i+1)
	}
	pages[222] = "Patient: Desmond Okpara   DOB: 03/14/1975"
	a, err := o.upload(t, "long.pdf", pdfOf(pages...))
	must(t, err)
	if a.Document != "" || len(a.Places) != 1 || a.Places[0].Page != 223 {
		t.Errorf("it became %+v", a)
	}
}

func TestDiscard(t *testing.T) {
	o := openOffice(t)
	files := storedFiles(t, o)
	a, err := o.upload(t, "other.pdf", pdfOf("Patient: Desmond Okpara"))
	must(t, err)
	must(t, second(o.Discard(t.Context(), o.act("admin"), worked, a.ID)))
	if e := o.lastEvent(t); e.Name != "document.discard" || strings.Contains(e.Note, "Okpara") {
		t.Errorf("the event is %+v", e)
	}
	if apart, err := o.Apart(t.Context(), o.act("admin"), worked); err != nil || len(apart) != 0 || len(o.left(t)) != 0 || storedFiles(t, o) != files {
		t.Errorf("kept apart are %v, %v; left %q", apart, err, o.left(t))
	}
	if _, err := o.upload(t, "other.pdf", pdfOf("Patient: Desmond Okpara")); err != nil {
		t.Errorf("the same file again: %v", err)
	}
}

// TestUploadToAnotherCase: a file of one case says nothing about those of another.
func TestUploadToAnotherCase(t *testing.T) {
	o := openOffice(t)
	content := pdfOf("A letter to whom it may concern.")
	must(t, second(o.upload(t, "letter.pdf", content)))
	a, err := o.Upload(t.Context(), o.act("admin"), free, sent("letter.pdf"), strings.NewReader(string(content)))
	if must(t, err); a.Document == "" {
		t.Errorf("the same file in another case: %+v", a)
	}
	must(t, o.WorkUntilRead(t.Context()))
}
