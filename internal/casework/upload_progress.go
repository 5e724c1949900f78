package casework

import (
	"context"
	"slices"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// Progress is how far the reading of a case's records has come.
type Progress struct {
	Documents []DocumentProgress // in the order of the case
	Comparing bool               // pages are being compared over the whole case
}

// DocumentProgress is how far the reading of one document has come. Step is the
// one it is in, empty where nothing is left to do; of its Pages, Read have been
// read, Awaiting wait for OCR, ByOCR were read by it and Unreadable cannot be read.
type DocumentProgress struct {
	casefile.Document
	Step                              sqlite.Step
	Read, Awaiting, ByOCR, Unreadable int
	Failed                            []sqlite.StepState
}

// Going reports whether anything is left to do.
func (p Progress) Going() bool {
	return p.Comparing || slices.ContainsFunc(p.Documents, func(d DocumentProgress) bool { return d.Step != "" })
}

// Progress returns how far the reading of the case's records has come.
func (d *Desk) Progress(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out Progress, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.Case)
		if err != nil {
			return err
		}
		counts, err := tx.PageCounts(s.Key)
		if err != nil {
			return err
		}
		for i, doc := range s.Documents {
			by := counts[i]
			out.Documents = append(out.Documents, DocumentProgress{Document: doc, Awaiting: by[casefile.AwaitsOCR], ByOCR: by[casefile.OCR],
				Unreadable: by[casefile.Unreadable], Read: doc.Pages - by[casefile.NotRead] - by[casefile.AwaitsOCR] - by[casefile.Unreadable]})
		}
		steps, err := tx.StepStates(s.Key)
		for _, st := range steps {
			out.add(st)
		}
		return err
	})
	return out, err
}

func (p *Progress) add(st sqlite.StepState) {
	if st.Position == sqlite.WholeCase {
		p.Comparing = p.Comparing || st.State != "failed"
		return
	}
	doc := &p.Documents[st.Position]
	switch {
	case st.State == "failed":
		doc.Failed = append(doc.Failed, st)
	case doc.Step == "" || st.State == "running":
		doc.Step = st.Step
	}
}

// Retry has the steps of a document that were given up done again.
func (d *Desk) Retry(ctx context.Context, by account.Actor, number casefile.CaseNumber, doc casefile.DocumentID) error {
	err := d.db.Update(ctx, audit.By(by, "document.retry", string(number)).With(string(doc)), func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayOpen, tx.Case)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(s.Documents, func(d casefile.Document) bool { return d.ID == doc })
		if at < 0 {
			return noPage()
		}
		n, err := tx.Retry(s.Key, at)
		if err == nil && n == 0 {
			err = fault.New(fault.Conflict, "Nothing of this document has failed any more.")
		}
		return err
	})
	d.nudge()
	return err
}
