package main

import (
	"bytes"
	"context"
	"slices"

	"imr/internal/account"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/quality"
	"imr/internal/sample"
)

// addCredentials gives the reviewers of the demo what is on file about them; what
// somebody has changed stays.
func addCredentials(ctx context.Context, desk *casework.Desk) error {
	by := account.Command("imr demo")
	people, err := desk.Reviewers(ctx, by)
	if err != nil {
		return err
	}
	for i, p := range sample.Credentials(desk.Today()) {
		who := slices.IndexFunc(people, func(u account.User) bool { return u.Email == demoUsers[i].Email })
		if who < 0 {
			continue
		}
		err := desk.SaveProfile(ctx, by, quality.ReviewerCode(people[who].ID), 0, p)
		if err != nil && !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	return nil
}

// addWaiting registers the applications that nobody has judged yet, with their papers.
func addWaiting(ctx context.Context, desk *casework.Desk, present map[string]bool) error {
	list, err := sample.Applications(desk.Today())
	if err != nil {
		return err
	}
	by := account.Command("imr demo")
	for _, w := range list {
		if present[string(w.Number)] {
			continue
		}
		if _, err := desk.Register(ctx, by, w.Case); err != nil {
			return err
		}
		for _, paper := range []struct {
			name, file string
			pdf        []byte
		}{{"form", "application.pdf", w.FormPDF}, {"ur", "UR decision.pdf", w.URPDF}} {
			if paper.pdf == nil {
				continue
			}
			if _, err := desk.AttachPaper(ctx, by, w.Number, paper.name, paper.file, bytes.NewReader(paper.pdf)); err != nil {
				return err
			}
		}
	}
	return nil
}
