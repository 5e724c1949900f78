package casework

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/review"
)

// shown is the digest that the reviewer sees before signing.
func (o *office) shown(t *testing.T) string {
	t.Helper()
	p, err := o.Preview(t.Context(), o.act("reviewer"), worked)
	must(t, err)
	return p.Digest
}

func (o *office) sign(t *testing.T, digest, password string) error {
	t.Helper()
	return o.Sign(t.Context(), o.act("reviewer"), worked, digest, password)
}

func TestPreviewOfASoundReview(t *testing.T) {
	o := openOffice(t)
	p, err := o.Preview(t.Context(), o.act("reviewer"), worked)
	must(t, err)
	if p.Lacks != nil || len(p.Blocking()) != 0 || len(p.Digest) != 64 || p.Determination.DecidedOn.String() != "2026-11-24" {
		t.Errorf("Preview: lacks %v, blocking %v, digest %q", p.Lacks, p.Blocking(), p.Digest)
	}
	if again := o.shown(t); again != p.Digest {
		t.Error("the same draft has two digests")
	}
}

// TestSignRefuses: whatever stands in the way, nothing is signed and no event says so.
func TestSignRefuses(t *testing.T) {
	save := func(o *office, t *testing.T, one review.Decision) {
		d := o.draft(t, worked)
		must(t, second(o.SaveDecision(t.Context(), o.act("reviewer"), worked, d.Parts[d.ItemPart(one.Item)].Version, one)))
	}
	first := func(o *office, t *testing.T) review.Decision { return o.draft(t, worked).For("1")[0] }
	for name, tt := range map[string]struct {
		before func(*office, *testing.T) // the digest is shown
		after  func(*office, *testing.T) // it was shown
		secret string
		want   fault.Kind
		field  string
	}{
		"an undecided item": {before: func(o *office, t *testing.T) { one := first(o, t); one.Outcome = ""; save(o, t, one) }, want: fault.Invalid, field: "items[1]"},
		"no rationale":      {before: func(o *office, t *testing.T) { one := first(o, t); one.Rationale = " "; save(o, t, one) }, want: fault.Invalid, field: "items[1].rationale"},
		"no summary": {before: func(o *office, t *testing.T) {
			must(t, second(o.SaveSummary(t.Context(), o.act("reviewer"), worked, 1, nil)))
		}, want: fault.Invalid, field: "summary"},
		"a quote that is not there": {before: func(o *office, t *testing.T) {
			s := o.draft(t, worked).Summary
			s[0].Sources = []review.Source{{Document: "d4", Page: 1, Quote: "words that stand on no page of it"}}
			must(t, second(o.SaveSummary(t.Context(), o.act("reviewer"), worked, 1, s)))
		}, want: fault.Invalid, field: "quote-not-on-page"},
		"a draft that changed": {after: func(o *office, t *testing.T) {
			one := first(o, t)
			one.PlainLanguage += " And more."
			save(o, t, one)
		}, want: fault.Conflict},
		"a letterhead that changed": {after: func(o *office, t *testing.T) {
			org := organization
			org.Phone = "(555) 010-0147"
			must(t, o.SetOrganization(t.Context(), operator, org))
		}, want: fault.Conflict},
		"another day": {after: func(o *office, _ *testing.T) { o.clock.move(24 * time.Hour) }, want: fault.Conflict},
		"a reassignment": {after: func(o *office, t *testing.T) {
			must(t, o.Assign(t.Context(), operator, worked, people["other"].Email))
		}, want: fault.NotFound},
		"a wrong password": {secret: "nine green herons by the lake", want: fault.Invalid, field: "password"},
		"no password":      {secret: "-", want: fault.Invalid, field: "password"},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			if tt.before != nil {
				tt.before(o, t)
			}
			digest := o.shown(t)
			if tt.after != nil {
				tt.after(o, t)
			}
			before, secret := o.head(t), password
			if tt.secret != "" {
				secret = strings.TrimPrefix(tt.secret, "-")
			}
			err := o.sign(t, digest, secret)
			wantKind(t, "Sign", err, tt.want)
			if tt.field != "" && fault.Of(err).Field(tt.field) == "" {
				t.Errorf("Sign = %v, want a fault of %s", err, tt.field)
			}
			opened, err := o.Case(t.Context(), operator, worked)
			if err != nil || opened.State != casefile.InReview || o.head(t) != before {
				t.Errorf("after the refusal the case is %s, %v", opened.State, err)
			}
			_, _, err = o.Determination(t.Context(), operator, worked)
			wantKind(t, "Determination", err, fault.NotFound)
		})
	}
}

