// Package notice says what people are told of, and what a mail about it may say. In the
// application a notice names the case and never a person; a mail names neither.
package notice

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"imr/internal/account"
)

// Kind is what a notice is about.
type Kind string

// The kinds. For reviewers: Offered to OfferWaits, DueSoon to Returned; for admins:
// GivenBack, LetterIssued and the three that count. RecordsCame, Answered and
// CredentialEnds are for whoever has the case or the credential, and for admins.
const (
	Offered        Kind = "offered"
	Given          Kind = "given" // without an offer
	OfferGone      Kind = "offer_gone"
	CaseGone       Kind = "case_gone"
	OfferWaits     Kind = "offer_waits"
	DueSoon        Kind = "due_soon"
	Late           Kind = "late"
	Returned       Kind = "returned"
	RecordsCame    Kind = "records_came"
	Answered       Kind = "answered"
	CredentialEnds Kind = "credential_ends"
	GivenBack      Kind = "given_back"
	LetterIssued   Kind = "letter_issued"
	CountLate      Kind = "count_late"
	CountOffers    Kind = "count_offers"
)

// Kinds lists every kind.
var Kinds = []Kind{Offered, Given, OfferGone, CaseGone, OfferWaits, DueSoon, Late, Returned, RecordsCame, Answered, CredentialEnds, GivenBack,
	LetterIssued, CountLate, CountOffers}

var words = map[Kind]string{
	Offered:        "A case is offered to you. Say whether you take it.",
	Given:          "A case was given to you.",
	OfferGone:      "An offer to you was withdrawn. There is nothing to do.",
	CaseGone:       "A case is no longer with you. There is nothing to do.",
	OfferWaits:     "An offer still waits for your answer.",
	DueSoon:        "A decision of yours is due soon.",
	Late:           "A decision of yours is late.",
	Returned:       "Quality review sent a case back to you with remarks.",
	RecordsCame:    "New records arrived on a case.",
	Answered:       "A request for information was answered.",
	CredentialEnds: "A credential ends soon, or has ended.",
	GivenBack:      "A reviewer declined an offer or left a case. It needs another reviewer.",
	LetterIssued:   "A determination letter was issued.",
	CountLate:      "Decisions are late.",
	CountOffers:    "Offers wait for an answer longer than they should.",
}

// Words is the notice as one or two sentences, without the case.
func (k Kind) Words() string { return words[k] }

// Mode is how a person wants to hear of notices by e-mail.
type Mode string

// The modes.
const (
	AtOnce Mode = "at_once"
	Daily  Mode = "daily" // one message on a day with something new
	Never  Mode = "never" // in the application only
)

// Modes lists every mode, in the order in which people choose.
var Modes = []Mode{AtOnce, Daily, Never}

// Known reports whether m is a mode.
func (m Mode) Known() bool { return slices.Contains(Modes, m) }

// DefaultMode is the mode of a person who has not chosen: reviewers hear at once, as an
// offer's days run; staff, who have hundreds of cases, once a day.
func DefaultMode(roles []account.Role) Mode {
	if slices.Contains(roles, account.Reviewer) {
		return AtOnce
	}
	return Daily
}

// Subject is the subject of every mail about notices.
const Subject = "Something waits for you in the IMR workbench"

// Text is the whole mail. It is the same for every kind, case and person, so that
// neither a telephone's lock screen nor a relay learns anything. site is the address
// of the application, or empty.
func Text(site string, mode Mode) string {
	where := "Sign in to the IMR workbench and open “Notices”."
	if site != "" {
		where = "Sign in to see it: " + strings.TrimRight(site, "/") + "/notices"
	}
	often := "You get this message as soon as there is something new."
	if mode == Daily {
		often = "You get this message once a day when there is something new."
	}
	return "Something new waits for you in the IMR workbench.\n\n" + where + "\n\n" +
		often + " You can change that under “Notices”, “E-mail”. For privacy, messages never say what it is about. Please do not answer this message.\n"
}

// Settings are the house's own times.
type Settings struct {
	DueSoonDays int
	OfferWaits  time.Duration
	DigestHour  int // in California
}

//go:embed settings.csv
var settingsText string

var standard = readSettings(settingsText)

// Standard is the settings that ship.
func Standard() Settings { return standard }

// readSettings panics where the file that ships does not hold every number.
func readSettings(text string) Settings {
	r := csv.NewReader(strings.NewReader(text))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		panic(err)
	}
	amount := map[string]int{}
	for _, row := range rows[1:] {
		n, err := strconv.Atoi(row[1])
		if err != nil {
			panic(fmt.Sprintf("the setting %s has the amount %q", row[0], row[1]))
		}
		amount[row[0]] = n
	}
	for _, code := range []string{"due-soon", "offer-waits", "digest-hour"} {
		if _, there := amount[code]; !there {
			panic("the setting " + code + " is missing")
		}
	}
	return Settings{DueSoonDays: amount["due-soon"], OfferWaits: time.Duration(amount["offer-waits"]) * time.Hour, DigestHour: amount["digest-hour"]}
}
