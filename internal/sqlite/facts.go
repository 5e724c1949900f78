package sqlite

import (
	"database/sql"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/review"
)

// AddFact puts a fact on the reviewer's list of the case and returns its id.
func (t *Tx) AddFact(key int64, of account.UserID, f review.Fact) (int64, error) {
	r, err := t.stmt("facts.insert").ExecContext(t.ctx, key, string(of), sql.Named("document", string(f.Document)), sql.Named("page", f.Page),
		sql.Named("quote", f.Quote), sql.Named("event_date", date{&f.EventDate}), sql.Named("note", f.Note), sql.Named("made_at", t.stamp()))
	if err != nil {
		return 0, err
	}
	id, err := r.LastInsertId()
	if err != nil {
		return 0, err
	}
	return id, t.setLanes(id, f.Lanes)
}

// Facts returns the reviewer's list of the case in the order of the events.
func (t *Tx) Facts(key int64, of account.UserID) ([]review.Fact, error) {
	args := []any{sql.Named("case_id", key), sql.Named("reviewer_id", string(of))}
	out, err := all(t, "facts.list", args, func(s scanner) (f review.Fact, err error) {
		return f, s.Scan(&f.ID, &f.Document, &f.Page, &f.Quote, date{&f.EventDate}, &f.Note, &f.Version)
	})
	if err != nil || len(out) == 0 {
		return nil, err
	}
	lanes := map[int64]map[casefile.ItemID]review.Side{}
	_, err = all(t, "facts.lanes", args, func(s scanner) (none struct{}, err error) {
		var id int64
		var item casefile.ItemID
		var side review.Side
		if err := s.Scan(&id, &item, &side); err != nil {
			return none, err
		}
		if lanes[id] == nil {
			lanes[id] = map[casefile.ItemID]review.Side{}
		}
		lanes[id][item] = side
		return none, nil
	})
	for i := range out {
		out[i].Lanes = lanes[out[i].ID]
	}
	return out, err
}

// SaveFact stores the day, the note and the lanes of a fact over its version. It
// is a Conflict where another window saved first, and NotFound where the
// reviewer's list of the case does not hold it.
func (t *Tx) SaveFact(key int64, of account.UserID, f review.Fact) error {
	place := factPlace(key, of, f.ID)
	n, err := t.exec("facts.update", append(place, sql.Named("event_date", date{&f.EventDate}), sql.Named("note", f.Note), sql.Named("version", f.Version))...)
	if err != nil {
		return err
	}
	if n > 0 {
		return t.setLanes(f.ID, f.Lanes)
	}
	var one int
	listed, err := t.one("facts.is-listed", place, []any{&one})
	switch {
	case err != nil:
		return err
	case listed:
		return fault.New(fault.Conflict, "This fact was changed in another window after you opened it here. Look at it again, then change it.")
	}
	return noFact()
}

// DropFact takes a fact off the reviewer's list, TakeBackFact puts it there again
// as it was. It is NotFound where there is no such fact to drop or to take back.
func (t *Tx) DropFact(key int64, of account.UserID, id int64) error {
	return t.setDropped(key, of, id, true)
}

// TakeBackFact undoes DropFact.
func (t *Tx) TakeBackFact(key int64, of account.UserID, id int64) error {
	return t.setDropped(key, of, id, false)
}

func (t *Tx) setDropped(key int64, of account.UserID, id int64, dropped bool) error {
	n, err := t.exec("facts.set-dropped", append(factPlace(key, of, id), sql.Named("dropped", dropped))...)
	if err == nil && n == 0 {
		err = noFact()
	}
	return err
}

func factPlace(key int64, of account.UserID, id int64) []any {
	return []any{sql.Named("id", id), sql.Named("case_id", key), sql.Named("reviewer_id", string(of))}
}

func noFact() error {
	return fault.New(fault.NotFound, "Your list does not hold this fact any more. Load the page again to see what it holds.")
}

func (t *Tx) setLanes(id int64, lanes map[casefile.ItemID]review.Side) error {
	if _, err := t.exec("facts.clear-lanes", id); err != nil {
		return err
	}
	for item, side := range lanes {
		if side == "" {
			continue
		}
		if _, err := t.exec("facts.insert-lane", id, string(item), sql.Named("side", string(side))); err != nil {
			return err
		}
	}
	return nil
}
