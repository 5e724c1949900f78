package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"imr/internal/account"
	"imr/internal/bundle"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/finding"
	"imr/internal/reading"
	"imr/internal/review"
)

type importCommand struct {
	dataFlag
	Bundle string `arg:"" help:"Folder or .zip with case.json and the records."`
}

// Run takes the bundle in, prints the number of the case and reads its records.
// Pages that need OCR are left to imr serve.
func (c importCommand) Run(ctx context.Context) error {
	return c.withDesk(ctx, func(desk *casework.Desk) error {
		number, err := importBundle(ctx, desk, c.Bundle)
		if err != nil {
			return err
		}
		fmt.Println(number)
		return desk.WorkUntilRead(ctx)
	})
}

func importBundle(ctx context.Context, desk *casework.Desk, path string) (casefile.CaseNumber, error) {
	b, err := bundle.Open(path)
	if err != nil {
		return "", err
	}
	defer b.Close()
	return desk.Import(ctx, account.Command("imr import"), casework.Intake{Case: b.Case, Review: b.Review, Open: b.OpenFile})
}

type exportCommand struct {
	dataFlag
	Number casefile.CaseNumber `arg:"" help:"Case number."`
	To     string              `required:"" help:"Folder to write; it must be new or empty." type:"path"`
}

// Run writes the bundle.
func (c exportCommand) Run(ctx context.Context) error {
	return c.withStored(ctx, func(desk *casework.Desk) error {
		out, err := desk.Export(ctx, account.Command("imr export"), c.Number)
		if err != nil {
			return err
		}
		return bundle.Write(c.To, out.Case, out.Review, func(d casefile.Document) (io.ReadCloser, error) { return desk.OpenFile(d) })
	})
}

type checkCommand struct {
	Bundle string `arg:"" help:"Folder or .zip with case.json and the records."`
	Format string `help:"${enum}" enum:"text,json" default:"text"`
}

// Run prints what the checks find. It needs no database and no server.
func (c checkCommand) Run(ctx context.Context) error {
	b, err := bundle.Open(c.Bundle)
	if err != nil {
		return err
	}
	defer b.Close()
	var pages []casefile.Page
	err = withReader(func(reader *reading.Reader) error {
		pages, err = readAll(ctx, reader, b)
		return err
	})
	if err != nil {
		return err
	}
	in := finding.Input{Case: b.Case, Pages: pages, NotReceived: finding.NotReceived(b.Case, pages)}
	if b.Review != nil {
		in.Review = *b.Review
	} else {
		in.Review = review.Review{}
	}
	report := finding.Report{Case: b.Case.Number, Findings: finding.Check(in)}
	if c.Format == "json" {
		encoder := json.NewEncoder(os.Stdout)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", " ")
		return encoder.Encode(report)
	}
	_, err = io.WriteString(os.Stdout, report.Text())
	return err
}

// readAll reads the pages of every document. What is wrong with any of them is
// reported together, with the path of the field.
func readAll(ctx context.Context, reader *reading.Reader, b *bundle.Bundle) ([]casefile.Page, error) {
	var pages []casefile.Page
	var bad fault.Fields
	for i, d := range b.Case.Documents {
		file, err := b.OpenFile(d.ID)
		if err != nil {
			return nil, err
		}
		of, err := reader.Document(ctx, file, d.ID)
		file.Close()
		if f := fault.Of(err); f != nil {
			bad.Add(fmt.Sprintf("documents[%d].file", i), "%s: %s", d.File, f.Message)
		} else if err != nil {
			return nil, err
		}
		pages = append(pages, of...)
	}
	return pages, bad.Err("This bundle cannot be checked.")
}
