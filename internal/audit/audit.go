// Package audit holds the trail: who did what to which, one event for each act,
// chained by hashes so that a change of an earlier event is found.
package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"imr/internal/account"
)

// Act is what is about to be done; it becomes an Event when it is done. Note
// says more for people and never holds anything from a medical record.
type Act struct {
	By     account.Actor
	Name   string // such as review.sign
	Object string // such as a case number
	Note   string
}

// By describes an act on an object.
func By(by account.Actor, name, object string) Act {
	return Act{By: by, Name: name, Object: object}
}

// With is the act with a note.
func (a Act) With(note string) Act {
	a.Note = note
	return a
}

// Event is one line of the trail. Seq counts from 1 without a gap. Prev is the
// Hash of the event before, empty for the first.
type Event struct {
	Seq    int64
	At     time.Time // UTC, to the microsecond
	Actor  string    // the user's id, or the command
	Name   string
	Object string
	Note   string
	Prev   string // lower-case hex
	Hash   string // lower-case hex
}

// New makes the event that follows the one with prevSeq and prevHash.
func New(a Act, at time.Time, prevSeq int64, prevHash string) Event {
	e := Event{Seq: prevSeq + 1, At: at.UTC().Truncate(time.Microsecond), Actor: string(a.By.ID),
		Name: a.Name, Object: a.Object, Note: a.Note, Prev: prevHash}
	if a.By.IsCommand() {
		e.Actor = a.By.Name
	}
	e.Hash = e.sum()
	return e
}

// sum hashes a versioned encoding in which every text is preceded by its length,
// so that no two events share an encoding.
func (e Event) sum() string {
	h := sha256.New()
	write := func(b []byte) {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(b))))
		h.Write(b)
	}
	write([]byte("imr-audit/1"))
	write(binary.BigEndian.AppendUint64(nil, uint64(e.Seq)))
	write(binary.BigEndian.AppendUint64(nil, uint64(e.At.UnixMicro())))
	for _, s := range []string{e.Actor, e.Name, e.Object, e.Note, e.Prev} {
		write([]byte(s))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Sound reports whether the event's hash is that of its fields.
func (e Event) Sound() bool { return e.Hash == e.sum() }

// Head is the end of a trail: what an outside witness keeps to detect a cut tail
// or a rewritten trail.
type Head struct {
	Seq  int64
	Hash string
}

// String is the head as it is printed and kept: the number, a colon and the hash.
func (h Head) String() string { return fmt.Sprintf("%d:%s", h.Seq, h.Hash) }

// ParseHead reads what String wrote.
func ParseHead(s string) (Head, error) {
	number, hash, ok := strings.Cut(s, ":")
	seq, err := strconv.ParseInt(number, 10, 64)
	if !ok || err != nil || len(hash) != 2*sha256.Size {
		return Head{}, fmt.Errorf("%q is not the head of a trail, which is a number, a colon and 64 digits", s)
	}
	return Head{seq, hash}, nil
}

// Verify walks the events in order and returns the head of a sound trail, which
// must contain the heads that were kept elsewhere. The error names the first
// event that is wrong. Without a kept head a cut tail and a trail rewritten as a
// whole cannot be told from a sound one.
func Verify(events iter.Seq2[Event, error], kept ...Head) (Head, error) {
	var head Head
	for e, err := range events {
		switch {
		case err != nil:
			return head, err
		case e.Seq != head.Seq+1:
			return head, fmt.Errorf("event %d follows event %d: events are missing", e.Seq, head.Seq)
		case e.Prev != head.Hash:
			return head, fmt.Errorf("event %d does not continue event %d", e.Seq, head.Seq)
		case !e.Sound():
			return head, fmt.Errorf("event %d was changed", e.Seq)
		}
		head = Head{e.Seq, e.Hash}
		for _, k := range kept {
			if k.Seq == head.Seq && k.Hash != head.Hash {
				return head, fmt.Errorf("event %d is not the one whose hash was kept: the trail was rewritten", e.Seq)
			}
		}
	}
	for _, k := range kept {
		if k.Seq > head.Seq {
			return head, fmt.Errorf("the trail ends at event %d and once had event %d: its end was cut off", head.Seq, k.Seq)
		}
	}
	return head, nil
}