func TestSignNeedsTheDigestThatWasShown(t *testing.T) {
	o := openOffice(t)
	for _, digest := range []string{"", strings.Repeat("0", 64), strings.ToUpper(o.shown(t)), o.shown(t) + " "} {
		wantKind(t, digest, o.sign(t, digest, password), fault.Conflict)
	}
}

func TestWrongPasswordsAreLimitedWhenSigning(t *testing.T) {
	o := openOffice(t)
	digest := o.shown(t)
	for range 5 {
		wantKind(t, "a wrong password", o.sign(t, digest, "wrong"), fault.Invalid)
	}
	wantKind(t, "the right one after five", o.sign(t, digest, password), fault.TooMany)
	o.clock.move(13 * time.Second)
	wantKind(t, "the right one later", o.sign(t, digest, password), 0)
}

func TestSignedIsSignedOnce(t *testing.T) {
	o := openOffice(t)
	digest, before := o.shown(t), o.head(t).Seq
	must(t, o.sign(t, digest, password))
	d, f, err := o.Determination(t.Context(), o.act("reviewer"), worked)
	must(t, err)
	if f.SHA256 != digest || determination.SHA256(f.Canonical) != digest || f.Version != 1 {
		t.Errorf("frozen: version %d, %s, want what was shown, %s", f.Version, f.SHA256, digest)
	}
	again, err := d.Canonical()
	if err != nil || string(again) != string(f.Canonical) {
		t.Errorf("what is read back is not what was signed: %v", err)
	}
	wantKind(t, "a second time", o.sign(t, digest, password), fault.Forbidden)
	es, err := o.Events(t.Context(), o.act("auditor"), 1<<62, 1)
	if err != nil || o.head(t).Seq != before+1 || es[0].Name != "review.sign" || es[0].Note != "sha256 "+digest {
		t.Errorf("the event is %+v, %v", es[0], err)
	}
	var signer, meaning string
	must(t, o.sql(t).QueryRow("SELECT signer_id, meaning FROM signatures").Scan(&signer, &meaning))
	if signer != string(o.user["reviewer"].ID) || meaning != determination.SignatureMeaning {
		t.Errorf("signed by %s under %q", signer, meaning)
	}
}

// TestNothingIsWrittenAfterSigning: every act on the draft is refused and the
// draft stays as it was signed.
func TestNothingIsWrittenAfterSigning(t *testing.T) {
	o := openOffice(t)
	must(t, second(o.AddFact(t.Context(), o.act("reviewer"), worked, review.Fact{Source: review.Source{Document: "d4", Page: 1, Quote: "q"}})))
	must(t, o.sign(t, o.shown(t), password))
	draft, head := o.draft(t, worked), o.head(t)
	acts := caseActs(t.Context(), o.Desk)
	for _, name := range []string{"SaveSummary", "SaveDecision", "DropDecision", "AddFact", "SaveFact", "PutInLane", "DropFact", "TakeBackFact", "Answer", "Sign"} {
		wantKind(t, name, acts["draft"][name](o.act("reviewer"), worked), fault.Forbidden)
	}
	wantKind(t, "saving over the right version", second(o.SaveSummary(t.Context(), o.act("reviewer"), worked, 1, nil)), fault.Forbidden)
	wantKind(t, "Assign", o.Assign(t.Context(), o.act("admin"), worked, people["other"].Email), fault.Forbidden)
	if diff := cmp.Diff(draft, o.draft(t, worked)); diff != "" || o.head(t) != head {
		t.Errorf("the draft or the trail changed:\n%s", diff)
	}
}

