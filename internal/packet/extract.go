package packet

import (
	"time"

	"imr/internal/account"
	"imr/internal/audit"
)

// Extract is what the audit trail says of the case, as audit.json has it. Each event
// bears its hash over all its fields; where nothing is withheld it can be computed
// again from them, by the recipe that Recipe tells.
type Extract struct {
	Recipe string  `json:"recipe"`
	Head   string  `json:"head"` // of the whole trail: number, colon, hash
	Events []Event `json:"events"`
}

// Event is one event. What would lead to a reviewer is withheld: the hash still
// binds it, and who is let know it can be shown that it is what the hash was made of.
type Event struct {
	Seq      int64    `json:"seq"`
	At       string   `json:"at"` // UTC to the microsecond; of a withheld event the day alone
	Actor    string   `json:"actor"`
	Act      string   `json:"act"`
	Object   string   `json:"object"`
	Note     string   `json:"note"`
	Prev     string   `json:"prev"`
	Hash     string   `json:"hash"`
	Withheld []string `json:"withheld,omitempty"` // the fields that are not as they were hashed
}

// Recipe is how the hash of an event is made.
const Recipe = "SHA-256 over these, each preceded by its length as 8 bytes, big-endian: the text imr-audit/1; seq as 8 bytes; " +
	"the time as microseconds since 1970 in 8 bytes; actor, act, object, note, prev."

const stamp = "2006-01-02T15:04:05.000000Z"

// NewExtract makes the extract from events in order. of is the reviewers for a packet
// for outsiders, nil for inside.
func NewExtract(events []audit.Event, head string, of Hidden) Extract {
	out := Extract{Recipe: Recipe, Head: head, Events: []Event{}}
	for _, e := range events {
		one := Event{Seq: e.Seq, At: e.At.Format(stamp), Actor: e.Actor, Act: e.Name, Object: e.Object, Note: e.Note, Prev: e.Prev, Hash: e.Hash}
		if of.Has(e.Actor) {
			one.Actor, one.At, one.Withheld = string(account.Reviewer), e.At.Format(time.DateOnly), []string{"actor", "at"}
		}
		if note := of.Text(e.Note); note != e.Note || of.Has(e.Actor) && e.Note != "" && one.Act != "review.sign" {
			one.Note, one.Withheld = "", append(one.Withheld, "note")
		}
		out.Events = append(out.Events, one)
	}
	return out
}

// Sound reports whether each event from which nothing is withheld has the hash of its
// fields, and whether events that follow each other continue each other.
func (x Extract) Sound() bool {
	for i, e := range x.Events {
		if i > 0 && e.Seq == x.Events[i-1].Seq+1 && e.Prev != x.Events[i-1].Hash {
			return false
		}
		if len(e.Withheld) > 0 {
			continue
		}
		at, err := time.Parse(stamp, e.At)
		if err != nil || !(audit.Event{Seq: e.Seq, At: at, Actor: e.Actor, Name: e.Act, Object: e.Object, Note: e.Note, Prev: e.Prev, Hash: e.Hash}).Sound() {
			return false
		}
	}
	return true
}
