package casework

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/letter"
	"imr/internal/mail"
	"imr/internal/mail/mailtest"
)

// nextOffice is a recipient whom nobody knew on the day of the letter.
var nextOffice = determination.Recipient{Role: "representative", Name: "Next Office", Address: "9 New Way\nFresno", Email: "next@office.example"}

// reworded are the texts with another closing.
func reworded(t letter.Template) letter.Template {
	t.Texts[letter.English]["closing"] = "Yours,"
	return t
}

func (o *office) lists(t *testing.T) []ServiceList {
	t.Helper()
	out, err := o.ServiceLists(t.Context(), o.act("admin"), worked)
	must(t, err)
	return out
}

func TestServiceList(t *testing.T) {
	o := openIssued(t)
	lists := o.lists(t)
	if len(lists) != 2 || len(lists[0].Recipients) == 0 || len(lists[1].Recipients) != len(lists[0].Recipients)+1 {
		t.Fatalf("the lists are %+v", lists)
	}
	now := lists[1].Recipients
	last := now[len(now)-1]
	if last.Recipient != nextOffice || last.Reason != "The representative moved." || !last.Due() {
		t.Errorf("who was added is %+v", last)
	}
	if now[0].Due() || now[0].Served[0].Proof != "Certified 7001" || now[0].Served[0].Method != ByMail || now[0].Served[0].By != people["admin"].Name || !now[2].Due() {
		t.Errorf("served are %+v", now[:3])
	}
	due, err := o.DueLetters(t.Context(), o.act("admin"), o.Today())
	if err != nil || due.Cases != 1 || due.Recipients != len(now)-2 || len(due.Letters) != 1 || due.Letters[0].Version != 2 || due.Letters[0].Recipients != len(now)-2 {
		t.Errorf("due are %+v, %v", due, err)
	}
	if due, err := o.DueLetters(t.Context(), o.act("admin"), o.Today().AddDays(-1)); err != nil || len(due.Letters) != 0 {
		t.Errorf("due of the day before are %+v, %v", due.Letters, err)
	}
}

func TestServeRefuses(t *testing.T) {
	o := openIssued(t)
	before, at := o.head(t), o.clock.now()
	for name, tt := range map[string]struct {
		in    Service
		field string
	}{
		"no method":                  {Service{2, []int{3}, "", at, "x"}, "method"},
		"nobody":                     {Service{2, nil, ByMail, at, "x"}, "to"},
		"somebody who is not listed": {Service{2, []int{99}, ByMail, at, "x"}, "to"},
		"no time":                    {Service{2, []int{3}, ByMail, time.Time{}, "x"}, "day"},
		"a time to come":             {Service{2, []int{3}, ByFax, at.Add(time.Hour), "x"}, "day"},
		"a time before the letter":   {Service{2, []int{3}, ByFax, at.AddDate(0, 0, -1), "x"}, "day"},
		"no proof":                   {Service{2, []int{3}, ByPortal, at, " "}, "proof"},
		"e-mail to one who has none": {Service{2, []int{1}, ByEmail, at, ""}, "to"},
	} {
		if err := o.Serve(t.Context(), o.act("admin"), worked, tt.in); fault.Of(err).Field(tt.field) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	wantKind(t, "a version that is not out", o.Serve(t.Context(), o.act("admin"), worked, Service{3, []int{1}, ByMail, at, "x"}), fault.Forbidden)
	wantKind(t, "a case that is not out", o.Serve(t.Context(), o.act("admin"), free, Service{1, []int{1}, ByMail, at, "x"}), fault.Forbidden)
	if o.head(t) != before {
		t.Error("a refused service left an event")
	}
}

// TestServiceIsForAdmins: to everybody else the acts do not exist or are forbidden.
func TestServiceIsForAdmins(t *testing.T) {
	o := openIssued(t)
	ctx := t.Context()
	for _, who := range []string{"reviewer", "other", "director", "auditor"} {
		by := o.act(who)
		for name, err := range map[string]error{
			"ServiceLists":   second(o.ServiceLists(ctx, by, worked)),
			"Serve":          o.Serve(ctx, by, worked, Service{2, []int{3}, ByMail, o.clock.now(), "x"}),
			"AddRecipient":   o.AddRecipient(ctx, by, worked, nextOffice, "x"),
			"LettersToPrint": second(o.LettersToPrint(ctx, by, worked)),
			"RecordMailed":   second(o.RecordMailed(ctx, by, "x", worked)),
			"DueLetters":     second(o.DueLetters(ctx, by, o.Today())),
			"LetterWish":     second(o.LetterWish(ctx, by, worked)),
			"SetLetterWish":  o.SetLetterWish(ctx, by, worked, LetterWish{}),
			"Wordings":       second(o.Wordings(ctx, by)),
			"SaveWording":    o.SaveWording(ctx, by, reworded(letter.Default()), "x"),
			"SignedCases":    second(o.SignedCases(ctx, by)),
		} {
			if !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Forbidden) {
				t.Errorf("%s by %s: %v", name, who, err)
			}
		}
	}
}

