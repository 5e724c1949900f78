package casework

import (
	"os"
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/earlier"
	"imr/internal/fault"
	"imr/internal/review"
)

// secondOf imports another application of the employee of the signed case, with the
// same review as a draft of the other reviewer, after change.
func (o *office) secondOf(t *testing.T, number casefile.CaseNumber, change func(*casefile.Case, *review.Review)) {
	t.Helper()
	e, err := o.Export(t.Context(), operator, worked)
	must(t, err)
	c, r := e.Case, *e.Review
	c.Number = number
	change(&c, &r)
	_, err = o.Import(t.Context(), operator, Intake{Case: c, Review: &r, Open: func(id casefile.DocumentID) (*os.File, error) {
		d, _ := e.Case.Document(id)
		return o.OpenFile(d)
	}})
	must(t, err)
	must(t, o.WorkUntilRead(t.Context()))
	must(t, o.Assign(t.Context(), o.act("admin"), number, people["other"].Email))
}

func TestEarlierDeterminations(t *testing.T) {
	o := openOffice(t)
	const later, stranger casefile.CaseNumber = "CM21-0000001", "CM21-0000002"
	o.secondOf(t, later, func(c *casefile.Case, r *review.Review) {
		c.Employee.Name = "Haroutunian, Emil"
		turn(r, "1")
	})
	o.secondOf(t, stranger, func(c *casefile.Case, r *review.Review) {
		c.Employee.Name, c.ClaimNumber, c.Employee.DateOfBirth = "Otto Other", "Z-1234", c.Employee.DateOfBirth.AddDays(1)
	})
	other, admin := o.act("other"), o.act("admin")
	found, err := o.Earlier(t.Context(), other, later)
	must(t, err)
	if len(found) != 0 {
		t.Fatalf("a draft of another counts as a determination: %+v", found)
	}
	must(t, o.sign(t, o.shown(t), password))
	found, err = o.Earlier(t.Context(), other, later)
	must(t, err)
	if len(found) != 2 || found[0].Number != worked || found[0].For != "1" || found[1].For != "2" || found[0].Degree != earlier.Like {
		t.Fatalf("found %+v", found)
	}
	for _, n := range []casefile.CaseNumber{stranger, worked} {
		if found, err := o.Earlier(t.Context(), admin, n); err != nil || len(found) != 0 {
			t.Errorf("for %s: %+v, %v", n, found, err)
		}
	}
	p, err := o.Preview(t.Context(), other, later)
	must(t, err)
	if p.Lacks.Field("items[1].earlier") == "" || p.Lacks.Field("items[2].earlier") != "" || !strings.Contains(p.Lacks.Field("items[1].earlier"), string(worked)) {
		t.Errorf("before signing lacks %v", p.Lacks)
	}
	draft, err := o.Draft(t.Context(), other, later)
	must(t, err)
	one := draft.For("1")[0]
	one.Rationale += " Determination " + string(worked) + " was made before this."
	must(t, second(o.SaveDecision(t.Context(), other, later, 1, one)))
	p, err = o.Preview(t.Context(), other, later)
	must(t, err)
	if p.Lacks != nil {
		t.Errorf("the earlier determination is named, and yet lacks %v", p.Lacks)
	}
}

func turn(r *review.Review, item casefile.ItemID) {
	for i := range r.Decisions {
		if d := &r.Decisions[i]; d.Item == item {
			d.Outcome = map[review.ItemDecision]review.ItemDecision{review.Upheld: review.Overturned, review.Overturned: review.Upheld}[d.Outcome]
		}
	}
}

// TestEarlierDeterminationIsReadThroughTheCase: who has the present case reads what
// is like its items, and nothing of any other case.
func TestEarlierDeterminationIsReadThroughTheCase(t *testing.T) {
	o := openOffice(t)
	const later casefile.CaseNumber = "CM21-0000001"
	o.secondOf(t, later, func(c *casefile.Case, _ *review.Review) { c.Items = c.Items[:1] })
	must(t, o.sign(t, o.shown(t), password))
	before := o.head(t).Seq
	got, err := o.EarlierDetermination(t.Context(), o.act("other"), later, worked)
	must(t, err)
	if len(got) != 1 || got[0].Result.Rationale == "" || o.head(t).Seq != before+1 {
		t.Errorf("read %+v with %d events", got, o.head(t).Seq-before)
	}
	for what, err := range map[string]error{
		"by who has not the case": second(o.EarlierDetermination(t.Context(), o.act("auditor"), later, worked)),
		"by its own reviewer":     second(o.EarlierDetermination(t.Context(), o.act("reviewer"), later, worked)),
		"of another employee":     second(o.EarlierDetermination(t.Context(), o.act("other"), later, free)),
		"of no case":              second(o.EarlierDetermination(t.Context(), o.act("other"), later, "CM99-1")),
		"of itself":               second(o.EarlierDetermination(t.Context(), o.act("other"), later, later)),
	} {
		wantKind(t, what, err, fault.NotFound)
	}
}
