package casework

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"time"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/finding"
	"imr/internal/notice"
	"imr/internal/quality"
	"imr/internal/reviewer"
	"imr/internal/sqlite"
)

// Verdict is what a director decided on a version of a review.
type Verdict = sqlite.Judged

// Signed is a version of a determination as its reviewer handed it in.
type Signed struct {
	Version       int
	SHA256        string
	At            time.Time
	Determination determination.Determination
}

// ForJudgement is a review that is handed in, with all that a director needs to judge
// it and nothing by which its reviewer is known.
type ForJudgement struct {
	Checked
	State          casefile.State
	ReviewerCode   string
	AssignedAt     time.Time
	Qualifications reviewer.Qualifications
	Versions       []Signed  // the oldest first
	Judgements     []Verdict // the oldest first
	SecondLook     bool      // the lot fell on the newest version, and one director approved it
	MayJudge       error     // nil where the actor may judge the newest version now
	Pages          int
	Copies         int             // pages that came in again
	NotOpened      []casefile.Page // that were never on the reviewer's screen and are no copies
	Drawn          *quality.Draw   // of the newest version; nil where it was not drawn yet
	Answers        []Answered      // those that stand
}

// Answered is a finding with the reason that the reviewer gave.
type Answered struct {
	finding.Finding
	Reason string
}

// Newest is the version before the director.
func (f ForJudgement) Newest() Signed { return f.Versions[len(f.Versions)-1] }

// ForJudgement returns the handed-in review. It is for directors who had no part in it.
func (d *Desk) ForJudgement(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out ForJudgement, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayJudge, tx.Case)
		if err != nil {
			return err
		}
		out, err = d.forJudgement(tx, by, s)
		return err
	})
	return out, err
}

func (d *Desk) forJudgement(tx *sqlite.Tx, by account.Actor, s sqlite.StoredCase) (out ForJudgement, err error) {
	a, err := tx.Assignment(s)
	if err != nil {
		return out, err
	}
	who, _, err := tx.User(a.Reviewer)
	if err != nil {
		return out, err
	}
	if out.Checked, err = d.checked(tx, who.Act(), s); err != nil {
		return out, err
	}
	out.Draft.Facts = nil // a reviewer's own list
	out.State, out.ReviewerCode, out.AssignedAt = s.State, quality.ReviewerCode(a.Reviewer), a.At
	if out.Qualifications, err = tx.Qualifications(a.Reviewer); err != nil {
		return out, err
	}
	if out.Versions, err = signedVersions(tx, s.Key); err != nil {
		return out, err
	}
	if out.Judgements, err = tx.Judgements(s.Key); err != nil {
		return out, err
	}
	for _, f := range out.Findings {
		if a, ok := finding.AnswerTo(out.Draft.Answers, f); ok {
			out.Answers = append(out.Answers, Answered{f, a.Answer})
		}
	}
	draw, found, err := tx.Draw(s.Key, out.Newest().Version)
	if err != nil {
		return out, err
	}
	if found {
		out.Drawn = &draw
	}
	out.SecondLook = s.State == casefile.HandedIn && found && draw.Drawn
	out.MayJudge = mayJudgeNow(by, s, out.Judgements, out.Newest().Version)
	return out, out.cover(tx, s, a.Reviewer)
}

// cover fills in what of the records was on the reviewer's screen.
func (f *ForJudgement) cover(tx *sqlite.Tx, s sqlite.StoredCase, who account.UserID) error {
	pages, err := tx.PageSizes(s.Key)
	if err != nil {
		return err
	}
	records := Records{Pages: pages, Seen: map[PageName]View{}}
	if records.CopyOf, err = copiesOf(tx, s.Key); err != nil {
		return err
	}
	views, err := tx.Views(s.Key, who)
	for _, v := range views {
		records.Seen[v.Page] = v
	}
	f.Pages, f.Copies, f.NotOpened = len(pages), len(records.CopyOf), records.Unopened()
	return err
}

func signedVersions(tx *sqlite.Tx, key int64) ([]Signed, error) {
	stored, err := tx.SignedVersions(key)
	if err != nil {
		return nil, err
	}
	out := make([]Signed, len(stored))
	for i, v := range stored {
		d, err := determination.Parse(v.Canonical)
		if err != nil {
			return nil, err
		}
		out[i] = Signed{v.Version, v.SHA256, v.At, d}
	}
	return out, nil
}

// mayJudgeNow says why the director may not judge the version in the present state.
func mayJudgeNow(by account.Actor, s sqlite.StoredCase, made []Verdict, version int) error {
	if _, err := s.State.After(casefile.Approve); err != nil {
		return err
	}
	if slices.ContainsFunc(made, func(j Verdict) bool { return j.Version == version && j.Director == by.ID }) {
		return fault.New(fault.Forbidden, "You judged this version already; the lot fell on it, so another director looks at it too.")
	}
	return nil
}

