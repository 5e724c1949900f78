package casework

import (
	"context"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/fault"
	"imr/internal/review"
	"imr/internal/sqlite"
)

// AddFact puts a place in the records on the reviewer's list, and into the lanes
// that it names, and returns it as it is kept. Where it names no day it gets that
// of the record on whose page it stands. The place must be in the case file; what
// the quote says is checked with the draft.
func (d *Desk) AddFact(ctx context.Context, by account.Actor, number casefile.CaseNumber, f review.Fact) (review.Fact, error) {
	stream, err := d.Stream(ctx, by, number, chronology.ByArrival)
	if err != nil {
		return f, err
	}
	if f.EventDate.IsZero() {
		f.EventDate = dayOf(stream, PageName{Document: f.Document, Number: f.Page})
	}
	f.Version = 1
	err = d.onFacts(ctx, by, number, "fact.add", func(tx *sqlite.Tx, key int64) error {
		if err := soundFact(tx, number, f); err != nil {
			return err
		}
		if _, found, err := tx.Page(key, f.Document, f.Page); err != nil || !found {
			if err == nil {
				err = noPage()
			}
			return err
		}
		f.ID, err = tx.AddFact(key, by.ID, f)
		return err
	})
	return f, err
}

// dayOf is the day of the record that holds the page; zero where none is known.
func dayOf(stream chronology.Stream, page PageName) calendar.Date {
	for _, s := range stream {
		if s.Document == page.Document && s.First <= page.Number && page.Number <= s.Last {
			return s.Date
		}
	}
	return calendar.Date{}
}

// SaveFact stores the day, the note and the lanes of a fact over its version. Its
// place and quote stay. It is a Conflict where another window saved first.
func (d *Desk) SaveFact(ctx context.Context, by account.Actor, number casefile.CaseNumber, f review.Fact) error {
	return d.onFacts(ctx, by, number, "fact.edit", func(tx *sqlite.Tx, key int64) error {
		listed, err := factOf(tx, key, by.ID, f.ID)
		if err != nil {
			return err
		}
		f.Source = listed.Source
		if err := soundFact(tx, number, f); err != nil {
			return err
		}
		return tx.SaveFact(key, by.ID, f)
	})
}

// PutInLane says how a fact bears on an item, over the fact's version; an empty
// side takes it out of the item's lane. It is a Conflict where another window saved first.
func (d *Desk) PutInLane(ctx context.Context, by account.Actor, number casefile.CaseNumber, id int64, version int, lane Lane) error {
	return d.onFacts(ctx, by, number, "fact.lane", func(tx *sqlite.Tx, key int64) error {
		f, err := factOf(tx, key, by.ID, id)
		if err != nil {
			return err
		}
		lanes := map[casefile.ItemID]review.Side{}
		for item, side := range f.Lanes {
			lanes[item] = side
		}
		lanes[lane.Item] = lane.Side
		f.Lanes, f.Version = lanes, version
		if err := soundFact(tx, number, f); err != nil {
			return err
		}
		return tx.SaveFact(key, by.ID, f)
	})
}

// Lane is an item and how something bears on it.
type Lane struct {
	Item casefile.ItemID
	Side review.Side
}

// DropFact takes a fact off the reviewer's list.
func (d *Desk) DropFact(ctx context.Context, by account.Actor, number casefile.CaseNumber, id int64) error {
	return d.onFacts(ctx, by, number, "fact.drop", func(tx *sqlite.Tx, key int64) error { return tx.DropFact(key, by.ID, id) })
}

// TakeBackFact puts a fact that was dropped on the reviewer's list again, as it was.
func (d *Desk) TakeBackFact(ctx context.Context, by account.Actor, number casefile.CaseNumber, id int64) error {
	return d.onFacts(ctx, by, number, "fact.take-back", func(tx *sqlite.Tx, key int64) error { return tx.TakeBackFact(key, by.ID, id) })
}

// onFacts does an act on the list of the reviewer whose draft is open.
func (d *Desk) onFacts(ctx context.Context, by account.Actor, number casefile.CaseNumber, name string, act func(*sqlite.Tx, int64) error) error {
	return d.db.Update(ctx, audit.By(by, name, string(number)), func(tx *sqlite.Tx) error {
		s, err := drafting(tx, by, number)
		if err != nil {
			return err
		}
		return act(tx, s.Key)
	})
}

func factOf(tx *sqlite.Tx, key int64, of account.UserID, id int64) (review.Fact, error) {
	all, err := tx.Facts(key, of)
	if err != nil {
		return review.Fact{}, err
	}
	for _, f := range all {
		if f.ID == id {
			return f, nil
		}
	}
	return review.Fact{}, fault.New(fault.NotFound, "Your list does not hold this fact any more. Load the page again to see what it holds.")
}

// soundFact checks a fact against itself and its lanes against the case.
func soundFact(tx *sqlite.Tx, number casefile.CaseNumber, f review.Fact) error {
	if err := f.Validate(); err != nil || len(f.Lanes) == 0 {
		return err
	}
	c, _, err := tx.Case(number)
	if err != nil {
		return err
	}
	for item := range f.Lanes {
		if _, found := c.Item(item); !found {
			return noItem()
		}
	}
	return nil
}
