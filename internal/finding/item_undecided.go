package finding

import (
	"slices"

	"imr/internal/review"
)

// itemUndecided finds an item of the case on which no decision says upheld or
// overturned.
//
// Limits: none known.
var itemUndecided = rule{
	CodeInfo{"item-undecided", Error, "An item of the case has no decision."},
	func(d *draft) []found {
		var out []found
		for _, it := range d.Case.Items {
			decided := slices.ContainsFunc(d.Review.For(it.ID), func(dec review.Decision) bool { return dec.Outcome != "" })
			if !decided {
				out = append(out, found{Finding: Finding{Section: Decision, Item: it.ID, Text: it.Description,
					Message: "This item is not decided; choose upheld or overturned."}})
			}
		}
		return out
	},
}
