package casefile

import "imr/internal/calendar"

// ItemID names a disputed item within its case.
type ItemID string

// Category is the class in which the DWC reports treatment requests.
type Category string

// Categories lists every treatment category.
var Categories = []Category{"pharmaceuticals", "rehabilitation", "diagnostics", "dmepos", "injections", "surgery",
	"evaluation_management", "behavioral_health", "programs", "home_health", "other"}

// ReviewTiming is when the review stands to the service (8 CCR §9792.6.1).
type ReviewTiming string

// The review timings.
const (
	Prospective   ReviewTiming = "prospective"
	Concurrent    ReviewTiming = "concurrent"
	Retrospective ReviewTiming = "retrospective"
)

// ReviewTimings lists every review timing.
var ReviewTimings = []ReviewTiming{Prospective, Concurrent, Retrospective}

// Side of the body; empty where the part has none or none was given.
type Side string

// Sides lists every side.
var Sides = []Side{"", "left", "right", "bilateral"}

// BodyPart is a part of the body that an item concerns, in free words.
type BodyPart struct {
	Part string
	Side Side
}

// DisputedItem is the unit of decision: one treatment or service as requested.
type DisputedItem struct {
	ID           ItemID
	Description  string // as requested; printed as it stands
	Quantity     string // as requested, such as 12 visits; empty where none was given
	Category     Category
	Timing       ReviewTiming
	ServiceDates []calendar.Date // at least one when retrospective
	BodyParts    []BodyPart
	// ClaimsAdministratorGuideline is what utilization review cited; empty means none.
	ClaimsAdministratorGuideline string
}
