package sqlite

import (
	"encoding/json"
	"time"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/reviewer"
)

// Involved is somebody to whom a case was ever offered or given. Profile is nil where
// no credentials are on file.
type Involved struct {
	ID          account.UserID
	Email, Name string
	Profile     *reviewer.Profile
}

// Involved lists everybody to whom the case was ever offered or given.
func (t *Tx) Involved(key int64) ([]Involved, error) {
	return all(t, "packet.reviewers", []any{key}, func(s scanner) (i Involved, err error) {
		var body string
		if err := s.Scan(&i.ID, &i.Email, &i.Name, &body); err != nil || body == "" {
			return i, err
		}
		i.Profile = &reviewer.Profile{}
		return i, json.Unmarshal([]byte(body), i.Profile)
	})
}

// DraftVersion is a part of a draft as it was saved once; Body is JSON.
type DraftVersion struct {
	Part    string
	Version int
	Body    string
	At      time.Time
}

// DraftVersions lists every version of every part that was ever saved, the oldest first.
func (t *Tx) DraftVersions(key int64) ([]DraftVersion, error) {
	return all(t, "packet.drafts", []any{key}, func(s scanner) (v DraftVersion, err error) {
		return v, s.Scan(&v.Part, &v.Version, &v.Body, stamp{&v.At})
	})
}

// CaseEvents lists every event of the trail about the case, the oldest first.
func (t *Tx) CaseEvents(n casefile.CaseNumber) ([]audit.Event, error) {
	return all(t, "packet.events", []any{string(n)}, scanEvent)
}
