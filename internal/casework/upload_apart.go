package casework

import (
	"context"
	"os"
	"strings"
	"sync"
	"time"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/finding"
	"imr/internal/sqlite"
)

// patientTime is how long the pages of a file are read before it is taken in, to see
// whose it is: enough for the own text of thousands. The checks look at all of them
// again once they are read, by OCR as well.
const patientTime = 20 * time.Second

// otherPatient returns the places where the file names another person than the
// employee of the case. Pages that cannot be read now name nobody.
func (d *Desk) otherPatient(ctx context.Context, c casefile.Case, file *os.File, count int) ([]finding.Evidence, error) {
	reading, stop := context.WithTimeout(ctx, patientTime)
	defer stop()
	pages := make(chan casefile.Page)
	var halves sync.WaitGroup
	for _, half := range [][2]int{{1, (count + 1) / 2}, {(count+1)/2 + 1, count}} {
		halves.Go(func() { d.sendPages(reading, file, half, pages) })
	}
	go func() { halves.Wait(); close(pages) }()
	look := finding.NewPatients(c)
	for p := range pages {
		look.See(&p)
	}
	return look.Places(), ctx.Err()
}

// sendPages reads the pages from the first to the last, where there are any.
func (d *Desk) sendPages(ctx context.Context, file *os.File, from [2]int, to chan<- casefile.Page) {
	if from[0] > from[1] {
		return
	}
	for p, err := range d.read.PDF.Range(ctx, file, "", from[0], from[1]) {
		if err != nil && p.Number == 0 {
			return
		}
		to <- p
	}
}

// Apart lists the files that are kept apart from the case.
func (d *Desk) Apart(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out []Arrival, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, mayUpload, tx.CaseKey)
		if err != nil {
			return err
		}
		apart, err := tx.UploadsApart(s.Key)
		for _, u := range apart {
			out = append(out, arrival(u, 0))
		}
		return err
	})
	return out, err
}

// TakeIn makes a file that is kept apart a document of the case, because the
// actor says why it is the same person. The reason stands in the trail.
func (d *Desk) TakeIn(ctx context.Context, by account.Actor, number casefile.CaseNumber, id, reason string) (Arrival, error) {
	u, err := d.apart(ctx, by, number, id)
	if err != nil {
		return Arrival{}, err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return Arrival{}, unexplained(id)
	}
	file, err := os.Open(d.uploadPath(id))
	if err != nil {
		return Arrival{}, err
	}
	defer file.Close()
	sizes, err := d.read.PDF.Inspect(ctx, file)
	if err != nil {
		return Arrival{}, err
	}
	pages := make([]casefile.Page, len(sizes))
	for i, s := range sizes {
		pages[i] = casefile.Page{Number: i + 1, Width: s.Width, Height: s.Height, Reading: casefile.NotRead}
	}
	act := audit.By(by, "document.take-in", string(number))
	err = d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		s, err := uploading(tx, by, number, tx.Case)
		if err != nil {
			return err
		}
		u.State = sqlite.UploadTaken
		note, err := d.addDocument(tx, s, &u, pages)
		if err != nil {
			return err
		}
		act.Note = note + ". It is the same person, because: " + reason
		return settle(tx, s, u)
	})
	if err != nil {
		return Arrival{}, err
	}
	d.nudge()
	return arrival(u, len(pages)), d.forgetUpload(id)
}

func unexplained(id string) error {
	var bad fault.Fields
	bad.Add("reason-"+id, "Say why it is the same person; the reason is kept in the trail.")
	return bad.Err("The file was not taken in.")
}

// Discard throws away a file that is kept apart.
func (d *Desk) Discard(ctx context.Context, by account.Actor, number casefile.CaseNumber, id string) (Arrival, error) {
	u, err := d.apart(ctx, by, number, id)
	if err != nil {
		return Arrival{}, err
	}
	err = d.db.Update(ctx, audit.By(by, "document.discard", string(number)).With("a file that names another person"), func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, mayUpload, tx.CaseKey)
		if err != nil {
			return err
		}
		u.State = sqlite.UploadDiscarded
		return settle(tx, s, u)
	})
	if err != nil {
		return Arrival{}, err
	}
	return arrival(u, 0), d.forgetUpload(id)
}

func settle(tx *sqlite.Tx, s sqlite.StoredCase, u sqlite.Upload) error {
	done, err := tx.SettleUpload(s.Key, u)
	if err == nil && !done {
		err = settled()
	}
	return err
}

func settled() error {
	return fault.New(fault.Conflict, "Somebody has decided on this file already. Look at the list of documents.")
}

// apart returns an upload that is kept apart from the case.
func (d *Desk) apart(ctx context.Context, by account.Actor, number casefile.CaseNumber, id string) (u sqlite.Upload, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, mayUpload, tx.CaseKey)
		if err != nil {
			return err
		}
		var found bool
		u, found, err = tx.Upload(s.Key, id)
		switch {
		case err != nil:
			return err
		case !found:
			return fault.New(fault.NotFound, "There is no such file beside this case.")
		case u.State != sqlite.UploadApart:
			return settled()
		}
		return nil
	})
	return u, err
}
