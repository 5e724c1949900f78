package sqlite

import (
	"database/sql"
	"encoding/json"
	"time"

	"imr/internal/account"
	"imr/internal/fault"
	"imr/internal/reviewer"
)

// Rostered is an active reviewer as the office knows them: without identity. Profile
// is nil and Version 0 where no credentials are on file.
type Rostered struct {
	ID      account.UserID
	Version int
	Profile *reviewer.Profile
	Open    int       // cases in their hands that are not handed in
	Last    time.Time // when a case was last given to them; zero for never
}

// Roster lists the active reviewers.
func (t *Tx) Roster() ([]Rostered, error) {
	return all(t, "reviewer.roster", nil, func(s scanner) (r Rostered, err error) {
		var body string
		if err := s.Scan(&r.ID, &r.Version, &body, &r.Open, stamp{&r.Last}); err != nil || body == "" {
			return r, err
		}
		r.Profile = &reviewer.Profile{}
		return r, json.Unmarshal([]byte(body), r.Profile)
	})
}

// SaveProfile stores the version of the reviewer's credentials. It is a Conflict
// where another window made that version first.
func (t *Tx) SaveProfile(id account.UserID, version int, p reviewer.Profile, by account.Actor) error {
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	saver := string(by.ID)
	if by.IsCommand() {
		saver = by.Name
	}
	n, err := t.exec("reviewer.save-profile", sql.Named("reviewer_id", string(id)), sql.Named("version", version), sql.Named("body", string(body)),
		sql.Named("saved_by", saver), sql.Named("saved_at", t.stamp()))
	if err == nil && n != 1 {
		err = fault.New(fault.Conflict, "These credentials were changed in another window. Open them again, then make your change.")
	}
	return err
}

// SaveIdentity stores who the reviewer is.
func (t *Tx) SaveIdentity(id account.UserID, who reviewer.Identity) error {
	body, err := json.Marshal(who)
	if err == nil {
		_, err = t.exec("reviewer.save-identity", sql.Named("reviewer_id", string(id)), sql.Named("body", string(body)), sql.Named("saved_at", t.stamp()))
	}
	return err
}

// Identities returns who the reviewers are. It is the only reader of the table. Acts
// use it to search conflicts, and to show one to a person, which leaves an event.
func (t *Tx) Identities() (map[account.UserID]reviewer.Identity, error) {
	out := map[account.UserID]reviewer.Identity{}
	_, err := all(t, "reviewer.identities", nil, func(s scanner) (struct{}, error) {
		var id account.UserID
		var name, body string
		if err := s.Scan(&id, &name, &body); err != nil {
			return struct{}{}, err
		}
		who := reviewer.Identity{LegalName: name}
		if body != "" {
			if err := json.Unmarshal([]byte(body), &who); err != nil {
				return struct{}{}, err
			}
			if who.LegalName != name {
				who.OtherNames = append(who.OtherNames, name)
			}
		}
		out[id] = who
		return struct{}{}, nil
	})
	return out, err
}
