package review

import (
	"slices"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
)

// Side is how a fact bears on an item: for the treatment or against it. Empty
// means that it is not in the item's lane.
type Side string

// The sides of a lane.
const (
	For     Side = "for"
	Against Side = "against"
)

// Sides lists every value.
var Sides = []Side{"", For, Against}

// maxFactNote is the most runes that a note on a fact may have.
const maxFactNote = 2000

// Fact is a place in the records that its reviewer put on a list of their own.
// Version counts its changes.
type Fact struct {
	ID int64
	Source
	EventDate calendar.Date // zero where no day is known
	Note      string
	Lanes     map[casefile.ItemID]Side // without empty sides
	Version   int
}

// Validate says what is wrong with the fact by the names of its fields.
func (f Fact) Validate() error {
	var bad fault.Fields
	if strings.TrimSpace(f.Quote) == "" {
		bad.Add("quote", "Select the words on the page, or type them as they stand there.")
	}
	if len([]rune(f.Note)) > maxFactNote {
		bad.Add("note", "Shorten the note to %d characters.", maxFactNote)
	}
	for _, side := range f.Lanes {
		if !slices.Contains(Sides, side) {
			bad.Add("lane", "Choose whether the fact is for or against the treatment, or neither.")
		}
	}
	return bad.Err("The fact was not kept.")
}

// InLane lists the facts that bear on the item in this way, in the order given.
func InLane(facts []Fact, item casefile.ItemID, side Side) []Fact {
	var out []Fact
	for _, f := range facts {
		if f.Lanes[item] == side {
			out = append(out, f)
		}
	}
	return out
}
