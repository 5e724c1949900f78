package casework

import (
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"

	"imr/internal/fault"
)

func TestRoom(t *testing.T) {
	o := openOffice(t)
	must(t, o.Room(1<<20)) // on the disk that the tests run on
	for name, tt := range map[string]struct {
		free, size int64
		full       bool
	}{
		"enough":                {1 << 40, MaxUpload, false},
		"enough to the byte":    {keptFree + 100, 100, false},
		"a byte too few":        {keptFree + 99, 100, true},
		"nothing free":          {0, 1, true},
		"of a size nobody told": {keptFree, -1, false},
	} {
		t.Run(name, func(t *testing.T) {
			o.free = func(path string) (int64, error) {
				if path != o.Incoming() {
					t.Errorf("asked for the disk of %s", path)
				}
				return tt.free, nil
			}
			err := o.Room(tt.size)
			if (err != nil) != tt.full || tt.full && !fault.Is(err, fault.Full) {
				t.Errorf("%v", err)
			}
		})
	}
	o.free = func(string) (int64, error) { return 700 << 20, nil }
	if err := o.Room(400 << 20); err == nil || !strings.Contains(err.Error(), "needs 912 MB") || !strings.Contains(err.Error(), "700 MB are free") {
		t.Errorf("what is said: %v", err)
	}
}

// brokenOff gives some bytes and then the error.
type brokenOff struct{ err error }

func (b brokenOff) Read(p []byte) (int, error) { return copy(p, "%PDF-1.4"), b.err }

// TestUploadOnAFullDisk: a disk that fills up while a file comes leaves nothing of it.
func TestUploadOnAFullDisk(t *testing.T) {
	o := openOffice(t)
	before := o.head(t)
	full := &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	_, err := o.Upload(t.Context(), o.act("admin"), worked, sent("large.pdf"), brokenOff{full})
	wantKind(t, "a full disk", err, fault.Full)
	_, err = o.Upload(t.Context(), o.act("admin"), worked, sent("large.pdf"), brokenOff{fmt.Errorf("sent: %w", io.ErrUnexpectedEOF)})
	if fault.Of(err) != nil || err == nil {
		t.Errorf("another error: %v", err)
	}
	if left := o.left(t); len(left) > 0 || o.head(t) != before {
		t.Errorf("%v is left", left)
	}
}