// Judge approves the newest version of a handed-in review or returns it. version is
// the one that the director saw; it is a Conflict where there is a newer one. An
// approval draws whether another director looks too; until that one agrees the case
// stays where it is. A director changes nothing of the review.
func (d *Desk) Judge(ctx context.Context, by account.Actor, number casefile.CaseNumber, j quality.Judgement) error {
	act := audit.By(by, "quality."+string(j.Outcome), string(number))
	return d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayJudge, tx.CaseKey)
		if err != nil {
			return err
		}
		made, err := tx.Judgements(s.Key)
		if err != nil {
			return err
		}
		if err := mayJudgeNow(by, s, made, j.Version); err != nil {
			return err
		}
		if err := j.Validate(); err != nil {
			return err
		}
		if f, _, err := tx.Determination(s.Key); err != nil {
			return err
		} else if f.Version != j.Version {
			return fault.New(fault.Conflict, "The reviewer handed in a newer version. Read that one, then judge it.")
		}
		_, second, err := tx.Draw(s.Key, j.Version)
		if err != nil {
			return err
		}
		if err := tx.Judge(s.Key, by.ID, j, second); err != nil {
			return err
		}
		act.Note = fmt.Sprintf("version %d, %d of %d points, %d remarks", j.Version, j.Total(), quality.Most(), len(j.Remarks))
		return conclude(tx, by, s, j, second, &act)
	})
}

// conclude moves the case on: back to its reviewer, or to be issued, unless the lot
// falls on it.
func conclude(tx *sqlite.Tx, by account.Actor, s sqlite.StoredCase, j quality.Judgement, second bool, act *audit.Act) error {
	if j.Outcome == quality.Returned {
		return errors.Join(tx.Move(&s, casefile.Return), tellHolder(tx, s, news{kind: notice.Returned, of: s.Key}))
	}
	if second {
		return tx.Move(&s, casefile.Approve)
	}
	draw, err := drawSecond(tx, by, s, j.Version)
	if err != nil {
		return err
	}
	act.Note += ", " + draw.Note()
	if draw.Drawn {
		return nil
	}
	return tx.Move(&s, casefile.Approve)
}

func drawSecond(tx *sqlite.Tx, by account.Actor, s sqlite.StoredCase, version int) (quality.Draw, error) {
	a, err := tx.Assignment(s)
	if err != nil {
		return quality.Draw{}, err
	}
	settings := quality.Standard()
	since := beginOfMonth(calendar.DateOf(tx.Now))
	around := quality.Around{}
	if around.OfReviewer, err = tx.DrawnOf(a.Reviewer, since); err != nil {
		return quality.Draw{}, err
	}
	directors, err := tx.UsersWith(account.Director)
	if err != nil {
		return quality.Draw{}, err
	}
	for _, other := range directors {
		looks, err := tx.SecondLooks(other.ID, since)
		if err != nil {
			return quality.Draw{}, err
		}
		if other.ID != by.ID && !slices.Contains(a.Authors, other.ID) && looks < settings.DirectorMonthlyCap {
			around.Directors++
		}
	}
	draw := settings.DrawSecond(rand.Text(), s.Number, version, around)
	return draw, tx.KeepDraw(s.Key, version, a.Reviewer, draw)
}

func beginOfMonth(d calendar.Date) time.Time {
	return time.Date(d.Year, d.Month, 1, 0, 0, 0, 0, calendar.Zone)
}

// Waiting is a case before the directors, as their list shows it.
type Waiting struct {
	Opened
	ReviewerCode string
	Version      int
	SecondLook   bool
}

// WaitingForDirectors lists the cases that are handed in and may be judged by the
// actor, and those that are approved, the one that is due first on top.
func (d *Desk) WaitingForDirectors(ctx context.Context, by account.Actor) (out []Waiting, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		numbers, err := tx.BeforeDirectors()
		if err != nil {
			return err
		}
		for _, n := range numbers {
			w, err := waiting(tx, by, n)
			if fault.Of(err) != nil {
				continue
			}
			if err != nil {
				return err
			}
			out = append(out, w)
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b Waiting) int { return byDue(a.Opened, b.Opened) })
	return out, err
}

func byDue(a, b Opened) int {
	x, xRuns := a.Ledger.Decision()
	y, yRuns := b.Ledger.Decision()
	switch {
	case xRuns && yRuns:
		return x.On.Compare(y.On)
	case xRuns:
		return -1
	case yRuns:
		return 1
	}
	return 0
}

func waiting(tx *sqlite.Tx, by account.Actor, number casefile.CaseNumber) (w Waiting, err error) {
	s, err := permitted(tx, by, number, assignment.MayJudge, tx.Case)
	if err != nil {
		return w, err
	}
	if w.Opened, err = opened(tx, by, s); err != nil {
		return w, err
	}
	a, err := tx.Assignment(s)
	if err != nil {
		return w, err
	}
	f, _, err := tx.Determination(s.Key)
	if err != nil {
		return w, err
	}
	draw, drawn, err := tx.Draw(s.Key, f.Version)
	w.ReviewerCode, w.Version, w.SecondLook = quality.ReviewerCode(a.Reviewer), f.Version, drawn && draw.Drawn && s.State == casefile.HandedIn
	return w, err
}

// remarks are those with which the case came back to its reviewer, while it is with
// them; none where it did not come back.
func remarks(tx *sqlite.Tx, s sqlite.StoredCase) ([]quality.Remark, error) {
	if s.State != casefile.Returned {
		return nil, nil
	}
	made, err := tx.Judgements(s.Key)
	if err != nil || len(made) == 0 {
		return nil, err
	}
	return made[len(made)-1].Remarks, nil
}
