package casework

import (
	"context"
	"io"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// ApplicationPapers are the papers that come with an application, by the names of
// their fields: the UR determination (8 CCR §9792.10.1(b)(1)) and DWC Form IMR itself.
var ApplicationPapers = map[string]casefile.DocumentKind{"ur": casefile.URDecisionForm, "form": casefile.ApplicationForm}

// AttachPaper takes in a PDF as having come with the application and notes which of
// its papers it is. A file that names another person is kept apart, and is no paper of
// the application yet.
func (d *Desk) AttachPaper(ctx context.Context, by account.Actor, number casefile.CaseNumber, paper, file string, r io.Reader) (Arrival, error) {
	kind, known := ApplicationPapers[paper]
	if !known {
		return Arrival{}, fault.New(fault.Invalid, "Say which paper it is: ur for the UR determination, or form for the application form.")
	}
	about := NewDocument{File: file, Source: "employee"}
	err := d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err == nil && !MayAmend(s.State) {
			err = fault.New(fault.Forbidden, "The application cannot be changed any more; add the file to the records.")
		}
		about.Received = s.Application.Received
		if s.Form != nil && s.Form.Applicant == casefile.ByRepresentative {
			about.Source = "representative"
		}
		return err
	})
	if err != nil {
		return Arrival{}, err
	}
	a, err := d.Upload(ctx, by, number, about, r)
	if err != nil || a.Document == "" {
		return a, err
	}
	act := audit.By(by, "application.paper", string(number)).With(paper + " is " + string(a.Document))
	return a, d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err != nil {
			return err
		}
		if err := tx.SetDocumentKind(s.Key, a.Document, kind); err != nil || kind != casefile.URDecisionForm {
			return err
		}
		return setUR(tx, s, a.Document)
	})
}

// ChooseUR says which record is the UR determination; an empty one says that none is.
func (d *Desk) ChooseUR(ctx context.Context, by account.Actor, number casefile.CaseNumber, doc casefile.DocumentID) error {
	return d.db.Update(ctx, audit.By(by, "application.ur", string(number)).With(string(doc)), func(tx *sqlite.Tx) error {
		s, err := ofStaff(tx, by, number)
		if err == nil && !MayAmend(s.State) {
			err = fault.New(fault.Forbidden, "The application cannot be changed any more.")
		}
		if err != nil {
			return err
		}
		return setUR(tx, s, doc)
	})
}

func setUR(tx *sqlite.Tx, s sqlite.StoredCase, doc casefile.DocumentID) error {
	form := casefile.Form{}
	if s.Form != nil {
		form = *s.Form
	}
	form.URDocument = doc
	return tx.SaveForm(s.Key, &form)
}

// AttachHandedIn is AttachPaper for the holder of a token, for an application that
// came with the same token. Any other does not exist for it.
func (d *Desk) AttachHandedIn(ctx context.Context, token string, number casefile.CaseNumber, paper string, r io.Reader) (Arrival, error) {
	err := d.db.View(ctx, func(tx *sqlite.Tx) error {
		its, err := tx.RegisteredBy(token, number)
		if err == nil && !its {
			err = fault.New(fault.NotFound, "No application %s came with this token.", number)
		}
		return err
	})
	if err != nil {
		return Arrival{}, err
	}
	return d.AttachPaper(ctx, account.Command("token "+token), number, paper, paper+".pdf", r)
}
