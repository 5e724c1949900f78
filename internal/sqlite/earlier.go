package sqlite

import (
	"database/sql"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/earlier"
)

// Kin is a case whose employee may be the one that was asked for.
type Kin struct {
	Key     int64
	Number  casefile.CaseNumber
	State   casefile.State
	Person  earlier.Person
	Decided calendar.Date // of utilization review
	Signed  bool          // it has a determination
}

// Kin returns the cases of the person, the oldest first: those that share the date
// of birth, the day of the injury or the claim number and are the same person by
// the rule of earlier.SamePerson.
func (t *Tx) Kin(p earlier.Person) ([]Kin, error) {
	args := []any{sql.Named("born", date{&p.Born}), sql.Named("injured", date{&p.Injured}), sql.Named("claim", earlier.FoldClaim(p.Claim))}
	candidates, err := all(t, "earlier.candidates", args, func(s scanner) (k Kin, err error) {
		return k, s.Scan(&k.Key, &k.Number, &k.State, &k.Person.Name, date{&k.Person.Born}, date{&k.Person.Injured}, &k.Person.Claim, date{&k.Decided}, &k.Signed)
	})
	var out []Kin
	for _, k := range candidates {
		if _, same := earlier.SamePerson(p, k.Person); same {
			out = append(out, k)
		}
	}
	return out, err
}