func TestAddRecipientRefuses(t *testing.T) {
	o := openIssued(t)
	with := func(change func(*determination.Recipient)) determination.Recipient {
		r := nextOffice
		change(&r)
		return r
	}
	for name, tt := range map[string]struct {
		r      determination.Recipient
		reason string
		field  string
	}{
		"no role":                  {with(func(r *determination.Recipient) { r.Role = "friend" }), "x", "role"},
		"no name":                  {with(func(r *determination.Recipient) { r.Name = " " }), "x", "name"},
		"nowhere to send it":       {with(func(r *determination.Recipient) { r.Address, r.Email = "", "" }), "x", "address"},
		"no reason":                {nextOffice, " ", "reason"},
		"no address of e-mail":     {with(func(r *determination.Recipient) { r.Email = "a b@c" }), "x", "email"},
		"two addresses":            {with(func(r *determination.Recipient) { r.Email = "a@b.example,c@d.example" }), "x", "email"},
		"the reviewer's own":       {with(func(r *determination.Recipient) { r.Email = people["reviewer"].Email }), "x", "email"},
		"the reviewer's, in large": {with(func(r *determination.Recipient) { r.Email = "Canary-Mail@IMR.example" }), "x", "email"},
	} {
		if err := o.AddRecipient(t.Context(), o.act("admin"), worked, tt.r, tt.reason); fault.Of(err).Field(tt.field) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestEmailNoticeSaysNothing sends the notice through an SMTP server: nothing in it is
// of the case or of the reviewer.
func TestEmailNoticeSaysNothing(t *testing.T) {
	o, sink := openIssued(t), mailtest.Start(t, mail.StartTLS)
	listed := o.lists(t)[1].Recipients
	must(t, o.Serve(t.Context(), o.act("admin"), worked, Service{Version: 2, Positions: []int{len(listed)}, Method: ByEmail}))
	must(t, o.SendWaiting(t.Context(), sink.Server(t)))
	got := slices.DeleteFunc(sink.Received(), func(r mailtest.Received) bool { return !slices.Contains(r.To, nextOffice.Email) })
	if len(got) != 1 || len(got[0].To) != 1 || got[0].To[0] != nextOffice.Email {
		t.Fatalf("received: %+v", got)
	}
	opened, err := o.Case(t.Context(), operator, worked)
	must(t, err)
	details := append([]string{string(worked), nextOffice.Name, "canary", "CANARY"}, tokensOf(opened.Case, "Another Fiction")...)
	for _, word := range details {
		if strings.Contains(got[0].Raw, word) {
			t.Errorf("the message tells %q", word)
		}
	}
	if !strings.Contains(got[0].Raw, organization.Name) || !strings.Contains(got[0].Raw, organization.Phone) {
		t.Errorf("the message does not say whose it is:\n%s", got[0].Raw)
	}
	served := o.lists(t)[1].Recipients[len(listed)-1]
	if !served.Due() || served.Served[0].Mailed == nil || served.Served[0].Mailed.SentAt.IsZero() {
		t.Errorf("after it was sent: %+v", served)
	}
}

// tokensOf are words by which a case could be known.
func tokensOf(c casefile.Case, more ...string) []string {
	out := append(more, c.Employee.Name, c.ClaimNumber, c.Employer, c.ClaimsAdministrator.Name, c.RequestingPhysician.Name)
	for _, it := range c.Items {
		out = append(out, it.Description)
	}
	return out
}

// TestNothingGoesToTheReviewer: neither the lists nor what is printed nor a message
// holds a word of the reviewer's identity, also where a party's address is the
// reviewer's.
func TestNothingGoesToTheReviewer(t *testing.T) {
	o := openIssued(t)
	_, err := o.sql(t).Exec("DROP TRIGGER added_recipients_update; UPDATE added_recipients SET email = ?", people["reviewer"].Email)
	must(t, err)
	n := len(o.lists(t)[1].Recipients)
	err = o.Serve(t.Context(), o.act("admin"), worked, Service{Version: 2, Positions: []int{n}, Method: ByEmail})
	if fault.Of(err).Field("to") == "" {
		t.Errorf("a notice to the reviewer's address: %v", err)
	}
	var queued int
	must(t, o.sql(t).QueryRow("SELECT count(*) FROM outbox WHERE purpose = 'letter'").Scan(&queued))
	if queued != 0 {
		t.Error("a message waits for the reviewer")
	}
	o = openIssued(t)
	envelopes, err := o.LettersToPrint(t.Context(), o.act("admin"), worked)
	must(t, err)
	if len(envelopes) != n-2 {
		t.Errorf("%d envelopes for %d recipients who lack the letter", len(envelopes), n-2)
	}
	for _, e := range envelopes {
		for _, text := range []string{string(e.Letter), e.To.Name, e.To.Address, e.To.Email} {
			if strings.Contains(strings.ToLower(text), "canary") {
				t.Errorf("to %s goes a word of the reviewer's identity", e.To.Name)
			}
		}
	}
}

func TestRecordMailed(t *testing.T) {
	o := openIssued(t)
	n, err := o.RecordMailed(t.Context(), o.act("admin"), "Post office, 4 pm", worked)
	lists := o.lists(t)
	if err != nil || n != len(lists[1].Recipients)-2 {
		t.Fatalf("%d were recorded, %v", n, err)
	}
	for _, r := range lists[1].Recipients {
		if r.Due() || len(r.Served) != 1 {
			t.Errorf("%s is served %d times", r.Name, len(r.Served))
		}
	}
	wantKind(t, "nothing to print", second(o.LettersToPrint(t.Context(), o.act("admin"), worked)), fault.Invalid)
	must(t, o.correct(t, "admin", "Third Fiction"))
	due, err := o.DueLetters(t.Context(), o.act("admin"), o.Today())
	if err != nil || len(due.Letters) != 1 || due.Letters[0].Version != 3 {
		t.Errorf("after a correction due are %+v, %v", due, err)
	}
	if _, err := o.VerifyIssued(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestLetterKeepsItsWords: what went out before the words changed is drawn in the old
// ones for ever, byte for byte.
func TestLetterKeepsItsWords(t *testing.T) {
	o := openIssued(t)
	ctx, admin := t.Context(), o.act("admin")
	must(t, o.SetLetterWish(ctx, admin, worked, LetterWish{Language: letter.Spanish, Large: true}))
	all, err := o.Wordings(ctx, admin)
	if err != nil || len(all) != 2 || all[0].Version != 2 || all[0].By != people["admin"].Name || all[0].Reason != "Softer words." || all[1].Version != 1 {
		t.Fatalf("the wordings are %+v, %v", all, err)
	}
	next := all[0].Template
	next.Texts[letter.English]["closing"] = "Faithfully,"
	must(t, o.SaveWording(ctx, admin, next, "Again."))
	must(t, o.correct(t, "admin", "Third Fiction"))
	vs, err := o.IssuedVersions(ctx, admin, worked)
	must(t, err)
	for i, want := range []string{"Yours,", "Yours,", "Faithfully,"} {
		drawn, err := drawLetters(ctx, vs[i].Issued, vs[i].Form)
		must(t, err)
		kept, err := o.IssuedLetter(ctx, admin, worked, i+1, determination.Text)
		must(t, err)
		if !bytes.Equal(drawn[determination.Text], kept) || !strings.Contains(string(kept), want) {
			t.Errorf("version %d is drawn otherwise, or lacks %q", i+1, want)
		}
		if spanish := strings.Contains(string(kept), "Atentamente,"); !spanish || (vs[i].Form.Languages[0] == letter.Spanish) != (i == 2) || vs[i].Form.Large != (i == 2) {
			t.Errorf("version %d has Spanish %v and the form %v, %v", i+1, spanish, vs[i].Form.Languages, vs[i].Form.Large)
		}
	}
}

func TestSaveWordingRefuses(t *testing.T) {
	o := openIssued(t)
	all, err := o.Wordings(t.Context(), o.act("admin"))
	must(t, err)
	now := all[0].Template
	stale, unknown := letter.Default(), reworded(letter.Default())
	unknown.Version, unknown.Texts[letter.English]["greeting"] = 2, "Dear {{wroker}}:"
	other := reworded(letter.Default())
	other.Version, other.Texts[letter.English]["closing"] = 2, "Hello,"
	for name, tt := range map[string]struct {
		t     letter.Template
		why   string
		kind  fault.Kind
		field string
	}{
		"an older version":  {stale, "x", fault.Conflict, ""},
		"an unknown place":  {unknown, "x", fault.Invalid, "en-greeting"},
		"no reason":         {other, " ", fault.Invalid, "reason"},
		"nothing different": {now, "x", fault.Invalid, "en-title"},
	} {
		err := o.SaveWording(t.Context(), o.act("admin"), tt.t, tt.why)
		wantKind(t, name, err, tt.kind)
		if tt.field != "" && fault.Of(err).Field(tt.field) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	wantKind(t, "a wish in a language that there is not", o.SetLetterWish(t.Context(), account.Actor(o.act("admin")), worked, LetterWish{Language: "fr"}), fault.Invalid)
}
