package casework

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/eligibility"
	"imr/internal/fault"
	"imr/internal/mail"
	"imr/internal/mail/mailtest"
	"imr/internal/notice"
	"imr/internal/quality"
)

// kinds are those of the notices that the person has, the oldest first.
func (o *office) kinds(t *testing.T, name string) []notice.Kind {
	t.Helper()
	all, _, err := o.Notices(t.Context(), o.act(name), 0)
	must(t, err)
	var out []notice.Kind
	for _, n := range all {
		out = append(out, n.Kind)
	}
	slices.Reverse(out)
	return out
}

func (o *office) wantKinds(t *testing.T, when string, want map[string][]notice.Kind) {
	t.Helper()
	for name, kinds := range want {
		if got := o.kinds(t, name); !slices.Equal(got, kinds) {
			t.Errorf("%s, %s has %v, want %v", when, name, got, kinds)
		}
	}
}

func TestActsTellWhomTheyConcern(t *testing.T) {
	o := openOffice(t)
	ctx, admin := t.Context(), o.act("admin")
	o.credential(t, "reviewer", "other")
	must(t, o.Offer(ctx, admin, free, o.code("reviewer"), "knows the field"))
	must(t, o.DeclineOffer(ctx, o.act("reviewer"), free, "no time"))
	must(t, o.Offer(ctx, admin, free, o.code("other"), "the next one"))
	must(t, o.TakeBack(ctx, admin, free, "no answer"))
	must(t, o.TakeBack(ctx, admin, worked, "ill"))
	o.wantKinds(t, "in the end", map[string][]notice.Kind{
		"reviewer": {notice.Given, notice.Offered, notice.CaseGone}, "other": {notice.Offered, notice.OfferGone},
		"admin": {notice.GivenBack}, "director": nil, "auditor": nil})
	all, _, err := o.Notices(ctx, o.act("reviewer"), 0)
	must(t, err)
	for _, n := range all {
		if n.MayOpen || n.MayAnswer {
			t.Errorf("%s of %s leads to a case that is theirs no more", n.Kind, n.Case)
		}
	}
}

func TestReviewAndLetterTell(t *testing.T) {
	o := openOffice(t)
	o.hire(t, "colleague")
	must(t, o.sign(t, o.shown(t), password))
	must(t, o.Judge(t.Context(), o.act("director"), worked, judgement(1, quality.Returned)))
	o.wantKinds(t, "after the return", map[string][]notice.Kind{"reviewer": {notice.Given, notice.Returned}, "admin": nil})
	o = openOffice(t)
	o.hire(t, "colleague")
	must(t, o.sign(t, o.shown(t), password))
	o.approve(t, 1)
	must(t, second(o.NewKey(t.Context(), operator)))
	o.clock.move(time.Minute)
	must(t, o.Issue(t.Context(), operator, worked, drawLetters))
	o.wantKinds(t, "after the issue", map[string][]notice.Kind{"reviewer": {notice.Given}, "admin": {notice.LetterIssued}})
}

// TestRoundTellsWhatTimeDoes: each thing once, however often the round goes.
func TestRoundTellsWhatTimeDoes(t *testing.T) {
	o := openOffice(t)
	o.credential(t, "reviewer", "other")
	must(t, o.Offer(t.Context(), o.act("admin"), free, o.code("other"), "knows the field"))
	round := func(want map[string][]notice.Kind) {
		t.Helper()
		must(t, o.Round(t.Context()))
		must(t, o.Round(t.Context()))
		o.wantKinds(t, o.Today().String(), want)
	}
	// The samples are of 2014: the case of the reviewer is late from the first day.
	round(map[string][]notice.Kind{"reviewer": {notice.Given, notice.Late}, "other": {notice.Offered}, "admin": {notice.CountLate}})
	o.clock.move(25 * time.Hour)
	round(map[string][]notice.Kind{"reviewer": {notice.Given, notice.Late}, "other": {notice.Offered, notice.OfferWaits},
		"admin": {notice.CountLate, notice.CountLate, notice.CountOffers}})
}

