package finding

import (
	"fmt"

	"imr/internal/casefile"
	"imr/internal/chronology"
)

// recordNotReceived finds a dated report that the records, the RFA or the UR
// decision name and that is not in the case file (LC 4610.5(l)).
//
// Limits: those of chronology.NotReceived, which is sparing: a record of the same
// family of kinds on the same day counts as the one that is named.
var recordNotReceived = rule{
	CodeInfo{"record-not-received", Warning, "A dated report that the records name is not in the case file."},
	func(d *draft) []found {
		var out []found
		for i, m := range d.NotReceived {
			out = append(out, found{Finding{Section: Records, Text: m.Text,
				Evidence: []Evidence{{m.Document, m.Page, m.Text}},
				Message: fmt.Sprintf("Page %d of %s names a record of %s that is not in the case file; ask for it, or say why it is not needed.",
					m.Page, d.title(m.Document), named(m))}, i})
		}
		return out
	},
}

// named is the day of a record that is named, or its month.
func named(m chronology.RecordMention) string {
	if m.Precise {
		return m.Date.US()
	}
	return fmt.Sprintf("%s %d", m.Date.Month, m.Date.Year)
}

// NotReceived lists the reports that the pages name and the case does not hold.
// It depends on the records alone, so it is asked once and not on every save.
func NotReceived(c casefile.Case, pages []casefile.Page) []chronology.RecordMention {
	of := map[casefile.DocumentID][]casefile.Page{}
	for _, p := range pages {
		of[p.Document] = append(of[p.Document], p)
	}
	var held []chronology.Held
	var mentions []chronology.RecordMention
	for _, doc := range c.Documents {
		holds, names := chronology.Contents(doc, of[doc.ID])
		held, mentions = append(held, holds...), append(mentions, names...)
	}
	return chronology.NotReceived(mentions, held)
}
