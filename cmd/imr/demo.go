package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"imr/internal/account"
	"imr/internal/casework"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/reviewer"
	"imr/internal/sample"
)

type demoCommand struct {
	Addr string `help:"Address to listen on." default:"127.0.0.1:8080"`
	Data string `help:"Folder for the demo's data; by default one in your cache folder. It is kept for the next time." type:"path"`
}

// demoPassword opens every sample account. It protects nothing: the demo holds fiction.
const demoPassword = "fiction-for-all-to-see"

var demoUsers = []casework.NewUser{
	{Email: "reviewer@imr.example", Name: "Rosa Whitlock", Roles: []account.Role{account.Reviewer},
		Qualifications: reviewer.Qualifications{BoardCertifications: []string{"Occupational Medicine"}, LicensedIn: []string{"California"}}},
	{Email: "second@imr.example", Name: "Jonas Ferreira", Roles: []account.Role{account.Reviewer},
		Qualifications: reviewer.Qualifications{BoardCertifications: []string{"Physical Medicine and Rehabilitation", "Pain Medicine"}, LicensedIn: []string{"California", "Nevada"}}},
	{Email: "admin@imr.example", Name: "Thelma Okafor", Roles: []account.Role{account.Admin}},
	{Email: "director@imr.example", Name: "Imogen Castellanos", Roles: []account.Role{account.Director}},
	{Email: "auditor@imr.example", Name: "Bo Lindqvist", Roles: []account.Role{account.Auditor}},
}

var demoOrganization = determination.Organization{Name: "Larkspur Independent Review (sample organization)", ShortName: "Larkspur",
	Address: "P.O. Box 5550, Sacramento, CA 95899", Phone: "(555) 010-0146", MedicalDirector: "Imogen Castellanos, MD, Medical Director", Site: "https://imr.example"}

// Run starts the application on sample data.
func (c demoCommand) Run(ctx context.Context) error {
	if c.Data == "" {
		dir, err := demoData()
		if err != nil {
			return err
		}
		c.Data = dir
	}
	return dataFlag{c.Data}.withDesk(ctx, func(desk *casework.Desk) error {
		if err := fillDemo(ctx, desk); err != nil {
			return err
		}
		if err := desk.WorkUntilRead(ctx); err != nil {
			return err
		}
		return serve(ctx, desk, nil, c.Addr, func(url string) { c.greet(url) })
	})
}

func (c demoCommand) greet(url string) {
	fmt.Printf("The IMR workbench runs at %s with sample cases; every person in them is invented.\n", url)
	fmt.Printf("Sign in with the password %s as\n", demoPassword)
	for _, u := range demoUsers {
		fmt.Printf("  %-22s %s\n", u.Email, u.Roles[0])
	}
	fmt.Printf("The data is kept in %s; delete that folder to begin anew. Stop with Ctrl+C.\n", c.Data)
}

// fillDemo makes what is not there yet, so that a demo that was stopped goes on.
func fillDemo(ctx context.Context, desk *casework.Desk) error {
	by := account.Command("imr demo")
	if err := desk.SetOrganization(ctx, by, demoOrganization); err != nil {
		return err
	}
	for _, u := range demoUsers {
		u.Password = demoPassword
		if _, err := desk.AddUser(ctx, by, u); err != nil && !fault.Is(err, fault.Conflict) {
			return err
		}
	}
	if err := addCriteria(ctx, desk); err != nil {
		return err
	}
	if keys, err := desk.Keys(ctx); err != nil {
		return err
	} else if len(keys) == 0 {
		if _, err := desk.NewKey(ctx, by); err != nil {
			return err
		}
	}
	have, err := desk.Queue(ctx, by)
	if err != nil {
		return err
	}
	present := map[string]bool{}
	for _, q := range have {
		present[string(q.Number)] = true
	}
	for _, s := range sample.Cases() {
		if present[string(s.Number)] {
			continue
		}
		if err := addSample(ctx, desk, s); err != nil {
			return fmt.Errorf("sample case %s: %w", s.Key, err)
		}
	}
	// The samples are given away first: their years are past, and the rules look at today.
	return errors.Join(addCredentials(ctx, desk), addWaiting(ctx, desk, present))
}

// addCriteria gives a demo that has no lists of criteria those of the samples.
func addCriteria(ctx context.Context, desk *casework.Desk) error {
	by := account.Command("imr demo")
	have, err := desk.Criteria(ctx, by)
	if err != nil || len(have) > 0 {
		return err
	}
	for _, l := range sample.CriteriaLists() {
		if _, err := desk.SaveCriteria(ctx, by, l); err != nil {
			return err
		}
	}
	return nil
}

func addSample(ctx context.Context, desk *casework.Desk, s sample.Case) error {
	temp, err := os.MkdirTemp("", "imr-sample-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	dir := filepath.Join(temp, s.Key)
	if err := sample.WriteBundle(dir, s.Key); err != nil {
		return err
	}
	number, err := importBundle(ctx, desk, dir)
	if err != nil {
		return err
	}
	return desk.Assign(ctx, account.Command("imr demo"), number, demoUsers[0].Email)
}
