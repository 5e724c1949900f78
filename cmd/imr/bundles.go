package main

import (
	"context"
	"fmt"
	"io"

	"imr/internal/account"
	"imr/internal/bundle"
	"imr/internal/casefile"
	"imr/internal/casework"
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
