package casework

import (
	"fmt"
	"strings"
	"testing"

	"imr/internal/chronology"
	"imr/internal/fault"
)

// TestPart: records within a document are split, joined and given back to the words
// on the pages, each in one act, and what was confirmed stays with its first page.
func TestPart(t *testing.T) {
	o := openOffice(t)
	at, doc := longDocument(t, o)
	reread(t, o, worked, at, fmt.Sprintf(visit, "05/14/2013"), fmt.Sprintf(visit, "06/11/2013"), "Plan: rest")
	must(t, o.Confirm(t.Context(), o.act("admin"), worked,
		Confirmation{Document: doc.ID, Span: chronology.Span{First: 2, Last: doc.Pages}, Dated: "6/12/2013", Kind: "imaging", Title: "MRI"}))
	list := func() string {
		t.Helper()
		must(t, o.WorkUntilRead(t.Context()))
		records, err := o.Descriptions(t.Context(), o.act("reviewer"), worked)
		must(t, err)
		var out []string
		for _, r := range records {
			if r.Document == doc.ID && r.Last > 0 {
				out = append(out, fmt.Sprintf("%d-%d %s %v%v", r.First, r.Last, r.Dated, r.Split, r.Joined))
			}
		}
		return strings.Join(out, "; ")
	}
	n := doc.Pages
	for _, step := range []struct {
		how  Parting
		page int
		kind fault.Kind // 0 where it is done
		want string
	}{
		{Split, 2, fault.Conflict, fmt.Sprintf("1-1 2013-05-14 false[]; 2-%d 2013-06-12 false[]", n)},
		{Split, 3, 0, fmt.Sprintf("1-1 2013-05-14 false[]; 2-2 2013-06-12 false[]; 3-%d  true[]", n)},
		{Split, 3, fault.Conflict, fmt.Sprintf("1-1 2013-05-14 false[]; 2-2 2013-06-12 false[]; 3-%d  true[]", n)},
		{Join, 2, 0, fmt.Sprintf("1-2 2013-05-14 false[2]; 3-%d  true[]", n)},
		{Join, 2, fault.Conflict, fmt.Sprintf("1-2 2013-05-14 false[2]; 3-%d  true[]", n)},
		{AsRead, 2, 0, fmt.Sprintf("1-1 2013-05-14 false[]; 2-2 2013-06-12 false[]; 3-%d  true[]", n)},
		{AsRead, 3, 0, fmt.Sprintf("1-1 2013-05-14 false[]; 2-%d 2013-06-12 false[]", n)},
		{AsRead, 3, fault.Conflict, fmt.Sprintf("1-1 2013-05-14 false[]; 2-%d 2013-06-12 false[]", n)},
		{Split, 1, fault.NotFound, fmt.Sprintf("1-1 2013-05-14 false[]; 2-%d 2013-06-12 false[]", n)},
		{Split, n + 1, fault.NotFound, fmt.Sprintf("1-1 2013-05-14 false[]; 2-%d 2013-06-12 false[]", n)},
		{Join, 2, 0, ""}, // one record: the document
	} {
		name := fmt.Sprintf("%s at %d", step.how, step.page)
		before := o.head(t).Seq
		err := o.Part(t.Context(), o.act("reviewer"), worked, PageName{Document: doc.ID, Number: step.page}, step.how)
		done := int64(0)
		if step.kind == 0 {
			must(t, err)
			done = 1
		} else {
			wantKind(t, name, err, step.kind)
		}
		if got := o.head(t).Seq - before; int64(got) != done {
			t.Errorf("%s: %d events, want %d", name, got, done)
		}
		if got := list(); got != step.want {
			t.Errorf("%s: %s\nwant %s", name, got, step.want)
		}
	}
	if e := o.lastEvent(t); e.Name != "document.join" || !strings.Contains(e.Note, "page 2") {
		t.Errorf("the event is %+v", e)
	}
	wantKind(t, "another's case", o.Part(t.Context(), o.act("other"), worked, PageName{Document: doc.ID, Number: 3}, Split), fault.NotFound)
}
