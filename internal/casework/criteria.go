package casework

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/criteria"
	"imr/internal/fault"
	"imr/internal/finding"
	"imr/internal/sqlite"
)

// CriteriaList is a version of an organization's list of criteria with the time at
// which it was made.
type CriteriaList = sqlite.CriteriaList

// Criteria returns the newest version of every list, by name.
func (d *Desk) Criteria(ctx context.Context, by account.Actor) (lists []CriteriaList, err error) {
	if !by.IsCommand() && !by.Has(account.Admin) && !by.Has(account.Reviewer) {
		return nil, noCriteria()
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		lists, err = tx.Criteria()
		return err
	})
	return lists, err
}

// CriteriaVersions returns every version of a list, the newest first.
func (d *Desk) CriteriaVersions(ctx context.Context, by account.Actor, key string) (versions []CriteriaList, err error) {
	if !by.IsCommand() && !by.Has(account.Admin) {
		return nil, noCriteria()
	}
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		versions, err = tx.CriteriaVersions(key)
		if err == nil && len(versions) == 0 {
			err = noCriteria()
		}
		return err
	})
	return versions, err
}

func noCriteria() error {
	return fault.New(fault.NotFound, "There is no such list of criteria. Choose one from the list of lists.")
}

// SaveCriteria stores a changed list as the version after the one it was made from,
// or a new list where it has no key. It is a Conflict where another window made that
// version first. Only an admin, or the operator on the server, changes lists.
func (d *Desk) SaveCriteria(ctx context.Context, by account.Actor, l criteria.List) (criteria.List, error) {
	if !by.IsCommand() && !by.Has(account.Admin) {
		return l, fault.New(fault.Forbidden, "Only an admin changes the lists of criteria.")
	}
	if err := l.Validate(); err != nil {
		return l, err
	}
	act := audit.By(by, "criteria.save", l.Key)
	err := d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) (err error) {
		if l, err = nextVersion(tx, l); err != nil {
			return err
		}
		act.Object = l.Key
		act = act.With(fmt.Sprintf("version %d", l.Version))
		return tx.AddCriteria(l)
	})
	return l, err
}

// nextVersion gives the list its key, where it is new, its version and the keys of
// its new criteria. No list is called new, which in an address means none yet.
func nextVersion(tx *sqlite.Tx, l criteria.List) (criteria.List, error) {
	if l.Key == "" {
		lists, err := tx.Criteria()
		l.Key, l.Version = criteria.KeyOf(l.Name, func(key string) bool {
			return key == "new" || slices.ContainsFunc(lists, func(have CriteriaList) bool { return have.Key == key })
		}), 1
		return l.Keyed(nil), err
	}
	versions, err := tx.CriteriaVersions(l.Key)
	if err == nil && len(versions) == 0 {
		err = noCriteria()
	}
	var used []string
	for _, v := range versions {
		for _, c := range v.Criteria {
			used = append(used, c.Key)
		}
	}
	l.Version++
	return l.Keyed(used), err
}

// Absent is what the records hold of something that a reviewer would call not
// documented: the words that were searched and where they stand.
type Absent struct {
	Terms []string
	Hits  []finding.Evidence
}

// LookFor searches the records of the case for each of the terms, as the check of
// claims of absence does.
func (d *Desk) LookFor(ctx context.Context, by account.Actor, number casefile.CaseNumber, terms []string) (out Absent, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayDraft, tx.Case)
		if err != nil {
			return err
		}
		records, err := d.records.of(tx, s)
		if err != nil {
			return err
		}
		for _, term := range terms {
			found := finding.LookFor(s.Case, records.prepared, term)
			out.Terms = append(out.Terms, found.Terms...)
			for _, h := range found.Hits {
				if !slices.Contains(out.Hits, h) {
					out.Hits = append(out.Hits, h)
				}
			}
		}
		return nil
	})
	out.Terms = distinct(out.Terms)
	return out, err
}

// distinct is the words in their order, each once whatever its capitals.
func distinct(words []string) []string {
	var out []string
	for _, w := range words {
		if !slices.ContainsFunc(out, func(o string) bool { return strings.EqualFold(o, w) }) {
			out = append(out, w)
		}
	}
	return out
}