// TestRoundTellsOfACaseThatIsDueSoon from the third day before.
func TestRoundTellsOfACaseThatIsDueSoon(t *testing.T) {
	o := openOffice(t)
	today := o.Today()
	for days, want := range map[int]notice.Kind{4: "", 3: notice.DueSoon, 0: notice.DueSoon, -1: notice.Late} {
		must(t, exec(o, t, "UPDATE cases SET due_on = ? WHERE number = ?", today.AddDays(days).String(), string(worked)))
		must(t, exec(o, t, "DELETE FROM person_notices"))
		must(t, o.Round(t.Context()))
		var got notice.Kind
		if all := o.kinds(t, "reviewer"); len(all) > 0 {
			got = all[0]
		}
		if got != want {
			t.Errorf("%d days before the due date: %q, want %q", days, got, want)
		}
	}
}

func exec(o *office, t *testing.T, text string, args ...any) error {
	_, err := o.sql(t).Exec(text, args...)
	return err
}

func TestCredentialsThatEndAreToldToTheirOwnerAndToAdminsByCode(t *testing.T) {
	o := openOffice(t)
	p := fit()
	p.Licences[0].Expires = o.Today().AddDays(20)
	must(t, o.SaveProfile(t.Context(), o.act("admin"), o.code("other"), 0, p))
	must(t, o.Round(t.Context()))
	all, _, err := o.Notices(t.Context(), o.act("admin"), 0)
	must(t, err)
	found := slices.ContainsFunc(all, func(n PersonNotice) bool {
		return n.Kind == notice.CredentialEnds && n.About == o.code("other")+" licence California, "+p.Licences[0].Expires.US()
	})
	if mine := o.kinds(t, "other"); !found || !slices.Contains(mine, notice.CredentialEnds) {
		t.Errorf("admins have %+v, the reviewer %v", all, mine)
	}
	if theirs := o.kinds(t, "reviewer"); slices.Contains(theirs, notice.CredentialEnds) {
		t.Errorf("another reviewer was told too: %v", theirs)
	}
}

// TestMailOfNoticesSaysNothing: one recipient, one text for everything, and neither a
// name nor a case in it; no reviewer learns of another.
func TestMailOfNoticesSaysNothing(t *testing.T) {
	o, sink := openOffice(t), mailtest.Start(t, mail.StartTLS)
	ctx, admin := t.Context(), o.act("admin")
	o.credential(t, "reviewer", "other")
	must(t, o.Offer(ctx, admin, free, o.code("reviewer"), "knows the field"))
	must(t, o.DeclineOffer(ctx, o.act("reviewer"), free, "no time"))
	must(t, o.Offer(ctx, admin, free, o.code("other"), "the next one"))
	must(t, o.Round(ctx))
	must(t, o.SendWaiting(ctx, sink.Server(t)))
	var to []string
	for _, r := range sink.Received() {
		to = append(to, r.To...)
		for _, canary := range append(canaries(o), string(free), string(worked), "CM14", "Fiction") {
			if strings.Contains(strings.Replace(r.Raw, "To: <"+r.To[0]+">", "", 1), canary) {
				t.Errorf("the mail to %s says %q", r.To, canary)
			}
		}
	}
	slices.Sort(to)
	if want := []string{people["admin"].Email, people["reviewer"].Email, people["other"].Email}; !slices.Equal(to, want) {
		t.Errorf("mail went to %v, want %v", to, want)
	}
	for _, name := range []string{"reviewer", "other"} {
		all, _, err := o.Notices(ctx, o.act(name), 0)
		must(t, err)
		for other, u := range o.user {
			if shown := fmt.Sprint(all); other != name && (strings.Contains(shown, u.Name) || strings.Contains(shown, u.Email) || strings.Contains(shown, o.code(other))) {
				t.Errorf("%s reads of %s: %s", name, other, shown)
			}
		}
	}
}

func canaries(o *office) (out []string) {
	for name, p := range people {
		out = append(out, p.Name, p.Email, o.code(name))
	}
	return out
}

