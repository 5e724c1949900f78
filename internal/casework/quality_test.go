package casework

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/quality"
	"imr/internal/sqlite"
)

// TestReturnedReviewComesBackAmended: the director's remarks reach the reviewer, who
// signs a second version; the first one can be judged no more.
func TestReturnedReviewComesBackAmended(t *testing.T) {
	o := openOffice(t)
	ctx, director := t.Context(), o.act("director")
	o.hire(t, "colleague")
	must(t, o.sign(t, o.shown(t), password))
	must(t, o.Judge(ctx, director, worked, judgement(1, quality.Returned)))
	c, err := o.Checked(ctx, o.act("reviewer"), worked)
	must(t, err)
	if o.state(t) != casefile.Returned || len(c.Remarks) != 1 || c.Remarks[0].Text != "Which page says so?" {
		t.Errorf("the case is %s with the remarks %+v", o.state(t), c.Remarks)
	}
	d := o.draft(t, worked)
	one := d.For("1")[0]
	one.PlainLanguage += " More was added."
	must(t, second(o.SaveDecision(ctx, o.act("reviewer"), worked, d.Parts[d.ItemPart("1")].Version, one)))
	must(t, o.sign(t, o.shown(t), password))
	wantKind(t, "the version before", o.Judge(ctx, director, worked, judgement(1, quality.Approved)), fault.Forbidden)
	wantKind(t, "the version before, by another", o.Judge(ctx, o.act("colleague"), worked, judgement(1, quality.Approved)), fault.Conflict)
	f, err := o.ForJudgement(ctx, director, worked)
	must(t, err)
	if len(f.Versions) != 2 || f.Newest().Version != 2 || f.MayJudge != nil || len(quality.Compare(f.Versions[0].Determination, f.Newest().Determination)) != 1 {
		t.Errorf("before the director are %d versions, %v", len(f.Versions), f.MayJudge)
	}
	o.approve(t, 2)
	if o.state(t) != casefile.Approved {
		t.Errorf("the case is %s", o.state(t))
	}
}

func TestBadJudgementChangesNothing(t *testing.T) {
	o := openOffice(t)
	must(t, o.sign(t, o.shown(t), password))
	before, bare := o.kept(t), judgement(1, quality.Returned)
	bare.Remarks = nil
	wantKind(t, "a return without a remark", o.Judge(t.Context(), o.act("director"), worked, bare), fault.Invalid)
	if o.kept(t) != before {
		t.Error("something was left")
	}
}

// drawn stores that the director approved the version and that the lot fell on it.
func (o *office) drawn(t *testing.T, version int) {
	t.Helper()
	must(t, o.db.Update(t.Context(), audit.By(o.act("director"), "quality.approve", string(worked)), func(tx *sqlite.Tx) error {
		s, _, err := tx.CaseKey(worked)
		must(t, err)
		must(t, tx.Judge(s.Key, o.user["director"].ID, judgement(version, quality.Approved), false))
		return tx.KeepDraw(s.Key, version, o.user["reviewer"].ID, quality.Draw{Seed: "S", Drawn: true})
	}))
}

// TestSecondLookIsAnothers: where the lot fell, another director decides, and the
// first one cannot.
func TestSecondLookIsAnothers(t *testing.T) {
	for outcome, want := range map[quality.Outcome]casefile.State{quality.Approved: casefile.Approved, quality.Returned: casefile.Returned} {
		o := openOffice(t)
		o.hire(t, "colleague")
		must(t, o.sign(t, o.shown(t), password))
		o.drawn(t, 1)
		wantKind(t, "the first director", o.Judge(t.Context(), o.act("director"), worked, judgement(1, outcome)), fault.Forbidden)
		f, err := o.ForJudgement(t.Context(), o.act("colleague"), worked)
		if err != nil || !f.SecondLook || f.MayJudge != nil || f.Drawn == nil {
			t.Errorf("to the second director: second look %v, %v, %v", f.SecondLook, f.MayJudge, err)
		}
		must(t, o.Judge(t.Context(), o.act("colleague"), worked, judgement(1, outcome)))
		var seconds string
		must(t, o.sql(t).QueryRow("SELECT group_concat(second ORDER BY number) FROM judgements").Scan(&seconds))
		if o.state(t) != want || seconds != "0,1" {
			t.Errorf("%s: the case is %s, second looks are %s", outcome, o.state(t), seconds)
		}
	}
}

// TestCapsCountTheMonthInCalifornia: what was drawn counts until the month is over
// there, not in UTC.
func TestCapsCountTheMonthInCalifornia(t *testing.T) {
	o := openOffice(t)
	o.hire(t, "colleague")
	must(t, o.sign(t, o.shown(t), password))
	o.drawn(t, 1)
	must(t, o.Judge(t.Context(), o.act("colleague"), worked, judgement(1, quality.Approved)))
	lastHour := time.Date(2026, 12, 1, 7, 30, 0, 0, time.UTC) // still November
	for name, tt := range map[string]struct {
		at   time.Time
		want int
	}{"that month": {lastHour, 1}, "the next": {lastHour.Add(time.Hour), 0}} {
		since := beginOfMonth(calendar.DateOf(tt.at))
		must(t, o.db.View(t.Context(), func(tx *sqlite.Tx) error {
			drawn, err := tx.DrawnOf(o.user["reviewer"].ID, since)
			must(t, err)
			looks, err := tx.SecondLooks(o.user["colleague"].ID, since)
			must(t, err)
			if drawn != tt.want || looks != tt.want {
				t.Errorf("%s: %d drawn and %d second looks, want %d", name, drawn, looks, tt.want)
			}
			first, err := tx.SecondLooks(o.user["director"].ID, since)
			if first != 0 {
				t.Errorf("%s: the first look counts as a second one", name)
			}
			return err
		}))
	}
}

// TestNobodyIsKnownToTheDirector: what a director is shown names no reviewer.
func TestNobodyIsKnownToTheDirector(t *testing.T) {
	o := openOffice(t)
	must(t, o.sign(t, o.shown(t), password))
	f, err := o.ForJudgement(t.Context(), o.act("director"), worked)
	must(t, err)
	if f.ReviewerCode != quality.ReviewerCode(o.user["reviewer"].ID) || len(f.Draft.Facts) != 0 {
		t.Errorf("the code is %s, with %d facts", f.ReviewerCode, len(f.Draft.Facts))
	}
	waiting, err := o.WaitingForDirectors(t.Context(), o.act("director"))
	if err != nil || len(waiting) != 1 || waiting[0].Version != 1 {
		t.Errorf("waiting are %+v, %v", waiting, err)
	}
	shown := fmt.Sprintf("%+v %+v", f, waiting)
	for _, word := range []string{"Canary", "canary", string(o.user["reviewer"].ID)} {
		if strings.Contains(shown, word) {
			t.Errorf("the director is shown %q", word)
		}
	}
}
