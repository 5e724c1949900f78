package search

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"imr/internal/calendar"
)

const monthNames = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`

// The ways to write a day. The groups are named by what they hold.
var dayPatterns = []*regexp.Regexp{
	regexp.MustCompile(`\b(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})\b`),
	regexp.MustCompile(`\b(?P<m>\d{1,2})\s?[-/.]\s?(?P<d>\d{1,2})\s?[-/.]\s?(?P<y>\d{4}|\d{2})\b`),
	regexp.MustCompile(`(?i)\b(?P<n>` + monthNames + `)\.?[\s-]+(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|[\s-]+)'?(?P<y>\d{4}|\d{2})\b`),
	regexp.MustCompile(`(?i)\b(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?(?P<n>` + monthNames + `)\.?(?:\s*,\s*|[\s-]*)'?(?P<y>\d{4}|\d{2})\b`),
}

// dates is every calendar date of the text, found in all the ways to write it.
func dates(text string) []found {
	var list []found
	for _, pattern := range dayPatterns {
		for _, at := range pattern.FindAllStringSubmatchIndex(text, -1) {
			day, ok := readDay(pattern, text, at)
			if !ok || taken(list, at[0], at[1]) || dateGoesOn(text, at[0], at[1]) {
				continue
			}
			t := Term{Kind: Day, phrases: dayPhrases(day)}
			t.Also = []string{day.US(), day.Long(), day.String(), "and every other way to write it"}
			list = append(list, found{t, at[0], at[1]})
		}
	}
	return list
}

// dateGoesOn reports whether the digits belong to something longer, such as a
// claim number.
func dateGoesOn(text string, start, end int) bool {
	return start > 0 && strings.IndexByte("/-.", text[start-1]) >= 0 ||
		end+1 < len(text) && strings.IndexByte("/-", text[end]) >= 0 && '0' <= text[end+1] && text[end+1] <= '9'
}

func readDay(pattern *regexp.Regexp, text string, at []int) (calendar.Date, bool) {
	var y, m, d int
	for i, name := range pattern.SubexpNames() {
		if name == "" || at[2*i] < 0 {
			continue
		}
		group := text[at[2*i]:at[2*i+1]]
		number, _ := strconv.Atoi(group)
		switch name {
		case "y":
			y = fullYear(number, len(group))
		case "m":
			m = number
		case "n":
			m = monthOf(group)
		case "d":
			d = number
		}
	}
	if m > 12 && d <= 12 {
		m, d = d, m // a day before the month, as elsewhere in the world
	}
	date, err := calendar.ParseDate(fmt.Sprintf("%04d-%02d-%02d", y, m, d))
	return date, err == nil
}

// fullYear takes a year of two digits for one up to 2040, else of the century
// before.
func fullYear(year, digits int) int {
	switch {
	case digits > 2:
		return year
	case year <= 40:
		return 2000 + year
	}
	return 1900 + year
}

func monthOf(name string) int {
	for m := time.January; m <= time.December; m++ {
		if strings.EqualFold(name[:3], m.String()[:3]) {
			return int(m)
		}
	}
	return 0
}

// dayPhrases is every way to write the day: with two and four digits for the
// year, with and without leading zeros, in figures and in words.
func dayPhrases(day calendar.Date) []phrase {
	var list []phrase
	add := func(words ...string) { list = append(list, newPhrase(words...)) }
	years := []string{strconv.Itoa(day.Year), fmt.Sprintf("%02d", day.Year%100)}
	months, days := bothWays(int(day.Month)), bothWays(day.Day)
	for _, m := range months {
		for _, d := range days {
			add(m, d, years[0])
			add(m, d, years[1])
			add(years[0], m, d)
		}
	}
	ordinal := strconv.Itoa(day.Day) + ordinalEnding(day.Day)
	for _, name := range namesOf(day.Month) {
		for _, d := range append(days, ordinal) {
			for _, y := range years {
				add(name, d, y)
				add(d, name, y)
			}
			add(d, "of", name, years[0])
		}
		add(fmt.Sprintf("%02d%s%s", day.Day, name, years[0]))
	}
	add(years[0] + fmt.Sprintf("%02d%02d", int(day.Month), day.Day))
	return list
}

// bothWays is a number without and with its leading zero.
func bothWays(n int) []string {
	if n > 9 {
		return []string{strconv.Itoa(n)}
	}
	return []string{strconv.Itoa(n), "0" + strconv.Itoa(n)}
}

func namesOf(m time.Month) []string {
	full := strings.ToLower(m.String())
	switch m {
	case time.May:
		return []string{full}
	case time.September:
		return []string{full, "sep", "sept"}
	}
	return []string{full, full[:3]}
}

func ordinalEnding(n int) string {
	if n >= 11 && n <= 13 {
		return "th"
	}
	switch n % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}
