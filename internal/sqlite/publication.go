package sqlite

import (
	"database/sql"

	"imr/internal/account"
	"imr/internal/casefile"
)

// Publication is a public copy as it was approved. Withdrawn is why it had to go;
// empty while it stands.
type Publication struct {
	ID          int64
	Body        []byte
	PublishedAt string
	Withdrawn   string
}

// AddPublication stores a public copy that the actor approved. The store refuses
// every later change of it.
func (t *Tx) AddPublication(s StoredCase, body []byte, sha256 string, by account.UserID, reason string) error {
	_, err := t.exec("publication.insert", sql.Named("case_id", s.Key), sql.Named("number", string(s.Number)), sql.Named("body", body),
		sql.Named("sha256", sha256), sql.Named("approved_by", string(by)), sql.Named("reason", reason), sql.Named("at", t.stamp()))
	return err
}

// WithdrawPublication takes a public copy off the site; its row stays.
func (t *Tx) WithdrawPublication(id int64, reason string) error {
	_, err := t.exec("publication.withdraw", sql.Named("id", id), sql.Named("reason", reason), sql.Named("at", t.stamp()))
	return err
}

// Publication returns the latest public copy of the case.
func (t *Tx) Publication(n casefile.CaseNumber) (p Publication, found bool, err error) {
	found, err = t.one("publication.current", []any{string(n)}, []any{&p.ID, &p.Body, &p.PublishedAt, &p.Withdrawn})
	return p, found, err
}

// PublicationState changes whenever a public copy comes or goes: the highest id and
// the number of those withdrawn.
func (t *Tx) PublicationState() (last, withdrawn int64, err error) {
	_, err = t.one("publication.state", nil, []any{&last, &withdrawn})
	return last, withdrawn, err
}

// PublicationsAfter calls f with each public copy of a higher id, in their order.
func (t *Tx) PublicationsAfter(id int64, f func(id int64, body []byte) error) error {
	rows, err := t.stmt("publication.since").QueryContext(t.ctx, id)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var body sql.RawBytes
		if err := rows.Scan(&id, &body); err != nil {
			return err
		}
		if err := f(id, body); err != nil {
			return err
		}
	}
	return rows.Err()
}

// WithdrawnPublications lists the ids of those that had to go.
func (t *Tx) WithdrawnPublications() ([]int64, error) {
	return all(t, "publication.withdrawn", nil, func(r scanner) (id int64, err error) { return id, r.Scan(&id) })
}

// PublicationBody is what the public reads under the id.
func (t *Tx) PublicationBody(id int64) (body []byte, err error) {
	_, err = t.one("publication.body", []any{id}, []any{&body})
	return body, err
}
