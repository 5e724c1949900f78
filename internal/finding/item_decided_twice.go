package finding

// itemDecidedTwice finds an item that has more than one decision, whether or not
// they agree.
//
// Limits: none known.
var itemDecidedTwice = rule{
	CodeInfo{"item-decided-twice", Error, "An item of the case has more than one decision."},
	func(d *draft) []found {
		var out []found
		for _, it := range d.Case.Items {
			if len(d.Review.For(it.ID)) > 1 {
				out = append(out, found{Finding: Finding{Section: Decision, Item: it.ID, Text: it.Description,
					Message: "This item is decided more than once; keep one decision and remove the others."}})
			}
		}
		return out
	},
}
