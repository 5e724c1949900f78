package sqlite

import (
	"database/sql"
	"strings"

	"imr/internal/account"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/reviewer"
)

// AddUser stores a new user with the hash of their password. A taken address is
// a Conflict.
func (t *Tx) AddUser(u account.User, passwordHash string) error {
	email := account.FoldEmail(u.Email)
	if _, taken, err := t.UserByEmail(email); err != nil {
		return err
	} else if taken {
		return fault.New(fault.Conflict, "There is already an account for %s.", email)
	}
	_, err := t.exec("account.insert", string(u.ID), email, sql.Named("name", u.Name),
		sql.Named("password_hash", passwordHash), sql.Named("created_at", t.stamp()))
	for _, r := range u.Roles {
		if err == nil {
			_, err = t.exec("account.add-role", string(u.ID), string(r))
		}
	}
	return err
}

// AddQualifications stores what letters say of a new reviewer.
func (t *Tx) AddQualifications(id account.UserID, q reviewer.Qualifications) error {
	for kind, values := range map[string][]string{"board": q.BoardCertifications, "licence": q.LicensedIn} {
		for i, v := range values {
			if _, err := t.exec("account.add-qualification", string(id), kind,
				sql.Named("position", i), sql.Named("value", v)); err != nil {
				return err
			}
		}
	}
	return nil
}

func scanUser(s scanner) (account.User, error) {
	var u account.User
	var roles string
	err := s.Scan(&u.ID, &u.Email, &u.Name, &u.Disabled, &roles)
	u.Roles = splitRoles(roles)
	return u, err
}

func splitRoles(joined string) []account.Role {
	var roles []account.Role
	for _, r := range strings.Fields(joined) {
		roles = append(roles, account.Role(r))
	}
	return roles
}

func (t *Tx) user(name, key string) (account.User, bool, error) {
	us, err := all(t, name, []any{key}, scanUser)
	if err != nil || len(us) == 0 {
		return account.User{}, false, err
	}
	return us[0], true, nil
}

// User returns the user with the id.
func (t *Tx) User(id account.UserID) (account.User, bool, error) {
	return t.user("account.by-id", string(id))
}

// UserByEmail returns the user with the address, however it is capitalized.
func (t *Tx) UserByEmail(email string) (account.User, bool, error) {
	return t.user("account.by-email", account.FoldEmail(email))
}

// UsersWith returns the active users who hold the role, by name.
func (t *Tx) UsersWith(r account.Role) ([]account.User, error) {
	return all(t, "account.with-role", []any{string(r)}, scanUser)
}

// PasswordHash returns the stored hash of the user's password, or "".
func (t *Tx) PasswordHash(id account.UserID) (hash string, err error) {
	_, err = t.one("account.password-hash", []any{string(id)}, []any{&hash})
	return hash, err
}

// Qualifications returns what letters say of the reviewer.
func (t *Tx) Qualifications(id account.UserID) (reviewer.Qualifications, error) {
	var q reviewer.Qualifications
	_, err := all(t, "account.qualifications", []any{string(id)}, func(s scanner) (struct{}, error) {
		var kind, value string
		err := s.Scan(&kind, &value)
		if kind == "board" {
			q.BoardCertifications = append(q.BoardCertifications, value)
		} else {
			q.LicensedIn = append(q.LicensedIn, value)
		}
		return struct{}{}, err
	})
	return q, err
}

// Organization returns the organization that issues the letters; found is false until it is set.
func (t *Tx) Organization() (o determination.Organization, found bool, err error) {
	found, err = t.one("account.organization", nil, []any{&o.Name, &o.ShortName, &o.Address, &o.Phone, &o.MedicalDirector, &o.Site})
	return o, found, err
}

// SetOrganization changes what later letters say of the organization.
func (t *Tx) SetOrganization(o determination.Organization) error {
	_, err := t.exec("account.set-organization", o.Name, o.ShortName, sql.Named("address", o.Address),
		sql.Named("phone", o.Phone), sql.Named("medical_director", o.MedicalDirector), sql.Named("site", o.Site))
	return err
}
