package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"slices"
	"strings"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/catalog"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/publication"
	"imr/internal/publicpdf"
	"imr/internal/sqlite"
)

// PublicPreview is the public copy as it would stand, with all that was put in the
// place of a name and all that still looks like one.
type PublicPreview struct {
	Copy    publication.Copy
	Digest  string // SHA-256 of its JSON
	Changes []publication.Change
	Leaks   []publication.Leak
	Current sqlite.Publication // what the public reads now; the zero Publication where there is nothing
}

// PublicChoice is what a person sets before a copy is made.
type PublicChoice struct {
	Dates publication.Dates
	Also  []publication.Identity // further words that name somebody, such as a nickname
}

// PreviewPublication makes the public copy of the issued determination and attacks it
// in each form in which the public gets it. Nothing is stored.
func (d *Desk) PreviewPublication(ctx context.Context, by account.Actor, number casefile.CaseNumber, choice PublicChoice) (p PublicPreview, err error) {
	var known []publication.Identity
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayAssign, tx.Case)
		if err != nil {
			return err
		}
		p, known, err = publicPreview(tx, s, choice)
		return err
	})
	if err != nil {
		return p, err
	}
	p.Leaks, err = d.attack(ctx, p.Copy, known)
	return p, err
}

func publicPreview(tx *sqlite.Tx, s sqlite.StoredCase, choice PublicChoice) (p PublicPreview, known []publication.Identity, err error) {
	if s.State != casefile.Issued && s.State != casefile.Published {
		_, err := s.State.After(casefile.Publish)
		return p, nil, err
	}
	det, version, on, err := issuedOf(tx, s)
	if err != nil {
		return p, nil, err
	}
	reviewers, err := reviewersOf(tx, s.Key)
	if err != nil {
		return p, nil, err
	}
	known = append(append(publication.Known(det.Case), reviewers.Identities()...), choice.Also...)
	p.Copy, p.Changes = publication.Build(det, version, on, known, choice.Dates)
	body, err := p.Copy.JSON()
	if err != nil {
		return p, nil, err
	}
	sum := sha256.Sum256(body)
	p.Digest = hex.EncodeToString(sum[:])
	p.Current, _, err = tx.Publication(s.Number)
	return p, known, err
}

// attack looks for the identities in the texts of the copy and in its PDF: the text of
// its pages, every string beside them and the file's name. What the texts show
// already is not told twice.
func (d *Desk) attack(ctx context.Context, c publication.Copy, known []publication.Identity) ([]publication.Leak, error) {
	out := publication.Attack(c.Surfaces(), known)
	file, err := publicpdf.File(c)
	if err != nil {
		return nil, err
	}
	shown, err := d.textOf(ctx, file)
	if err != nil {
		return nil, err
	}
	surfaces := []publication.Surface{{Name: "PDF, text of its pages", Text: shown}, {Name: "PDF, name of the file", Text: publicpdf.Name(c)}}
	for _, s := range publicpdf.Strings(file) {
		surfaces = append(surfaces, publication.Surface{Name: "PDF, metadata and bookmarks", Text: s})
	}
	for _, l := range publication.Attack(surfaces, known) {
		if !slices.ContainsFunc(out, func(o publication.Leak) bool { return o.Words == l.Words && o.Role == l.Role }) {
			out = append(out, l)
		}
	}
	return out, nil
}

// textOf is the text of a PDF as a reader shows it.
func (d *Desk) textOf(ctx context.Context, file []byte) (string, error) {
	f, err := os.CreateTemp("", "imr-copy-*.pdf")
	if err != nil {
		return "", err
	}
	defer f.Close()
	if err := os.Remove(f.Name()); err != nil { // it lives while it is open
		return "", err
	}
	if _, err := f.Write(file); err != nil {
		return "", err
	}
	pages, err := d.read.PDF.Document(ctx, f, "copy")
	var out strings.Builder
	for _, p := range pages {
		out.WriteString(p.Text() + "\n")
	}
	return out.String(), err
}

// issuedOf is the determination that was issued last, with its version and its day.
func issuedOf(tx *sqlite.Tx, s sqlite.StoredCase) (det determination.Determination, version int, on calendar.Date, err error) {
	issues, err := tx.Issues(s.Key)
	if err == nil && len(issues) == 0 {
		err = fault.New(fault.NotFound, "%s has no issued determination.", s.Number)
	}
	if err != nil {
		return det, 0, on, err
	}
	i, err := determination.ParseIssued(issues[len(issues)-1].Canonical)
	return i.Determination, i.Version, i.IssuedOn, err
}

