package casework

import (
	"context"
	"fmt"
	"os"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/review"
	"imr/internal/sqlite"
)

// Intake is a case that comes in: the case, the review that may come with it and
// a way to its files. What Open returns is closed by the one who called it.
type Intake struct {
	Case   casefile.Case
	Review *review.Review // nil where there is none
	Open   func(casefile.DocumentID) (*os.File, error)
}

// Import takes in a case with its records and returns its number, which is the
// next free one of the year of the application where the case has none. A taken
// number and a file that cannot be read are refused with the path of the field,
// and then nothing is imported. The text of the pages is read afterwards, by Work.
func (d *Desk) Import(ctx context.Context, by account.Actor, in Intake) (casefile.CaseNumber, error) {
	if !by.IsCommand() && !by.Has(account.Admin) {
		return "", fault.New(fault.Forbidden, "Only an admin takes in cases.")
	}
	c := in.Case
	if err := d.db.View(ctx, func(tx *sqlite.Tx) error { return numberFree(tx, c.Number) }); err != nil {
		return "", err
	}
	c.Documents = append([]casefile.Document(nil), c.Documents...)
	pages, err := d.takeIn(ctx, c.Documents, in.Open)
	if err != nil {
		return "", err
	}
	act := audit.By(by, "case.import", string(c.Number))
	err = d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		if err := numberFree(tx, c.Number); err != nil {
			return err
		}
		if c.Number == "" {
			if c.Number, err = tx.NextCaseNumber(c.Application.Received.Year); err != nil {
				return err
			}
			act.Object = string(c.Number)
		}
		key, err := tx.AddCase(c, casefile.Ready)
		if err != nil {
			return err
		}
		if err := openLedger(tx, by, sqlite.StoredCase{Key: key, Case: c}); err != nil {
			return err
		}
		for i := range c.Documents {
			if err := tx.AddPages(key, i, pages[i]); err != nil {
				return err
			}
			if err := tx.Enqueue(key, i, sqlite.ReadText); err != nil {
				return err
			}
		}
		return saveWhole(tx, key, in.Review)
	})
	if err != nil {
		return "", err
	}
	d.nudge()
	return c.Number, nil
}

func numberFree(tx *sqlite.Tx, number casefile.CaseNumber) error {
	_, taken, err := tx.CaseKey(number)
	if err != nil || !taken {
		return err
	}
	var bad fault.Fields
	bad.Add("number", "%s is taken; leave the number out to get the next free one", number)
	return bad.Err("This case cannot be imported.")
}

// takeIn opens every document, then stores the files and fills in
// their SHA-256 and page counts. What is wrong with any of them is reported
// together, and then none is stored: it would be a record without a case.
func (d *Desk) takeIn(ctx context.Context, docs []casefile.Document, open func(casefile.DocumentID) (*os.File, error)) ([][]casefile.Page, error) {
	pages := make([][]casefile.Page, len(docs))
	var bad fault.Fields
	for i := range docs {
		var err error
		pages[i], err = d.measure(ctx, docs[i].ID, open)
		if f := fault.Of(err); f != nil {
			bad.Add(fmt.Sprintf("documents[%d].file", i), "%s: %s", docs[i].File, f.Message)
		} else if err != nil {
			return nil, err
		}
	}
	if err := bad.Err("This case cannot be imported."); err != nil {
		return nil, err
	}
	for i := range docs {
		docs[i].Pages = len(pages[i])
		var err error
		if docs[i].SHA256, err = d.storeFile(ctx, docs[i].ID, open); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// measure opens a document and returns its pages, which are yet to be read. What
// makes a file unusable is found here.
func (d *Desk) measure(ctx context.Context, id casefile.DocumentID, open func(casefile.DocumentID) (*os.File, error)) ([]casefile.Page, error) {
	file, err := open(id)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	sizes, err := d.read.PDF.Inspect(ctx, file)
	pages := make([]casefile.Page, len(sizes))
	for i, s := range sizes {
		pages[i] = casefile.Page{Document: id, Number: i + 1, Width: s.Width, Height: s.Height, Reading: casefile.NotRead}
	}
	return pages, err
}

func (d *Desk) storeFile(ctx context.Context, id casefile.DocumentID, open func(casefile.DocumentID) (*os.File, error)) (sha256 string, err error) {
	file, err := open(id)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sha256, _, err = d.files.Put(ctx, file)
	return sha256, err
}

// saveWhole stores an imported review as the first version of each of its parts.
func saveWhole(tx *sqlite.Tx, key int64, r *review.Review) error {
	if r == nil {
		return nil
	}
	if _, err := tx.SavePart(key, sqlite.SummaryPart, 0, r.Summary); err != nil {
		return err
	}
	if _, err := tx.SavePart(key, sqlite.AnswersPart, 0, r.Answers); err != nil {
		return err
	}
	for i, one := range r.Decisions {
		if _, err := tx.SavePart(key, sqlite.DecisionPart(i), 0, one); err != nil {
			return err
		}
	}
	return nil
}

// Exported is a case as it leaves: Review is nil where nothing of one was ever saved.
type Exported struct {
	Case   casefile.Case
	Review *review.Review
}

// Export returns the case with its review and leaves an event.
func (d *Desk) Export(ctx context.Context, by account.Actor, number casefile.CaseNumber) (Exported, error) {
	var out Exported
	if !by.IsCommand() {
		return out, fault.New(fault.Forbidden, "Cases are exported on the server with imr export.")
	}
	err := d.db.Update(ctx, audit.By(by, "case.export", string(number)), func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.Case)
		if err != nil {
			return err
		}
		out.Case = s.Case
		draft, err := tx.Draft(s.Key)
		if len(draft.Parts) > 0 {
			out.Review = &draft.Review
		}
		return err
	})
	return out, err
}

// OpenFile opens the stored file of a document for an export.
func (d *Desk) OpenFile(doc casefile.Document) (*os.File, error) { return d.files.Open(doc.SHA256) }
