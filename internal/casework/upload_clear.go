package casework

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"
	"time"

	"imr/internal/blob"
	"imr/internal/sqlite"
)

// Files that a broken upload left behind are kept for a day, in which it may go on.
const (
	uploadKept = 24 * time.Hour
	clearEvery = time.Hour
)

// clearUploads clears away, now and from time to time until ctx is done, what
// broken uploads left behind.
func (d *Desk) clearUploads(ctx context.Context) error {
	for {
		if err := d.ClearUploads(ctx); err != nil && ctx.Err() == nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(clearEvery):
		}
	}
}

// ClearUploads clears away what uploads that were broken off a day ago left behind.
func (d *Desk) ClearUploads(ctx context.Context) error {
	before := d.now().Add(-uploadKept)
	entries, err := os.ReadDir(d.incoming)
	if err != nil {
		return err
	}
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) || err == nil && !info.ModTime().Before(before) {
			continue
		}
		if err != nil {
			return err
		}
		if err := d.clearUpload(ctx, e.Name()); err != nil {
			return err
		}
	}
	return d.files.Clear(before)
}

// clearUpload removes one old file, unless it is kept apart. The machine may have
// stopped between the moment when a file got its place among the documents and
// that when the case got its document: such a file leaves that place too.
func (d *Desk) clearUpload(ctx context.Context, name string) error {
	id, _, isNote := strings.Cut(name, ".")
	sum := ""
	if !isNote {
		var err error
		if sum, err = d.sumOf(ctx, id); err != nil {
			return err
		}
	}
	return d.db.Background(ctx, func(tx *sqlite.Tx) error {
		apart, err := tx.IsApart(id)
		if err != nil || apart {
			return err
		}
		if isNote {
			return os.Remove(d.uploadPath(name))
		}
		stored, err := tx.IsStored(sum)
		if err == nil && !stored {
			err = d.files.Drop(sum)
		}
		return errors.Join(err, d.forgetUpload(id))
	})
}

func (d *Desk) sumOf(ctx context.Context, id string) (string, error) {
	file, err := os.Open(d.uploadPath(id))
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum, _, err := blob.Seal(ctx, file)
	return sum, err
}