// Publish puts the public copy with the digest on the site. Where words still look
// like a name, reason says why they name nobody.
func (d *Desk) Publish(ctx context.Context, by account.Actor, number casefile.CaseNumber, choice PublicChoice, digest, reason string) error {
	attacked, err := d.PreviewPublication(ctx, by, number, choice)
	if err != nil {
		return err
	}
	act := audit.By(by, "publication.publish", string(number)).With("sha256 " + digest)
	return d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayAssign, tx.Case)
		if err != nil {
			return err
		}
		p, _, err := publicPreview(tx, s, choice)
		if err != nil {
			return err
		}
		if p.Digest != digest || attacked.Digest != digest {
			return fault.New(fault.Conflict, "The public copy is no longer the one that you read. Read it again, then publish.")
		}
		if len(attacked.Leaks) > 0 && strings.TrimSpace(reason) == "" {
			var bad fault.Fields
			bad.Add("reason", "Say why the words that still look like a name or number name nobody, or add them to what is replaced.")
			return bad.Err("The copy was not published.")
		}
		body, err := p.Copy.JSON()
		if err != nil {
			return err
		}
		if err := tx.AddPublication(s, body, digest, by.ID, strings.TrimSpace(reason)); err != nil {
			return err
		}
		if s.State == casefile.Published {
			return nil
		}
		return tx.Move(&s, casefile.Publish)
	})
}

// WithdrawPublication takes the public copy of the case off the site at once. The
// determination stays issued; a mended copy may be published again.
func (d *Desk) WithdrawPublication(ctx context.Context, by account.Actor, number casefile.CaseNumber, reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		var bad fault.Fields
		bad.Add("withdraw-reason", "Say why the copy has to go.")
		return bad.Err("The copy still stands.")
	}
	return d.db.Update(ctx, audit.By(by, "publication.withdraw", string(number)), func(tx *sqlite.Tx) error {
		if _, err := permitted(tx, by, number, assignment.MayAssign, tx.CaseKey); err != nil {
			return err
		}
		p, found, err := tx.Publication(number)
		if err == nil && (!found || p.Withdrawn != "") {
			err = fault.New(fault.NotFound, "%s has no public copy.", number)
		}
		if err != nil {
			return err
		}
		return tx.WithdrawPublication(p.ID, reason)
	})
}

// SearchPublished finds published decisions; anybody may.
func (d *Desk) SearchPublished(ctx context.Context, q catalog.Query, offset, limit int) (r catalog.Result, copies []publication.Copy, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		if err := d.published.refresh(tx); err != nil {
			return err
		}
		r = d.published.Search(q, offset, limit)
		for _, id := range r.IDs {
			c, err := publicCopy(tx, id)
			if err != nil {
				return err
			}
			copies = append(copies, c)
		}
		return nil
	})
	return r, copies, err
}

// Published returns the public copy of a case; anybody may have it.
func (d *Desk) Published(ctx context.Context, number casefile.CaseNumber) (c publication.Copy, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		if err := d.published.refresh(tx); err != nil {
			return err
		}
		id, found := d.published.ByNumber(string(number))
		if !found {
			return fault.New(fault.NotFound, "There is no published decision %s.", number)
		}
		c, err = publicCopy(tx, id)
		return err
	})
	return c, err
}

// PublishedPDF returns the public copy of a case as PDF, with the name of its file.
func (d *Desk) PublishedPDF(ctx context.Context, number casefile.CaseNumber) (name string, file []byte, err error) {
	c, err := d.Published(ctx, number)
	if err != nil {
		return "", nil, err
	}
	file, err = publicpdf.File(c)
	return publicpdf.Name(c), file, err
}

func publicCopy(tx *sqlite.Tx, id int64) (publication.Copy, error) {
	body, err := tx.PublicationBody(id)
	if err != nil {
		return publication.Copy{}, err
	}
	return publication.Parse(body)
}

// PublishedState changes whenever the public site does; it is what caches compare.
func (d *Desk) PublishedState(ctx context.Context) (last, withdrawn int64, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		last, withdrawn, err = tx.PublicationState()
		return err
	})
	return last, withdrawn, err
}
