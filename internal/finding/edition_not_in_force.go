package finding

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/guideline"
	"imr/internal/review"
)

// editionNotInForce finds a citation of the MTUS whose edition was not in force
// on the day that counts for the item: the day of the service where it was given
// already, else that of the UR decision. The edition is the year in which it took
// effect in the schedule (8 CCR §9792.20 to §9792.27.23), or another year by which
// letters are known to cite the same edition.
//
// Limits: sources outside of the MTUS are not looked at, nor is a citation without
// a year. Of a chapter that the library does not know, only an edition of a later
// year than the day is told. A year after the last edition that the library knows,
// but not after the day, is let pass, since later editions exist. Where several
// days of service lie on both sides of a change, either edition will do.
var editionNotInForce = rule{
	CodeInfo{"edition-not-in-force", Error, "The MTUS edition cited was not in force on the date that counts for the item."},
	func(d *draft) []found {
		var out []found
		d.eachDecision(func(it casefile.DisputedItem, dec review.Decision) {
			days := daysThatCount(d.Case, it)
			for i, c := range dec.Citations {
				if message := untimely(d.library(), c, days); message != "" {
					out = append(out, found{at: i + 1, Finding: Finding{Section: Citation, Item: it.ID, Text: citationLine(c), Message: message}})
				}
			}
		})
		return out
	},
}

// daysThatCount lists the days of which the edition of one must be in force, the
// date that counts first.
func daysThatCount(c casefile.Case, it casefile.DisputedItem) []calendar.Date {
	days := []calendar.Date{c.DateThatCounts(it)}
	if it.Timing == casefile.Retrospective {
		days = append(days, it.ServiceDates...)
	}
	return slices.DeleteFunc(days, calendar.Date.IsZero)
}

// untimely says what is wrong with the edition cited, or "".
func untimely(library guideline.Library, c guideline.Citation, days []calendar.Date) string {
	cited := citedYear(c)
	if !c.IsMTUS() || cited == 0 || len(days) == 0 {
		return ""
	}
	known := library.Named(c)
	if slices.ContainsFunc(days, func(day calendar.Date) bool { return mayBeInForce(known, cited, day) }) {
		return ""
	}
	return fmt.Sprintf("The edition of %d was not in force on %s, the date that counts for this item; %s.", cited, days[0].Long(), inItsPlace(known, days[0]))
}

// citedYear is the year of the edition that the citation names, 0 where it names none.
func citedYear(c guideline.Citation) int {
	for _, field := range []string{c.Edition, c.Year, c.Guideline, c.Chapter} {
		if n, err := strconv.Atoi(year.FindString(field)); err == nil {
			return n
		}
	}
	return 0
}

// mayBeInForce reports whether the edition of the year may have been in force on
// the day, as far as the library knows.
func mayBeInForce(known []guideline.Edition, cited int, day calendar.Date) bool {
	last := 0
	for _, e := range known {
		if e.CitedAs(strconv.Itoa(cited)) && e.InForceOn(day) {
			return true
		}
		if e.To.IsZero() {
			last = max(last, e.From.Year)
		}
	}
	if len(known) == 0 {
		return cited <= day.Year
	}
	return last > 0 && cited > last && cited <= day.Year
}

// inItsPlace says which edition applies on the day.
func inItsPlace(known []guideline.Edition, day calendar.Date) string {
	var years []string
	for _, e := range known {
		if e.InForceOn(day) && !slices.Contains(years, e.Year) {
			years = append(years, e.Year)
		}
	}
	if len(years) == 0 {
		return "cite one that was in force, or another source and why the schedule was left"
	}
	return "cite the edition of " + strings.Join(years, " or ") + ", or correct the year"
}
