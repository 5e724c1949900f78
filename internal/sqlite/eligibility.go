package sqlite

import (
	"database/sql"
	"encoding/json"
	"errors"

	"imr/internal/casefile"
	"imr/internal/eligibility"
)

// OthersOfInjury returns the other cases with the date of injury, for duplicates to
// be found among them.
func (t *Tx) OthersOfInjury(c casefile.Case) ([]eligibility.Other, error) {
	if c.DateOfInjury.IsZero() {
		return nil, nil
	}
	numbers, err := all(t, "eligibility.others", []any{date{&c.DateOfInjury}}, func(r scanner) (n casefile.CaseNumber, err error) {
		return n, r.Scan(&n)
	})
	if err != nil {
		return nil, err
	}
	var out []eligibility.Other
	for _, n := range numbers {
		if n == c.Number {
			continue
		}
		s, _, err := t.Case(n)
		if err != nil {
			return nil, err
		}
		out = append(out, eligibility.Other{Number: n, State: s.State, Employee: s.Employee, ClaimNumber: s.ClaimNumber, UR: s.UR,
			RequestingPhysician: s.RequestingPhysician, Items: s.Items})
	}
	return out, nil
}

// StoredDecision is a decision on an application with what the rules had found.
type StoredDecision struct {
	eligibility.Decision
	Found []eligibility.Code
	By    string // a user's id or a command
	At    string
}

// AddDecision keeps what was decided on the application.
func (t *Tx) AddDecision(key int64, d eligibility.Decision, found []eligibility.Code, by string) error {
	reasons, err := json.Marshal(append([]eligibility.Code{}, d.Reasons...))
	seen, err2 := json.Marshal(append([]eligibility.Code{}, found...))
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	_, err = t.exec("eligibility.insert", sql.Named("case_id", key), sql.Named("outcome", d.Outcome), sql.Named("reasons", string(reasons)),
		sql.Named("found", string(seen)), sql.Named("note", d.Note), sql.Named("until", date{&d.Until}), sql.Named("decided_by", by),
		sql.Named("decided_at", t.stamp()))
	return err
}

// Decisions returns every decision on the application, the earliest first.
func (t *Tx) Decisions(key int64) ([]StoredDecision, error) {
	return all(t, "eligibility.decisions", []any{key}, func(r scanner) (d StoredDecision, err error) {
		var reasons, found string
		if err := r.Scan(&d.Outcome, &reasons, &found, &d.Note, date{&d.Until}, &d.By, &d.At); err != nil {
			return d, err
		}
		return d, errors.Join(json.Unmarshal([]byte(reasons), &d.Reasons), json.Unmarshal([]byte(found), &d.Found))
	})
}

// Consolidate notes that the one case went on in the other.
func (t *Tx) Consolidate(from, into int64) error {
	_, err := t.exec("eligibility.consolidate", sql.Named("case_id", from), sql.Named("into_id", into), sql.Named("joined_at", t.stamp()))
	return err
}

// Joined returns the cases that were joined with this one, and the one with which
// this one was joined, or "".
func (t *Tx) Joined(key int64) (from []casefile.CaseNumber, into casefile.CaseNumber, err error) {
	_, err = all(t, "eligibility.joined", []any{sql.Named("id", key)}, func(r scanner) (n casefile.CaseNumber, err error) {
		var isInto bool
		if err := r.Scan(&n, &isInto); err != nil {
			return n, err
		}
		if isInto {
			into = n
		} else {
			from = append(from, n)
		}
		return n, nil
	})
	return from, into, err
}
