package chronology

import (
	"regexp"
	"strings"

	"imr/internal/calendar"
)

var (
	// bareDigits matches a day that is typed without anything between its numbers.
	bareDigits = regexp.MustCompile(`^(?:(\d\d)(\d\d)(\d{4}|\d\d))$`)
	isoDigits  = regexp.MustCompile(`^((?:19|20)\d\d)(\d\d)(\d\d)$`)
)

// Day reads a day as people in the United States type it: 3/14/2014, 3-14-14,
// March 14, 2014, 14 Mar 2014, Fri 3/14/14, 2014-03-14, 031414. ok is false where
// the text is anything else or more than that.
func Day(text string) (day calendar.Date, ok bool) {
	text = strings.Trim(text, " .,")
	forms := []string{text, bareDigits.ReplaceAllString(text, "$1/$2/$3"), isoDigits.ReplaceAllString(text, "$1-$2-$3")}
	for _, form := range forms {
		list := Dates(form)
		if len(list) == 1 && list[0].Precise && list[0].End == len(form) && leadIn.MatchString(form[:list[0].Start]) {
			return list[0].Date, true
		}
	}
	return calendar.Date{}, false
}
