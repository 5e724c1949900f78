package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"sync"

	"imr/internal/bundle"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/fault"
	"imr/internal/finding"
	"imr/internal/reading"
)

type checkCommand struct {
	Bundle string `arg:"" help:"Folder or .zip with case.json and the records."`
	Format string `help:"${enum}" enum:"text,json" default:"text"`
}

// Run prints what the checks find. It needs no database and no server.
func (c checkCommand) Run(ctx context.Context) error {
	debug.SetGCPercent(400) // it lives for seconds, and a bundle's pages are small beside what a machine has
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
	report := finding.Report{Case: b.Case.Number, Findings: finding.Check(inputOf(b, pages))}
	if c.Format == "json" {
		encoder := json.NewEncoder(os.Stdout)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", " ")
		return encoder.Encode(report)
	}
	_, err = io.WriteString(os.Stdout, report.Text())
	return err
}

// inputOf makes the pages ready for the checks and looks for records that they
// name, both at once.
func inputOf(b *bundle.Bundle, pages []casefile.Page) finding.Input {
	in := finding.Input{Case: b.Case, Pages: pages}
	if b.Review != nil {
		in.Review = *b.Review
	}
	missing := make(chan []chronology.RecordMention, 1)
	go func() { missing <- finding.NotReceived(b.Case, pages) }()
	in.Prepared = finding.Prepare(pages)
	in.NotReceived = <-missing
	return in
}

// readAll reads the pages of every document, two documents at a time. What is
// wrong with any of them is reported together, with the path of the field.
func readAll(ctx context.Context, reader *reading.Reader, b *bundle.Bundle) ([]casefile.Page, error) {
	const atOnce = 2 // as many as reading.New has workers
	type task struct {
		document int
		file     *os.File
	}
	pages, errs := make([][]casefile.Page, len(b.Case.Documents)), make([]error, len(b.Case.Documents))
	tasks := make(chan task)
	var wait sync.WaitGroup
	for range atOnce {
		wait.Go(func() {
			for t := range tasks {
				pages[t.document], errs[t.document] = reader.Document(ctx, t.file, b.Case.Documents[t.document].ID)
				t.file.Close()
			}
		})
	}
	var unopened error
	for i, d := range b.Case.Documents {
		file, err := b.OpenFile(d.ID)
		if unopened = err; err != nil {
			break
		}
		tasks <- task{i, file}
	}
	close(tasks)
	wait.Wait()
	if unopened != nil {
		return nil, unopened
	}
	return slices.Concat(pages...), readable(b.Case.Documents, errs)
}

// readable is nil where every document could be read.
func readable(documents []casefile.Document, errs []error) error {
	var bad fault.Fields
	for i, err := range errs {
		if f := fault.Of(err); f != nil {
			bad.Add(fmt.Sprintf("documents[%d].file", i), "%s: %s", documents[i].File, f.Message)
		} else if err != nil {
			return err
		}
	}
	return bad.Err("This bundle cannot be checked.")
}
