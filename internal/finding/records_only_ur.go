package finding

import "strings"

// recordsOnlyUR finds a case file without a medical record: a decision may not
// rest on the papers of the dispute alone (8 CCR §9792.10.6(b)(2)).
//
// Limits: it goes by the kind that a document was given, not by what is in it; a
// report scanned into a letter's file counts as correspondence.
var recordsOnlyUR = rule{
	CodeInfo{"records-only-ur", Error, "The case file holds no medical record."},
	func(d *draft) []found {
		var names []string
		for _, doc := range d.Case.Documents {
			if doc.Kind.Medical() {
				return nil
			}
			names = append(names, orElse(doc.Title, string(doc.ID)))
		}
		text := orElse(strings.Join(names, "; "), "no documents")
		return []found{{Finding: Finding{Section: Records, Text: text,
			Message: "The case file holds no medical record; ask the parties for the records before deciding."}}}
	},
}
