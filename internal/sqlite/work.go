package sqlite

import (
	"context"
	"database/sql"
	"time"

	"imr/internal/casefile"
)

// Step is a kind of work on the records that goes on in the background.
type Step string

// The steps, in the order in which they are taken up.
const (
	ReadText   Step = "read"     // the text of each page of a document
	Describe   Step = "describe" // dates, kind, author and title of a document
	FindCopies Step = "copies"   // over all pages of a case
	ReadImages Step = "ocr"      // OCR of the pages without usable text
)

// WholeCase stands for the document position of a step over the whole case.
const WholeCase = -1

// Job is a step that somebody works on.
type Job struct {
	ID       int64
	Case     int64
	Position int // of the document, or WholeCase
	Step     Step
	Attempts int // this one included
}

// Background runs fn in one transaction. It is for the work of the machine on
// the records, which is no act of a person and leaves no event.
func (d *DB) Background(ctx context.Context, fn func(*Tx) error) error {
	tx, err := d.write.begin(ctx, d.now)
	if err != nil {
		return err
	}
	defer tx.tx.Rollback()
	if err := fn(tx); err != nil {
		return err
	}
	return tx.tx.Commit()
}

// Enqueue puts a step in the queue, again where it was there before.
func (t *Tx) Enqueue(key int64, position int, step Step) error {
	_, err := t.exec("work.enqueue", sql.Named("case_id", key), sql.Named("position", position), sql.Named("step", step))
	return err
}

// Claim takes the next step for the time of the lease, of OCR where images is
// true and else of all other work; found is false where nothing waits. A step
// whose lease ran out is taken again.
func (t *Tx) Claim(images bool, lease time.Duration) (j Job, found bool, err error) {
	found, err = t.one("work.claim", []any{sql.Named("images", images), sql.Named("until", t.Now.Add(lease).Unix()), sql.Named("now", t.Now.Unix())},
		[]any{&j.ID, &j.Case, &j.Position, &j.Step, &j.Attempts})
	return j, found, err
}

// Extend keeps the step for the time of the lease from now.
func (t *Tx) Extend(j Job, lease time.Duration) error {
	_, err := t.exec("work.extend", sql.Named("until", t.Now.Add(lease).Unix()), sql.Named("id", j.ID))
	return err
}

// Progress notes that the step came forward, so that only attempts after this
// count as vain.
func (t *Tx) Progress(j Job) error {
	_, err := t.exec("work.progress", j.ID)
	return err
}

// Finish takes the step off the queue, unless it was put there again meanwhile.
func (t *Tx) Finish(j Job) error {
	_, err := t.exec("work.finish", j.ID)
	return err
}

// PutBack gives the step to the next who asks.
func (t *Tx) PutBack(j Job) error {
	_, err := t.exec("work.put-back", j.ID)
	return err
}

// Fail ends the step for good, with a reason for people.
func (t *Tx) Fail(j Job, reason string) error {
	_, err := t.exec("work.fail", sql.Named("reason", reason), sql.Named("id", j.ID))
	return err
}

// OpenSteps counts the steps that are not done, of OCR where images is true and
// else of all other work.
func (t *Tx) OpenSteps(images bool) (n int, err error) {
	_, err = t.one("work.open-steps", []any{sql.Named("images", images)}, []any{&n})
	return n, err
}

// Failure is a step that was given up.
type Failure struct {
	Document casefile.DocumentID
	Step     Step
	Reason   string
}

// Failures lists the steps of the case that were given up.
func (t *Tx) Failures(key int64) ([]Failure, error) {
	return all(t, "work.failures", []any{key}, func(s scanner) (f Failure, err error) {
		return f, s.Scan(&f.Document, &f.Step, &f.Reason)
	})
}

// JobDocument is the document that the step works on: its id, file, pages, kind and day.
func (t *Tx) JobDocument(j Job) (d casefile.Document, err error) {
	_, err = t.one("work.document", []any{sql.Named("case_id", j.Case), sql.Named("position", j.Position)}, []any{&d.ID, &d.SHA256, &d.Pages, &d.Kind, date{&d.Dated}})
	return d, err
}

// PagesThatAre returns the numbers of at most so many pages of the document that are in the state.
func (t *Tx) PagesThatAre(j Job, r casefile.Reading, most int) ([]int, error) {
	return all(t, "work.pages-that-are", []any{sql.Named("case_id", j.Case), sql.Named("position", j.Position),
		sql.Named("reading", r), sql.Named("most", most)}, func(s scanner) (n int, err error) { return n, s.Scan(&n) })
}

// SetWords stores what was read of a page, with its fingerprint, and makes it
// findable. It replaces what was read before.
func (t *Tx) SetWords(key int64, position int, p casefile.Page, print []byte) error {
	words, err := packWords(p.Words)
	if err != nil {
		return err
	}
	if _, err := t.exec("work.set-words", sql.Named("width", p.Width), sql.Named("height", p.Height), sql.Named("words", words),
		sql.Named("reading", p.Reading), sql.Named("engine", p.Engine), sql.Named("confidence", p.Confidence), sql.Named("print", print),
		sql.Named("case_id", key), sql.Named("position", position), sql.Named("number", p.Number)); err != nil {
		return err
	}
	row := textRow(key, position, p.Number)
	if _, err := t.exec("work.unindex", row); err != nil {
		return err
	}
	if _, err := t.exec("work.index", row, p.Text()); err != nil {
		return err
	}
	_, err = t.exec("work.count-change", key)
	return err
}

// AwaitOCR marks a page of the document at the position as one that waits for OCR.
// What was read of it stays until then.
func (t *Tx) AwaitOCR(key int64, position, number int) error {
	_, err := t.exec("work.await-ocr", sql.Named("case_id", key), sql.Named("position", position), sql.Named("number", number))
	if err == nil {
		_, err = t.exec("work.count-change", key)
	}
	return err
}

// textRow is the row of a page in the full-text index.
func textRow(key int64, position, page int) int64 { return key<<32 | int64(position)<<16 | int64(page) }

// RecordsVersion counts the changes of what the case's pages say.
func (t *Tx) RecordsVersion(key int64) (n int, err error) {
	_, err = t.one("work.records-version", []any{key}, []any{&n})
	return n, err
}

// Readings counts the pages of a case by how they were read; Poor of those read
// by OCR were read badly.
type Readings struct {
	By   map[casefile.Reading]int
	Poor int
}

// Readings returns the counts for the case.
func (t *Tx) Readings(key int64) (Readings, error) {
	out := Readings{By: map[casefile.Reading]int{}}
	_, err := all(t, "work.readings", []any{sql.Named("poor", casefile.PoorConfidence), sql.Named("case_id", key)},
		func(s scanner) (struct{}, error) {
			var r casefile.Reading
			var n, poor int
			err := s.Scan(&r, &n, &poor)
			out.By[r], out.Poor = n, out.Poor+poor
			return struct{}{}, err
		})
	return out, err
}
