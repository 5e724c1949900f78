package quality

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"imr/internal/casefile"
)

// Settings say how many reviews are looked at twice.
type Settings struct {
	SecondLookPercent, ReviewerMonthlyCap, DirectorMonthlyCap int
}

// Setting is one of them with what it means.
type Setting struct {
	Name    string
	Value   int
	Meaning string
}

// AllSettings lists the settings in their order.
func AllSettings() []Setting {
	var out []Setting
	for _, row := range rows(settingsData) {
		out = append(out, Setting{row[0], number(row[1]), row[2]})
	}
	return out
}

// Standard is the settings that are in force.
func Standard() Settings {
	byName := map[string]int{}
	for _, s := range AllSettings() {
		byName[s.Name] = s.Value
	}
	return Settings{byName["second_look_percent"], byName["reviewer_monthly_cap"], byName["director_monthly_cap"]}
}

// Draw is how an approved review came to be looked at twice or not. Lot is from 0 up
// to but not including 100, and follows from the seed alone.
type Draw struct {
	Seed string
	Lot  int
	// Why a review whose lot fell was passed over: "" or one of the words below.
	Excused string
	Drawn   bool
}

// Why a lot that fell does not count.
const (
	ReviewerCapped = "reviewer capped"
	NoDirector     = "no other director"
)

// Around is what a draw depends on besides its lot.
type Around struct {
	OfReviewer int // reviews of the same reviewer drawn in this month
	Directors  int // other directors who may look and have not reached their cap
}

// DrawSecond draws one version of a case's review. Who knows the seed, the number and
// the version can draw again and comes to the same lot.
func (s Settings) DrawSecond(seed string, number casefile.CaseNumber, version int, a Around) Draw {
	sum := sha256.Sum256(fmt.Appendf(nil, "imr-second-look/1 %s %s %d", seed, number, version))
	d := Draw{Seed: seed, Lot: int(binary.BigEndian.Uint64(sum[:8]) % 100)}
	switch {
	case d.Lot >= s.SecondLookPercent:
	case a.OfReviewer >= s.ReviewerMonthlyCap:
		d.Excused = ReviewerCapped
	case a.Directors == 0:
		d.Excused = NoDirector
	default:
		d.Drawn = true
	}
	return d
}

// Note is the draw as the trail keeps it.
func (d Draw) Note() string {
	out := fmt.Sprintf("seed %s lot %d drawn %v", d.Seed, d.Lot, d.Drawn)
	if d.Excused != "" {
		out += ", " + d.Excused
	}
	return out
}
