package sqlite

import (
	"database/sql"
	"encoding/json"
	"time"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/quality"
)

// Judged is a judgement with who made it and when. Second is the second look at a
// review that was drawn.
type Judged struct {
	quality.Judgement
	Number   int
	Director account.UserID
	Second   bool
	At       time.Time
}

// Judge stores the next judgement of the case. The store refuses every later change.
func (t *Tx) Judge(key int64, by account.UserID, j quality.Judgement, second bool) error {
	scores, err := json.Marshal(j.Scores)
	if err != nil {
		return err
	}
	remarks, err := json.Marshal(j.Remarks)
	if err != nil {
		return err
	}
	_, err = t.exec("quality.insert-judgement", sql.Named("case_id", key), sql.Named("version", j.Version), sql.Named("director_id", string(by)),
		sql.Named("outcome", string(j.Outcome)), sql.Named("second", second), sql.Named("note", j.Note),
		sql.Named("scores", string(scores)), sql.Named("remarks", string(remarks)), sql.Named("judged_at", t.stamp()))
	return err
}

// Judgements lists what was decided on the case's reviews, the oldest first.
func (t *Tx) Judgements(key int64) ([]Judged, error) {
	return all(t, "quality.judgements", []any{key}, func(s scanner) (j Judged, err error) {
		var scores, remarks string
		if err := s.Scan(&j.Number, &j.Version, &j.Director, &j.Outcome, &j.Second, &j.Note, &scores, &remarks, stamp{&j.At}); err != nil {
			return j, err
		}
		if err := json.Unmarshal([]byte(scores), &j.Scores); err != nil {
			return j, err
		}
		return j, json.Unmarshal([]byte(remarks), &j.Remarks)
	})
}

// KeepDraw stores how the lot fell for a version of the reviewer's work.
func (t *Tx) KeepDraw(key int64, version int, reviewer account.UserID, d quality.Draw) error {
	_, err := t.exec("quality.insert-draw", sql.Named("case_id", key), sql.Named("version", version), sql.Named("reviewer_id", string(reviewer)),
		sql.Named("seed", d.Seed), sql.Named("lot", d.Lot), sql.Named("drawn", d.Drawn), sql.Named("excused", d.Excused), sql.Named("drawn_at", t.stamp()))
	return err
}

// Draw returns how the lot fell for a version, where it was drawn.
func (t *Tx) Draw(key int64, version int) (d quality.Draw, found bool, err error) {
	found, err = t.one("quality.draw", []any{key, version}, []any{&d.Seed, &d.Lot, &d.Drawn, &d.Excused})
	return d, found, err
}

// DrawnOf counts the reviewer's work that was drawn since the moment.
func (t *Tx) DrawnOf(reviewer account.UserID, since time.Time) (n int, err error) {
	_, err = t.one("quality.drawn-of-reviewer", []any{string(reviewer), since.UTC().Format(timeLayout)}, []any{&n})
	return n, err
}

// SecondLooks counts the director's second looks since the moment.
func (t *Tx) SecondLooks(director account.UserID, since time.Time) (n int, err error) {
	_, err = t.one("quality.second-looks", []any{string(director), since.UTC().Format(timeLayout)}, []any{&n})
	return n, err
}

// Authors lists who ever had the case as its reviewer.
func (t *Tx) Authors(key int64) ([]account.UserID, error) {
	return all(t, "quality.authors", []any{key}, func(s scanner) (id account.UserID, err error) { return id, s.Scan(&id) })
}

// BeforeDirectors lists the cases that are handed in, returned or approved.
func (t *Tx) BeforeDirectors() ([]casefile.CaseNumber, error) {
	return all(t, "quality.waiting", nil, func(s scanner) (n casefile.CaseNumber, err error) { return n, s.Scan(&n) })
}

// HadBefore reports whether the user was the case's reviewer at any time before the moment.
func (t *Tx) HadBefore(key int64, who account.UserID, moment time.Time) (had bool, err error) {
	_, err = t.one("quality.had-before", []any{key, string(who), sql.Named("at", moment.UTC().Format(timeLayout))}, []any{&had})
	return had, err
}
