package finding

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"imr/internal/casefile"
	"imr/internal/review"
)

// dependencyInconsistent finds an item that is overturned although the item on
// which it depends is upheld: what goes with a treatment is not needed without it.
//
// Limits: only the item that is named is looked at, not the one on which that in
// turn depends, which has a finding of its own. Where the field is empty, the
// reason or the rationale is read for “item N”, and counts where it names one other item.
// That a dependent item is upheld while the other is overturned is no fault.
var dependencyInconsistent = rule{
	CodeInfo{"dependency-inconsistent", Error, "A dependent item is overturned while the item that it depends on is upheld."},
	func(d *draft) []found {
		var out []found
		d.eachDecision(func(it casefile.DisputedItem, dec review.Decision) {
			on := d.dependsOn(it, dec)
			other, known := d.Case.Item(on)
			if !known || dec.Outcome != review.Overturned || !d.isUpheld(on) {
				return
			}
			out = append(out, found{Finding: Finding{Section: Decision, Item: it.ID, Text: it.Description,
				Message: fmt.Sprintf("This item is overturned although item %s (%s), on which it depends, is upheld; change one of the"+
					" two decisions, or say why this item is needed by itself.", other.ID, oneLine(other.Description))}})
		})
		return out
	},
}

// dependsOn is the other item on which the decision says that it depends, or "".
func (d *draft) dependsOn(it casefile.DisputedItem, dec review.Decision) casefile.ItemID {
	if dec.Basis != review.Dependent || dec.DependsOn == it.ID {
		return ""
	}
	if dec.DependsOn != "" {
		return dec.DependsOn
	}
	for _, text := range []string{dec.BasisReason, dec.Rationale} {
		if named := d.itemsNamed(text, it.ID); len(named) == 1 {
			return named[0]
		}
	}
	return ""
}

// isUpheld reports whether the item has a decision, and every one of them upholds.
func (d *draft) isUpheld(id casefile.ItemID) bool {
	decs := d.Review.For(id)
	return len(decs) > 0 && !slices.ContainsFunc(decs, func(dec review.Decision) bool { return dec.Outcome != review.Upheld })
}

var itemNamed = regexp.MustCompile(`(?i)\bitem (?:no\. ?|number |# ?)?([\pL\d][\w.-]*)`)

// itemsNamed lists the items of the case, but for one, that the text calls by “item N”.
func (d *draft) itemsNamed(text string, but casefile.ItemID) []casefile.ItemID {
	var out []casefile.ItemID
	for _, m := range itemNamed.FindAllStringSubmatch(text, -1) {
		id := casefile.ItemID(strings.TrimRight(m[1], ".-"))
		if _, known := d.Case.Item(id); known && id != but && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
