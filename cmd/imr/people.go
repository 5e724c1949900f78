package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/reviewer"
)

type userCommands struct {
	Add userAddCommand `cmd:"" help:"Make an account. The password is asked for, or read from standard input."`
}

type userAddCommand struct {
	dataFlag
	Email      string   `required:"" help:"E-mail address to sign in with."`
	Name       string   `required:"" help:"The person's name."`
	Role       []string `required:"" help:"Role: reviewer, admin, director or auditor. May be repeated."`
	Board      []string `help:"Of a reviewer: board certification, as letters name it. May be repeated."`
	LicensedIn []string `help:"Of a reviewer: state of licensure. May be repeated."`
}

// Run makes the account.
func (c userAddCommand) Run(ctx context.Context) error {
	n := casework.NewUser{Email: c.Email, Name: c.Name,
		Qualifications: reviewer.Qualifications{BoardCertifications: c.Board, LicensedIn: c.LicensedIn}}
	for _, name := range c.Role {
		r, err := account.ParseRole(name)
		if err != nil {
			return err
		}
		n.Roles = append(n.Roles, r)
	}
	var err error
	if n.Password, err = readPassword(); err != nil {
		return err
	}
	return c.withDesk(ctx, func(desk *casework.Desk) error {
		_, err := desk.AddUser(ctx, account.Command("imr user add"), n)
		return err
	})
}

// readPassword asks at a terminal without showing what is typed, and else reads
// one line. A password is never a flag: the list of processes shows those.
func readPassword() (string, error) {
	stdin := int(os.Stdin.Fd())
	if term.IsTerminal(stdin) {
		fmt.Fprintf(os.Stderr, "Password, at least %d characters: ", account.PasswordMin)
		typed, err := term.ReadPassword(stdin)
		fmt.Fprintln(os.Stderr)
		return string(typed), err
	}
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if line == "" && err != nil {
		return "", fmt.Errorf("no password on standard input: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}

type assignCommand struct {
	dataFlag
	Number   casefile.CaseNumber `arg:"" help:"Case number."`
	Reviewer string              `arg:"" help:"The reviewer's e-mail address."`
}

// Run gives the case to the reviewer.
func (c assignCommand) Run(ctx context.Context) error {
	return c.withStored(ctx, func(desk *casework.Desk) error {
		return desk.Assign(ctx, account.Command("imr assign"), c.Number, c.Reviewer)
	})
}

type organizationCommand struct {
	dataFlag
	Name            string `required:"" help:"Name, as the letterhead prints it."`
	ShortName       string `required:"" help:"Short name, as the guideline lines print it."`
	Address         string `required:"" help:"Postal address; parts parted by commas."`
	Phone           string `required:"" help:"Telephone number."`
	MedicalDirector string `required:"" help:"The medical director who signs the letters, with title."`
	Site            string `help:"Address of the site on which letters are verified, such as https://imr.example."`
}

// Run enters the organization.
func (c organizationCommand) Run(ctx context.Context) error {
	return c.withDesk(ctx, func(desk *casework.Desk) error {
		return desk.SetOrganization(ctx, account.Command("imr organization"), determination.Organization{
			Name: c.Name, ShortName: c.ShortName, Address: c.Address, Phone: c.Phone, MedicalDirector: c.MedicalDirector, Site: c.Site})
	})
}

type auditCommands struct {
	Verify auditVerifyCommand `cmd:"" help:"Check that no event of the trail was changed or removed."`
}

type auditVerifyCommand struct {
	dataFlag
	Head string `help:"A head printed earlier, such as 42:9f86…; the trail must still contain it."`
}

// Run walks the trail and prints its head, which is worth keeping elsewhere: only
// a head kept elsewhere tells that the tail was cut off or everything rewritten.
func (c auditVerifyCommand) Run(ctx context.Context) error {
	if _, err := audit.ParseHead(c.Head); err != nil && c.Head != "" {
		return fault.New(fault.Invalid, "--head: %s.", err)
	}
	return c.withStored(ctx, func(desk *casework.Desk) error {
		head, err := desk.VerifyTrail(ctx, c.Head)
		if err != nil {
			return fmt.Errorf("the audit trail is not sound: %w", err)
		}
		issued, err := desk.VerifyIssued(ctx)
		if err != nil {
			return fmt.Errorf("what was signed and issued is not sound: %w", err)
		}
		fmt.Printf("The audit trail is sound: %d events, head %s\nWhat was signed is sound, with %d issued letters\n", head.Seq, head, issued)
		return nil
	})
}
