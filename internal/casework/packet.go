package casework

import (
	"context"
	"fmt"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/packet"
	"imr/internal/quality"
	"imr/internal/sqlite"
)

// Cover writes the page from which a packet is read.
type Cover func(context.Context, packet.Packet) ([]byte, error)

// Packet makes the appeal packet of an issued case, for directors and admins who had
// no part in its review. That it was made is an event of the trail with the hash of
// its manifest.
func (d *Desk) Packet(ctx context.Context, by account.Actor, number casefile.CaseNumber, profile packet.Profile, cover Cover) (packet.Packet, error) {
	var p packet.Packet
	var hidden packet.Hidden
	err := d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayIssue, tx.Case)
		if err != nil {
			return err
		}
		if profile != packet.Inside && profile != packet.Outside {
			return fault.New(fault.Invalid, "Choose whether the packet is for %s or for %s.", packet.Outside, packet.Inside)
		}
		if hidden, err = reviewersOf(tx, s.Key); err != nil {
			return err
		}
		p = packet.Packet{Number: number, Profile: profile, Made: calendar.DateOf(tx.Now)}
		return d.fill(&p, tx, s, hidden)
	})
	if err != nil {
		return p, err
	}
	index, err := cover(ctx, p)
	if err != nil {
		return p, err
	}
	p.Files = append([]packet.File{{Name: "index.html", About: "Where to begin.", Bytes: index}}, p.Files...)
	if profile == packet.Outside {
		if err := hidden.Guard(p.Files); err != nil {
			return p, err
		}
	}
	act := audit.By(by, "packet.make", string(number))
	return p, d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		if _, err := permitted(tx, by, number, assignment.MayIssue, tx.CaseKey); err != nil {
			return err
		}
		key, err := d.signingKey(tx)
		if err != nil {
			return err
		}
		if err := p.Seal(key); err != nil {
			return err
		}
		act.Note = fmt.Sprintf("for %s, manifest sha256 %s", profile, p.Digest())
		return nil
	})
}

// reviewersOf is everybody to whom the case was offered or given, with all by which
// they are known.
func reviewersOf(tx *sqlite.Tx, key int64) (packet.Hidden, error) {
	involved, err := tx.Involved(key)
	if err != nil {
		return nil, err
	}
	identities, err := tx.Identities()
	if err != nil {
		return nil, err
	}
	var out packet.Hidden
	for _, i := range involved {
		one := packet.Person{ID: i.ID, Names: []string{i.Name}, Numbers: []string{i.Email, string(i.ID), quality.ReviewerCode(i.ID)}}
		if who, known := identities[i.ID]; known {
			one.Names = append(one.Names, who.Names()...)
		}
		if i.Profile != nil {
			for _, l := range i.Profile.Licences {
				one.Numbers = append(one.Numbers, l.Number)
			}
		}
		out = append(out, one)
	}
	return out, nil
}

// packing is a packet while it is put together. hidden is nil for inside.
type packing struct {
	*packet.Packet
	tx     *sqlite.Tx
	s      sqlite.StoredCase
	hidden packet.Hidden
}

func (d *Desk) fill(p *packet.Packet, tx *sqlite.Tx, s sqlite.StoredCase, hidden packet.Hidden) error {
	if p.Profile == packet.Inside {
		hidden = nil
	}
	k := packing{p, tx, s, hidden}
	issues, err := tx.Issues(s.Key)
	if err == nil && len(issues) == 0 {
		err = fault.New(fault.Forbidden, "%s is not issued, so there is nothing to appeal.", s.Number)
	}
	if err != nil {
		return err
	}
	library, err := d.library.of(tx)
	if err != nil {
		return err
	}
	for _, step := range []func() error{
		func() error { return k.letters(issues) }, k.records, k.coverage, k.choices,
		func() error { return k.guidelines(issues, library) }, k.reviews, k.judgements, k.orders, k.trail,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// letters are every issued version with its letters, as they were issued.
func (k packing) letters(issues []sqlite.Issued) error {
	for _, i := range issues {
		at := fmt.Sprintf("issued/version-%d/", i.Version)
		file, err := i.Sealed().File()
		if err != nil {
			return err
		}
		k.Add(at+"determination.json", fmt.Sprintf("Version %d of the determination with its signature, issued on %s.", i.Version, i.On.Long()), file)
		for _, f := range determination.LetterFormats {
			l, found, err := k.tx.Letter(k.s.Key, i.Version, f)
			if err != nil {
				return err
			}
			if found {
				k.Add(at+"letter."+letterEnding[f], fmt.Sprintf("The letter of version %d as %s, byte for byte as it was issued.", i.Version, f), l.Bytes)
			}
		}
	}
	return nil
}

var letterEnding = map[determination.LetterFormat]string{determination.HTML: "html", determination.PDF: "pdf", determination.Text: "txt"}

// trail is what the audit trail says of the case.
func (k packing) trail() error {
	events, err := k.tx.CaseEvents(k.s.Number)
	if err != nil {
		return err
	}
	last, err := k.tx.EventsBefore(1<<62, 1)
	if err != nil {
		return err
	}
	if len(last) > 0 {
		k.Head = audit.Head{Seq: last[0].Seq, Hash: last[0].Hash}.String()
	}
	return k.AddJSON("audit.json", "What the audit trail says of the case, each event with its hash.", packet.NewExtract(events, k.Head, k.hidden))
}