// TestDeterminationHoldsNoIdentity looks for every word of the reviewer's identity
// in what leaves the organization, in the forms in which bytes are passed on.
func TestDeterminationHoldsNoIdentity(t *testing.T) {
	o := openOffice(t)
	must(t, o.sign(t, o.shown(t), password))
	_, f, err := o.Determination(t.Context(), operator, worked)
	must(t, err)
	text := strings.ToLower(string(f.Canonical))
	u := o.user["reviewer"]
	for _, canary := range []string{string(u.ID), u.Email, "canary", "canary-first", "canary-last", "@imr.example"} {
		for form, hidden := range map[string]string{"plain": canary, "hex": hex.EncodeToString([]byte(canary)),
			"base64": strings.TrimRight(base64.StdEncoding.EncodeToString([]byte(canary)), "=")} {
			if strings.Contains(text, strings.ToLower(hidden)) {
				t.Errorf("the determination holds %q, %s", canary, form)
			}
		}
	}
	if !strings.Contains(text, "neurological surgery") {
		t.Error("the determination lacks the qualifications")
	}
}

// TestDeterminationsOfTwoReviewersAreTheSame: two worlds that differ in the
// reviewer alone give the same bytes.
func TestDeterminationsOfTwoReviewersAreTheSame(t *testing.T) {
	digest := map[string]string{}
	for _, who := range []string{"reviewer", "other"} {
		o := openOffice(t)
		written := o.draft(t, worked)
		must(t, o.Assign(t.Context(), operator, worked, people["other"].Email))
		must(t, o.Assign(t.Context(), operator, worked, people[who].Email))
		o.write(t, who, written.Review)
		p, err := o.Preview(t.Context(), o.act(who), worked)
		must(t, err)
		must(t, o.Sign(t.Context(), o.act(who), worked, p.Digest, password))
		digest[who] = p.Digest
	}
	if digest["reviewer"] != digest["other"] || digest["other"] == "" {
		t.Errorf("the digests are %v", digest)
	}
}

// write enters the whole review as the person's own.
func (o *office) write(t *testing.T, who string, r review.Review) {
	t.Helper()
	must(t, second(o.SaveSummary(t.Context(), o.act(who), worked, 0, r.Summary)))
	for _, one := range r.Decisions {
		must(t, second(o.SaveDecision(t.Context(), o.act(who), worked, 0, one)))
	}
	for _, a := range r.Answers {
		must(t, o.Answer(t.Context(), o.act(who), worked, a))
	}
}

func TestSignedDeterminationIsForWhomMayOpen(t *testing.T) {
	o := openOffice(t)
	must(t, o.sign(t, o.shown(t), password))
	for name, want := range map[string]fault.Kind{"reviewer": 0, "admin": 0, "other": fault.NotFound, "auditor": fault.NotFound, "director": 0} {
		_, _, err := o.Determination(t.Context(), o.act(name), worked)
		wantKind(t, name, err, want)
	}
	_, _, err := o.Determination(t.Context(), account.Actor{}, worked)
	wantKind(t, "nobody", err, fault.NotFound)
}

// TestOneOfManySigns: of signatures, saves and a reassignment that meet, the case
// is signed at most once, and what is frozen is what was shown.
func TestOneOfManySigns(t *testing.T) {
	o := openOffice(t)
	digest, by := o.shown(t), o.act("reviewer")
	var all sync.WaitGroup
	errs := make([]error, 4)
	for i := range errs {
		all.Go(func() { errs[i] = o.Sign(context.Background(), by, worked, digest, password) })
	}
	all.Go(func() {
		_, _ = o.SaveDecision(context.Background(), by, worked, 1, review.Decision{Item: "1", Rationale: "late"})
	})
	all.Wait()
	signed := 0
	for i, err := range errs {
		if err == nil {
			signed++
		} else if fault.Of(err) == nil {
			t.Errorf("signature %d: %v", i, err)
		}
	}
	opened, err := o.Case(t.Context(), operator, worked)
	must(t, err)
	if signed > 1 || (signed == 1) != (opened.State == casefile.HandedIn) {
		t.Errorf("%d signatures, and the case is %s", signed, opened.State)
	}
	if signed == 1 {
		if _, f, err := o.Determination(t.Context(), by, worked); err != nil || f.SHA256 != digest {
			t.Errorf("frozen is %s, %v", f.SHA256, err)
		}
	}
	o.head(t)
}
