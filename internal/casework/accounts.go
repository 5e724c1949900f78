package casework

import (
	"context"
	"crypto/rand"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/reviewer"
	"imr/internal/sqlite"
)

// NewUser is what an account is made from. Qualifications are needed for reviewers only.
type NewUser struct {
	Email, Name, Password string
	Roles                 []account.Role
	Qualifications        reviewer.Qualifications
}

// AddUser makes an account. Only the operator on the server may do so.
func (d *Desk) AddUser(ctx context.Context, by account.Actor, n NewUser) (account.User, error) {
	u := account.User{ID: account.UserID(rand.Text()), Email: account.FoldEmail(n.Email), Name: n.Name, Roles: n.Roles}
	if !by.IsCommand() {
		return u, fault.New(fault.Forbidden, "Accounts are made on the server with imr user add.")
	}
	if err := u.Validate(); err != nil {
		return u, err
	}
	if u.Has(account.Reviewer) {
		if err := n.Qualifications.Validate(); err != nil {
			return u, err
		}
	}
	if err := account.CheckPassword(n.Password, u); err != nil {
		return u, err
	}
	hash, err := d.guard.hash(ctx, n.Password)
	if err != nil {
		return u, err
	}
	return u, d.db.Update(ctx, audit.By(by, "account.add", string(u.ID)), func(tx *sqlite.Tx) error {
		if err := tx.AddUser(u, hash); err != nil {
			return err
		}
		return tx.AddQualifications(u.ID, n.Qualifications)
	})
}

// wrongPassword is the same whether the address or the password is wrong.
func wrongPassword() error {
	return fault.New(fault.Unauthenticated, "The e-mail address or the password is not right. Check both and try again.")
}

// SignIn returns the user whose address and password these are. from is the
// address of the network that asks, for the limit on guessing. A refusal is an
// act with its own event; a success becomes one when the session starts.
func (d *Desk) SignIn(ctx context.Context, email, password, from string) (account.User, error) {
	email = account.FoldEmail(email)
	giveBack, ok := d.guard.takeBoth(email, from, d.now())
	if !ok {
		return account.User{}, fault.New(fault.TooMany, "There were too many tries to sign in. Wait a minute and try again.")
	}
	var u account.User
	hash := absentHash
	err := d.db.View(ctx, func(tx *sqlite.Tx) error {
		found, ok, err := tx.UserByEmail(email)
		if err != nil || !ok || found.Disabled {
			return err
		}
		u = found
		hash, err = tx.PasswordHash(u.ID)
		return err
	})
	if err != nil {
		return account.User{}, err
	}
	ok, err = d.guard.matches(ctx, password, hash)
	if err != nil {
		return account.User{}, err
	}
	if !ok || u.ID == "" {
		act := audit.By(account.Command("sign-in"), "account.refuse", string(u.ID))
		if err := d.db.Update(ctx, act, func(*sqlite.Tx) error { return nil }); err != nil {
			return account.User{}, err
		}
		return account.User{}, wrongPassword()
	}
	giveBack()
	return u, nil
}

// confirm checks the password of a signed-in user again.
func (d *Desk) confirm(ctx context.Context, by account.Actor, password string) error {
	giveBack, ok := d.guard.account.take(string(by.ID), d.now())
	if !ok {
		return fault.New(fault.TooMany, "There were too many tries. Wait a minute and try again.")
	}
	var hash string
	err := d.db.View(ctx, func(tx *sqlite.Tx) (err error) {
		hash, err = tx.PasswordHash(by.ID)
		return err
	})
	if err != nil {
		return err
	}
	ok, err = d.guard.matches(ctx, password, hash)
	if err != nil {
		return err
	}
	if !ok {
		var bad fault.Fields
		bad.Add("password", "This is not your password. Enter the one that you sign in with.")
		return bad.Err("The determination was not signed.")
	}
	giveBack()
	return nil
}

// Reviewers lists the active reviewers by name. Only admins know all of them.
func (d *Desk) Reviewers(ctx context.Context, by account.Actor) (us []account.User, err error) {
	if !by.IsCommand() && !by.Has(account.Admin) {
		return nil, fault.New(fault.Forbidden, "Only an admin sees who the reviewers are.")
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		us, err = tx.UsersWith(account.Reviewer)
		return err
	})
	return us, err
}

// SetOrganization enters the organization that the letters come from. Letters
// that are signed already keep the one that they were signed with.
func (d *Desk) SetOrganization(ctx context.Context, by account.Actor, o determination.Organization) error {
	if !by.IsCommand() {
		return fault.New(fault.Forbidden, "The organization is entered on the server with imr organization.")
	}
	if err := o.Validate(); err != nil {
		return err
	}
	return d.db.Update(ctx, audit.By(by, "organization.set", o.Name), func(tx *sqlite.Tx) error {
		return tx.SetOrganization(o)
	})
}