// TestDailyMailIsOneADay for who wants it so, and none for who wants none.
func TestDailyMailIsOneADay(t *testing.T) {
	o, sink := openOffice(t), mailtest.Start(t, mail.StartTLS)
	ctx := t.Context()
	wantKind(t, "an unknown mode", o.SetNoticeMode(ctx, o.act("reviewer"), "hourly"), fault.Invalid)
	must(t, o.SetNoticeMode(ctx, o.act("reviewer"), notice.Daily))
	must(t, o.SetNoticeMode(ctx, o.act("other"), notice.Never))
	must(t, exec(o, t, "DELETE FROM outbox"))
	must(t, exec(o, t, "UPDATE person_notices SET read_at = made_at"))
	o.credential(t, "reviewer", "other")
	sent := func() int {
		must(t, o.Round(ctx))
		must(t, o.SendWaiting(ctx, sink.Server(t)))
		n := 0
		for _, r := range sink.Received() {
			if r.To[0] == people["reviewer"].Email {
				n++
			}
			if r.To[0] == people["other"].Email {
				t.Error("who wants no mail got one")
			}
		}
		return n
	}
	o.clock.at = time.Date(2026, 11, 25, 5, 30, 0, 0, calendar.Zone)
	must(t, o.Offer(ctx, o.act("admin"), free, o.code("reviewer"), "x"))
	if n := sent(); n != 0 {
		t.Errorf("%d messages before seven", n)
	}
	o.clock.move(2 * time.Hour)
	if n := sent() + sent(); n != 2 {
		t.Errorf("%d messages after two rounds at half past seven", n-1)
	}
	must(t, o.TakeBack(ctx, o.act("admin"), free, "x"))
	if n := sent(); n != 1 {
		t.Errorf("%d messages on one day", n)
	}
	o.clock.move(24 * time.Hour)
	if n := sent(); n != 2 {
		t.Errorf("%d messages on two days", n)
	}
	all, _, err := o.Notices(ctx, o.act("reviewer"), 0)
	must(t, err)
	must(t, o.ReadNotices(ctx, o.act("reviewer"), all[0].ID))
	o.clock.move(24 * time.Hour)
	if n := sent(); n != 2 {
		t.Errorf("%d messages, the last about what was read", n)
	}
}

func TestReadingIsOnesOwn(t *testing.T) {
	o := openOffice(t)
	all, _, err := o.Notices(t.Context(), o.act("reviewer"), 0)
	if err != nil || len(all) != 1 {
		t.Fatalf("%v, %v", all, err)
	}
	must(t, o.ReadNotice(t.Context(), o.act("other"), all[0].ID))
	must(t, o.ReadNotices(t.Context(), o.act("other"), all[0].ID))
	if n, err := o.Unread(t.Context(), o.act("reviewer")); n != 1 || err != nil {
		t.Errorf("another read them: %d are unread, %v", n, err)
	}
	must(t, o.ReadNotice(t.Context(), o.act("reviewer"), all[0].ID))
	if n, err := o.Unread(t.Context(), o.act("reviewer")); n != 0 || err != nil {
		t.Errorf("%d are unread, %v", n, err)
	}
}

// TestRemindersGoOutByMailOnce to a party with an address, and name neither case nor person.
func TestRemindersGoOutByMailOnce(t *testing.T) {
	o, sink := openOffice(t), mailtest.Start(t, mail.StartTLS)
	ctx, admin := t.Context(), o.act("admin")
	c := applied()
	c.ClaimsAdministrator.Email = "records@invented.example"
	number := withUR(t, o, c)
	must(t, o.DecideEligibility(ctx, admin, number, eligibility.Decision{Outcome: eligibility.Eligible}))
	must(t, o.SendNotice(ctx, admin, number, services))
	reminders := func() (out []mailtest.Received) {
		must(t, o.Round(ctx))
		must(t, o.Round(ctx))
		must(t, o.SendWaiting(ctx, sink.Server(t)))
		return slices.DeleteFunc(sink.Received(), func(r mailtest.Received) bool { return r.To[0] != c.ClaimsAdministrator.Email })
	}
	if n := len(reminders()); n != 0 {
		t.Errorf("%d reminders on the first day", n)
	}
	o.clock.move(17 * 24 * time.Hour) // December 11; records were due on the 6th
	got := reminders()
	if len(got) != 2 || !strings.Contains(got[0].Raw+got[1].Raw, "Records are late") || !strings.Contains(got[0].Raw, "November 24, 2026") {
		t.Fatalf("reminders: %+v", got)
	}
	for _, r := range got {
		for _, said := range []string{string(number), c.Employee.Name, c.ClaimNumber, c.Employer, "Lumbar"} {
			if strings.Contains(r.Raw, said) {
				t.Errorf("the reminder says %q", said)
			}
		}
	}
	open, err := o.RemindersDue(ctx, admin)
	must(t, err)
	if slices.ContainsFunc(open, func(r Reminder) bool { return r.Party == casefile.AdministratorParty }) || len(open) != 4 {
		t.Errorf("still to be sent by hand: %+v", open)
	}
}
