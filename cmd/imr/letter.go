package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"imr/internal/account"
	"imr/internal/bundle"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/letter"
	"imr/internal/pdfium"
	"imr/internal/reading"
	"imr/internal/reviewer"
	"imr/web"
)

type letterCommand struct {
	dataFlag
	Of               string   `arg:"" name:"bundle-or-number" help:"A bundle with a review, or the number of a signed case."`
	Format           string   `help:"${enum}" enum:"text,html,pdf,json" default:"text"`
	To               string   `help:"File to write; standard output where it is not given." type:"path"`
	Board            []string `help:"Of a bundle's reviewer: board certification. May be repeated." default:"not stated"`
	LicensedIn       []string `help:"Of a bundle's reviewer: state of licensure. May be repeated." default:"not stated"`
	OrganizationName string   `help:"Of a bundle: the organization that issues the letter." default:"Independent Medical Review Organization"`
	ShortName        string   `help:"Of a bundle: the organization's short name." default:"IMRO"`
}

// Run writes the letter that was issued. A bundle holds no signature, so its letter is
// a draft; that of a signed case which is not issued is a preview.
func (c letterCommand) Run(ctx context.Context) error {
	out, err := c.letter(ctx)
	if err != nil {
		return err
	}
	if c.To == "" {
		_, err = os.Stdout.Write(out)
		return err
	}
	return os.WriteFile(c.To, out, 0o600)
}

func (c letterCommand) letter(ctx context.Context) (out []byte, err error) {
	if _, missing := os.Stat(c.Of); errors.Is(missing, fs.ErrNotExist) {
		err = c.withStored(ctx, func(desk *casework.Desk) error {
			out, err = c.stored(ctx, desk)
			return err
		})
		return out, err
	}
	d, err := c.determination(ctx)
	if err != nil {
		return nil, err
	}
	return c.write(ctx, d)
}

// stored is what was issued of a case, or a preview of what its reviewer signed.
func (c letterCommand) stored(ctx context.Context, desk *casework.Desk) ([]byte, error) {
	by, number := account.Command("imr letter"), casefile.CaseNumber(c.Of)
	versions, err := desk.IssuedVersions(ctx, by, number)
	if err != nil {
		return nil, err
	}
	switch n := len(versions); {
	case n > 0 && c.Format == "json":
		return desk.IssuedFile(ctx, by, number, n)
	case n > 0:
		return desk.IssuedLetter(ctx, by, number, n, determination.LetterFormat(c.Format))
	}
	d, _, err := desk.Determination(ctx, by, number)
	if err != nil {
		return nil, err
	}
	return c.write(ctx, d)
}

func (c letterCommand) determination(ctx context.Context) (d determination.Determination, err error) {
	b, err := bundle.Open(c.Of)
	if err != nil {
		return d, err
	}
	defer b.Close()
	if b.Review == nil {
		return d, fault.New(fault.Invalid, "This bundle holds no review, so there is no letter to write.")
	}
	if err := measure(ctx, b); err != nil {
		return d, err
	}
	org := determination.Organization{Name: c.OrganizationName, ShortName: c.ShortName,
		Address: "Address not stated", Phone: "not stated", MedicalDirector: "Medical Director"}
	q := reviewer.Qualifications{BoardCertifications: c.Board, LicensedIn: c.LicensedIn}
	return determination.New(org, b.Case, *b.Review, q, calendar.Date{})
}

// measure fills in what a stored document has and one in a bundle has not: its
// pages and its SHA-256.
func measure(ctx context.Context, b *bundle.Bundle) error {
	return withReader(func(reader *reading.Reader) error {
		for i := range b.Case.Documents {
			d := &b.Case.Documents[i]
			if err := measureOne(ctx, reader.PDF, b, d); fault.Of(err) != nil {
				var bad fault.Fields
				bad.Add(fmt.Sprintf("documents[%d].file", i), "%s: %s", d.File, fault.Of(err).Message)
				return bad.Err("There is no letter without the records.")
			} else if err != nil {
				return err
			}
		}
		return nil
	})
}

func measureOne(ctx context.Context, engine *pdfium.Engine, b *bundle.Bundle, d *casefile.Document) error {
	file, err := b.OpenFile(d.ID)
	if err != nil {
		return err
	}
	defer file.Close()
	sizes, err := engine.Inspect(ctx, file)
	if err != nil {
		return err
	}
	hash := sha256.New()
	_, err = io.Copy(hash, file)
	d.Pages, d.SHA256 = len(sizes), hex.EncodeToString(hash.Sum(nil))
	return err
}

func (c letterCommand) write(ctx context.Context, d determination.Determination) ([]byte, error) {
	l := letter.New(d, letter.Form{})
	switch c.Format {
	case "json":
		return d.Canonical()
	case "pdf":
		return l.PDF()
	case "html":
		var b bytes.Buffer
		err := web.LetterHTML(l).Render(ctx, &b)
		return b.Bytes(), err
	}
	return []byte(l.Text()), nil
}
