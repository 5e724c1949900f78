package sqlite

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/desk"
)

// DeskCase is an open case as the desk lists it.
type DeskCase struct {
	desk.Case
	Key          int64
	EmployeeName string
}

// DeskCases lists the cases that are neither issued nor ended, in no order. It reads
// no other, and takes milliseconds for thousands.
func (t *Tx) DeskCases() ([]DeskCase, error) {
	var list sql.NullString
	if _, err := t.one("desk.open", nil, []any{&list}); err != nil || !list.Valid {
		return nil, err
	}
	rows := strings.Split(list.String, betweenCases)
	out := make([]DeskCase, len(rows))
	for i, row := range rows {
		if err := out[i].read(strings.Split(row, betweenFields)); err != nil {
			return nil, fmt.Errorf("open case %d: %w", i, err)
		}
	}
	return out, nil
}

func (c *DeskCase) read(f []string) (err error) {
	if len(f) != 10 {
		return fmt.Errorf("it has %d fields", len(f))
	}
	if c.Key, err = strconv.ParseInt(f[0], 10, 64); err != nil {
		return err
	}
	c.Number, c.State, c.Priority = casefile.CaseNumber(f[1]), casefile.State(f[2]), casefile.Priority(f[3])
	if err := (date{&c.Due}).parse(f[4]); err != nil {
		return err
	}
	if c.Items, err = strconv.Atoi(f[5]); err != nil {
		return err
	}
	if c.Pages, err = strconv.Atoi(f[6]); err != nil {
		return err
	}
	c.EmployeeName, c.Reviewer = f[7], account.UserID(f[8])
	return stamp{&c.Begun}.Scan(f[9])
}

// FinishedReviews are the newest reviews that each reviewer handed in, so many of each
// at the most.
func (t *Tx) FinishedReviews(each int) (map[account.UserID][]desk.Finished, error) {
	out := map[account.UserID][]desk.Finished{}
	_, err := all(t, "desk.finished", []any{sql.Named("each", each)}, func(s scanner) (struct{}, error) {
		var id account.UserID
		var list string
		if err := s.Scan(&id, &list); err != nil || list == "" {
			return struct{}{}, err
		}
		for _, one := range strings.Split(list, betweenCases) {
			f, err := finishedOf(strings.Split(one, betweenFields))
			if err != nil {
				return struct{}{}, err
			}
			out[id] = append(out[id], f)
		}
		return struct{}{}, nil
	})
	return out, err
}

func finishedOf(fields []string) (f desk.Finished, err error) {
	if len(fields) != 4 {
		return f, fmt.Errorf("a finished review has %d fields", len(fields))
	}
	if f.Begun, err = time.Parse(timeLayout, fields[0]); err != nil {
		return f, err
	}
	if f.Ended, err = time.Parse(timeLayout, fields[1]); err != nil {
		return f, err
	}
	if f.Pages, err = strconv.Atoi(fields[2]); err != nil {
		return f, err
	}
	f.Items, err = strconv.Atoi(fields[3])
	return f, err
}

// OwedRecords is a claims administrator that owes records after their day. Reminder is
// the kind of the reminder that is to go out by now, or empty.
type OwedRecords struct {
	Key      int64
	Number   casefile.CaseNumber
	Priority casefile.Priority
	Name     string
	Due      calendar.Date
	Missing  int
	Reminder string
}

// OwedRecords lists who owes records of the open cases, the longest late first.
func (t *Tx) OwedRecords(today calendar.Date) ([]OwedRecords, error) {
	return all(t, "desk.owed", []any{sql.Named("today", date{&today})}, func(r scanner) (o OwedRecords, err error) {
		return o, r.Scan(&o.Key, &o.Number, &o.Priority, &o.Name, date{&o.Due}, &o.Missing, &o.Reminder)
	})
}

// Refusals tells for each of the cases who declined it or left it.
func (t *Tx) Refusals(keys []int64) (map[int64][]account.UserID, error) {
	list, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	out := map[int64][]account.UserID{}
	_, err = all(t, "desk.refusals", []any{string(list)}, func(s scanner) (struct{}, error) {
		var key int64
		var id account.UserID
		err := s.Scan(&key, &id)
		out[key] = append(out[key], id)
		return struct{}{}, err
	})
	return out, err
}

// OpenOffer is the offer of the case without an answer, without its card; the zero
// value where there is none.
func (t *Tx) OpenOffer(key int64) (c Choice, err error) {
	c.Kind = ByOffer
	found, err := t.one("desk.open-offer", []any{key}, []any{&c.Seq, &c.Reviewer, stamp{&c.At}})
	if !found {
		return Choice{}, err
	}
	return c, err
}

// DeskFilter is a list of the desk that a person gave a name.
type DeskFilter struct{ Name, Address string }

// DeskFilters lists the named filters of the person.
func (t *Tx) DeskFilters(id account.UserID) ([]DeskFilter, error) {
	return all(t, "desk.filters", []any{string(id)}, func(s scanner) (f DeskFilter, err error) { return f, s.Scan(&f.Name, &f.Address) })
}

// SaveDeskFilter keeps the address under the name, in place of what it named before.
func (t *Tx) SaveDeskFilter(id account.UserID, f DeskFilter) error {
	_, err := t.exec("desk.save-filter", sql.Named("user_id", string(id)), sql.Named("name", f.Name), sql.Named("address", f.Address))
	return err
}

// DropDeskFilter forgets the name.
func (t *Tx) DropDeskFilter(id account.UserID, name string) error {
	_, err := t.exec("desk.drop-filter", sql.Named("user_id", string(id)), sql.Named("name", name))
	return err
}
