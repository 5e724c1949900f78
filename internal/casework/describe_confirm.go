package casework

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// Confirmation is what a person says that a record is. Dated is a day as typed, or
// nothing; Version is that of the record as the person saw it.
type Confirmation struct {
	Document casefile.DocumentID
	chronology.Span
	Version       int
	Dated         string
	Kind          casefile.DocumentKind
	Author, Title string
}

// longestText is how many letters an author or a title may have.
const longestText = 200

// Confirm makes what a person says of a record the truth of the case, for its
// reviewer and its admins alike, until its review is signed. It is a Conflict where
// somebody else confirmed first. The document is then looked at anew, since what it
// holds may stand elsewhere as missing.
func (d *Desk) Confirm(ctx context.Context, by account.Actor, number casefile.CaseNumber, c Confirmation) error {
	act := audit.By(by, "document.describe", string(number)).With(c.place())
	defer d.nudge()
	return d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.Case)
		if err != nil {
			return err
		}
		if s.State.Closed() {
			return fault.New(fault.Forbidden, "This review is signed; what was signed cannot be changed.")
		}
		said, err := c.description(calendar.DateOf(tx.Now))
		if err != nil {
			return err
		}
		records, err := descriptions(tx, s)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(records, func(r Record) bool { return r.Document == c.Document && r.Span == c.Span }) {
			return fault.New(fault.NotFound, "The case file has no such record. It may have been read again since; choose it from the list.")
		}
		position := slices.IndexFunc(s.Documents, func(doc casefile.Document) bool { return doc.ID == c.Document })
		stored, err := tx.Confirm(s.Key, position, sqlite.Confirmed{Span: c.Span, Description: said, Version: c.Version})
		if err != nil {
			return err
		}
		if !stored {
			return fault.New(fault.Conflict, "Somebody else has just said what this record is. Look at it again before you change it.")
		}
		return tx.Enqueue(s.Key, position, sqlite.Describe)
	})
}

// place names the record for the trail.
func (c Confirmation) place() string {
	if c.Last == 0 {
		return string(c.Document)
	}
	return fmt.Sprintf("%s, pages %d to %d", c.Document, c.First, c.Last)
}

// description is what the confirmation says, or a fault that names each field that
// is wrong: dated, kind, author, title.
func (c Confirmation) description(today calendar.Date) (chronology.Description, error) {
	out := chronology.Description{Kind: c.Kind, Author: strings.TrimSpace(c.Author), Title: strings.TrimSpace(c.Title)}
	var bad fault.Fields
	if strings.TrimSpace(c.Dated) != "" {
		var ok bool
		out.Dated, ok = chronology.Day(c.Dated)
		switch {
		case !ok:
			bad.Add("dated", "Type a day with its year, such as 3/14/2014 or March 14, 2014, or nothing.")
		case out.Dated.After(today):
			bad.Add("dated", "%s has not come yet; check the year.", out.Dated.Long())
		}
	}
	if !slices.Contains(casefile.DocumentKinds, c.Kind) {
		bad.Add("kind", "Choose a kind from the list.")
	}
	for _, f := range []struct{ name, text string }{{"author", out.Author}, {"title", out.Title}} {
		switch {
		case strings.ContainsFunc(f.text, unicode.IsControl):
			bad.Add(f.name, "Type it on one line, without control characters.")
		case len([]rune(f.text)) > longestText:
			bad.Add(f.name, "Shorten it to %d letters.", longestText)
		}
	}
	if out.Title == "" && c.Last == 0 {
		bad.Add("title", "Give the document a title; the letter lists it by that.")
	}
	return out, bad.Err("This was not confirmed.")
}
