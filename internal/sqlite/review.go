package sqlite

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/review"
)

// Assignment returns who holds the case now, or nil.
func (t *Tx) Assignment(s StoredCase) (*assignment.Assignment, error) {
	a := assignment.Assignment{Case: s.Number}
	var at string
	found, err := t.one("review.assignment", []any{s.Key}, []any{&a.Reviewer, &at})
	if err != nil || !found {
		return nil, err
	}
	if a.At, err = time.Parse(timeLayout, at); err != nil {
		return nil, err
	}
	if a.HandedIn = s.State.Signed(); a.HandedIn {
		a.Authors, err = t.Authors(s.Key)
	}
	return &a, err
}

// Assign ends the assignment that there was and stores the new one.
func (t *Tx) Assign(key int64, to account.UserID) error {
	if _, err := t.exec("review.end-assignment", sql.Named("at", t.stamp()), sql.Named("case_id", key)); err != nil {
		return err
	}
	_, err := t.exec("review.assign", key, string(to), sql.Named("at", t.stamp()))
	return err
}

// Part names a part of a draft that is saved on its own.
type Part string

// The parts besides the decisions.
const (
	SummaryPart Part = "summary"
	AnswersPart Part = "answers"
)

const decisionPrefix = "decision-"

// DecisionPart is the n-th decision that was begun, from 0.
func DecisionPart(n int) Part { return Part(fmt.Sprintf("%s%d", decisionPrefix, n)) }

// Saved is the state of a part: how often it was saved and when last. The zero
// Saved is a part that was never saved.
type Saved struct {
	Version int
	At      time.Time
}

// Draft is the review as it was last saved. Parts holds the state of each saved
// part, DecisionParts the part that each of the review's decisions is stored in.
type Draft struct {
	review.Review
	Parts         map[Part]Saved
	DecisionParts []Part
}

type storedPart struct {
	part Part
	Saved
	body string
}

// Draft reads the review of the case.
func (t *Tx) Draft(key int64) (Draft, error) {
	parts, err := all(t, "review.parts", []any{key}, func(s scanner) (p storedPart, err error) {
		var at string
		if err := s.Scan(&p.part, &p.Version, &p.body, &at); err != nil {
			return p, err
		}
		p.At, err = time.Parse(timeLayout, at)
		return p, err
	})
	if err != nil {
		return Draft{}, err
	}
	// decision-10 comes after decision-9
	slices.SortFunc(parts, func(a, b storedPart) int {
		return cmp.Or(len(a.part)-len(b.part), strings.Compare(string(a.part), string(b.part)))
	})
	d := Draft{Parts: map[Part]Saved{}}
	for _, p := range parts {
		d.Parts[p.part] = p.Saved
		if err := d.take(p); err != nil {
			return Draft{}, fmt.Errorf("draft part %s: %w", p.part, err)
		}
	}
	return d, nil
}

func (d *Draft) take(p storedPart) error {
	switch {
	case p.part == SummaryPart:
		return json.Unmarshal([]byte(p.body), &d.Summary)
	case p.part == AnswersPart:
		return json.Unmarshal([]byte(p.body), &d.Answers)
	case strings.HasPrefix(string(p.part), decisionPrefix):
		var one review.Decision
		err := json.Unmarshal([]byte(p.body), &one)
		d.Decisions, d.DecisionParts = append(d.Decisions, one), append(d.DecisionParts, p.part)
		return err
	}
	return fmt.Errorf("no such part")
}

// SavePart stores a part over its given version, 0 where it is new, and returns
// the version that it now has. It is a Conflict where another window saved first.
func (t *Tx) SavePart(key int64, part Part, version int, content any) (int, error) {
	body, err := json.Marshal(content)
	if err != nil {
		return 0, err
	}
	args := []any{sql.Named("case_id", key), sql.Named("part", part), sql.Named("body", string(body)), sql.Named("saved_at", t.stamp())}
	statement := "review.insert-part"
	if version > 0 {
		statement, args = "review.update-part", append(args, sql.Named("version", version))
	}
	n, err := t.exec(statement, args...)
	if err != nil {
		return 0, err
	}
	if n == 0 {
		return 0, fault.New(fault.Conflict, "This was saved in another window after you opened it here. Nothing is lost: compare both texts and choose.")
	}
	if version > 0 {
		return version + 1, nil
	}
	_, err = t.one("review.last-version", []any{sql.Named("case_id", key), sql.Named("part", part)}, []any{&version})
	return version, err
}

// DropPart removes a part that is at the version; its versions stay in the history.
func (t *Tx) DropPart(key int64, part Part, version int) error {
	n, err := t.exec("review.delete-part", sql.Named("case_id", key), sql.Named("part", part), sql.Named("version", version))
	if err == nil && n == 0 {
		return fault.New(fault.Conflict, "This was changed in another window after you opened it here; look at it again.")
	}
	return err
}

// SetDraftAside takes the whole draft off the case; its versions stay in the history.
func (t *Tx) SetDraftAside(key int64) error {
	_, err := t.exec("review.delete-parts", key)
	return err
}

// ItemPart returns the part in which the item's first decision is stored, or the
// next free one where the item has none.
func (d Draft) ItemPart(id casefile.ItemID) Part {
	for i, one := range d.Decisions {
		if one.Item == id {
			return d.DecisionParts[i]
		}
	}
	for n := 0; ; n++ {
		if p := DecisionPart(n); !slices.Contains(d.DecisionParts, p) {
			return p
		}
	}
}
