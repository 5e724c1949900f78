package casework

import (
	"errors"
	"fmt"
	"syscall"

	"imr/internal/fault"
)

// keptFree is how much of the disk, in bytes, stays free for the work on what is
// stored: the words of pages, the index, and the log of the database.
const keptFree = 512 << 20

// Room says why so many bytes more cannot be stored now, with how much is needed
// and how much is free; nil where they can.
func (d *Desk) Room(size int64) error {
	free, err := d.free(d.incoming)
	if err != nil {
		return err
	}
	if need := max(size, 0) + keptFree; need > free {
		return fault.New(fault.Full, "The disk of the server is too full: this needs %s, of which %s stay free for the work on it, and %s are free. "+
			"Nothing was stored. Ask who runs the server to make room, then send it again.", megabytes(need), megabytes(keptFree), megabytes(free))
	}
	return nil
}

// roomless is the fault of a disk that became full while something was stored, and
// any other error as it is.
func (d *Desk) roomless(err error) error {
	if !errors.Is(err, syscall.ENOSPC) && !errors.Is(err, syscall.EDQUOT) {
		return err
	}
	if full := d.Room(MaxUpload); full != nil {
		return full
	}
	return fault.New(fault.Full, "The disk of the server became full while the file came. Nothing of it was stored. "+
		"Ask who runs the server to make room, then send it again.")
}

// megabytes is a size as people read it, in steps of 1 MB.
func megabytes(bytes int64) string { return fmt.Sprintf("%d MB", bytes>>20) }
