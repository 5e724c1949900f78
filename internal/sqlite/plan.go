package sqlite

import (
	"database/sql"
	"encoding/json"
	"time"

	"imr/internal/assignment"
	"imr/internal/casefile"
)

// PlanSeen is what a plan was made from: of each case and of each reviewer, by code, a
// word that changes with all that the plan asked of them.
type PlanSeen struct{ Cases, Reviewers map[string]string }

// StoredPlan is a plan as it was shown. The times are zero while it was not applied
// or not undone.
type StoredPlan struct {
	ID                    int64
	By                    string
	Made, Applied, Undone time.Time
	Seen                  PlanSeen
	assignment.Plan       // as it was made
}

// AddPlan keeps the plan and returns its number.
func (t *Tx) AddPlan(by string, seen PlanSeen, p assignment.Plan) (id int64, err error) {
	from, err := json.Marshal(seen)
	if err != nil {
		return 0, err
	}
	body, err := json.Marshal(p)
	if err != nil {
		return 0, err
	}
	_, err = t.one("desk.add-plan", []any{sql.Named("made_by", by), sql.Named("made_at", t.stamp()), sql.Named("seen", string(from)),
		sql.Named("body", string(body))}, []any{&id})
	return id, err
}

// Plan returns the plan with the number.
func (t *Tx) Plan(id int64) (p StoredPlan, found bool, err error) {
	var seen, body string
	p.ID = id
	found, err = t.one("desk.plan", []any{id}, []any{&p.By, stamp{&p.Made}, &seen, &body, stamp{&p.Applied}, stamp{&p.Undone}})
	if err != nil || !found {
		return p, found, err
	}
	if err := json.Unmarshal([]byte(seen), &p.Seen); err != nil {
		return p, false, err
	}
	return p, true, json.Unmarshal([]byte(body), &p.Plan)
}

// Plans lists the newest plans, without what is in them.
func (t *Tx) Plans(n int) ([]StoredPlan, error) {
	return all(t, "desk.plans", []any{sql.Named("n", n)}, func(s scanner) (p StoredPlan, err error) {
		return p, s.Scan(&p.ID, &p.By, stamp{&p.Made}, stamp{&p.Applied}, stamp{&p.Undone})
	})
}

// ApplyPlan notes that the plan was applied; done is false where it was before.
func (t *Tx) ApplyPlan(id int64) (done bool, err error) {
	n, err := t.exec("desk.apply-plan", sql.Named("at", t.stamp()), sql.Named("id", id))
	return n == 1, err
}

// UndoPlan notes that the plan was undone; done is false where it is not applied or
// was undone before.
func (t *Tx) UndoPlan(id int64) (done bool, err error) {
	n, err := t.exec("desk.undo-plan", sql.Named("at", t.stamp()), sql.Named("id", id))
	return n == 1, err
}

// AddPlanOffer notes that the open offer of the case came of the plan.
func (t *Tx) AddPlanOffer(id, key int64) error {
	_, err := t.exec("desk.add-plan-offer", sql.Named("plan_id", id), sql.Named("case_id", key))
	return err
}

// PlanOffers tells for each case of an applied plan whether its offer is still open.
func (t *Tx) PlanOffers(id int64) (map[casefile.CaseNumber]bool, error) {
	out := map[casefile.CaseNumber]bool{}
	_, err := all(t, "desk.plan-offers", []any{id}, func(s scanner) (struct{}, error) {
		var n casefile.CaseNumber
		var open bool
		err := s.Scan(&n, &open)
		out[n] = open
		return struct{}{}, err
	})
	return out, err
}
