package calendar_test

import (
	"strings"
	"testing"

	"imr/internal/calendar"
)

// The lists for 2013, 2014 and 2024 are those that the state's personnel
// department published; the others follow from them by weekday.
func TestHolidaysOfAYear(t *testing.T) {
	tests := []struct {
		name string
		year int
		want string
	}{
		{"Chavez on a Sunday", 2013, "01-01 01-21 02-18 04-01 05-27 07-04 09-02 11-11 11-28 11-29 12-25"},
		{"no weekend", 2014, "01-01 01-20 02-17 03-31 05-26 07-04 09-01 11-11 11-27 11-28 12-25"},
		{"Chavez on a Sunday, leap year", 2024, "01-01 01-15 02-19 04-01 05-27 07-04 09-02 11-11 11-28 11-29 12-25"},
		{"Christmas on a Sunday", 2016, "01-01 01-18 02-15 03-31 05-30 07-04 09-05 11-11 11-24 11-25 12-26"},
		{"Veterans on a Saturday, New Year on a Sunday", 2017, "01-02 01-16 02-20 03-31 05-29 07-04 09-04 11-10 11-23 11-24 12-25"},
		{"Veterans on a Sunday, Chavez on a Saturday", 2018, "01-01 01-15 02-19 03-31 05-28 07-04 09-03 11-12 11-22 11-23 12-25"},
		{"July 4 on a Saturday", 2020, "01-01 01-20 02-17 03-31 05-25 07-04 09-07 11-11 11-26 11-27 12-25"},
		{"July 4 on a Sunday, Christmas on a Saturday", 2021, "01-01 01-18 02-15 03-31 05-31 07-05 09-06 11-11 11-25 11-26 12-25"},
		{"New Year on a Saturday, Christmas on a Sunday", 2022, "01-01 01-17 02-21 03-31 05-30 07-04 09-05 11-11 11-24 11-25 12-26"},
		{"Veterans on a Saturday again", 2023, "01-02 01-16 02-20 03-31 05-29 07-04 09-04 11-10 11-23 11-24 12-25"},
		{"last year of Lincoln and Columbus", 2009, "01-01 01-19 02-12 02-16 03-31 05-25 07-04 09-07 10-12 11-11 11-26 11-27 12-25"},
		{"first year without them", 2010, "01-01 01-18 02-15 03-31 05-31 07-05 09-06 11-11 11-25 11-26 12-25"},
		{"before Chavez", 2000, "01-01 01-17 02-12 02-21 05-29 07-04 09-04 10-09 11-10 11-23 11-24 12-25"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var days []string
			for _, h := range calendar.Holidays(tt.year) {
				days = append(days, h.Date.String()[5:])
				if h.Date.Year != tt.year || h.Name == "" || !strings.HasPrefix(h.Section, "Government Code ") {
					t.Errorf("%+v lacks its year, name or section", h)
				}
			}
			if got := strings.Join(days, " "); got != tt.want {
				t.Errorf("Holidays(%d)\n got %s\nwant %s", tt.year, got, tt.want)
			}
		})
	}
}

func TestIsWorkingDay(t *testing.T) {
	tests := []struct {
		name, day, holiday string // holiday is "" on a working day, "weekend" on one
	}{
		{"New Year", "2015-01-01", "New Year's Day"},
		{"the day after New Year", "2015-01-02", ""},
		{"New Year observed", "2017-01-02", "New Year's Day"},
		{"the Friday before a Saturday New Year", "2021-12-31", ""},
		{"the Monday after a Saturday New Year", "2022-01-03", ""},
		{"King", "2015-01-19", "Martin Luther King Jr. Day"},
		{"Lincoln once", "2009-02-12", "Lincoln Day"},
		{"Lincoln no more", "2014-02-12", ""},
		{"Presidents", "2015-02-16", "Presidents' Day"},
		{"leap day", "2016-02-29", ""},
		{"leap day on a Saturday", "2020-02-29", "weekend"},
		{"Chavez", "2015-03-31", "Cesar Chavez Day"},
		{"Chavez observed", "2019-04-01", "Cesar Chavez Day"},
		{"Monday after a Saturday Chavez", "2018-04-02", ""},
		{"Memorial, earliest", "2020-05-25", "Memorial Day"},
		{"Memorial, latest", "2021-05-31", "Memorial Day"},
		{"Juneteenth, offices open", "2023-06-19", ""},
		{"Independence", "2014-07-04", "Independence Day"},
		{"Friday before a Saturday July 4", "2020-07-03", ""},
		{"Independence observed", "2021-07-05", "Independence Day"},
		{"Labor", "2014-09-01", "Labor Day"},
		{"Admission Day, offices open", "2014-09-09", ""},
		{"Native American Day, offices open", "2014-09-26", ""},
		{"Columbus once", "2008-10-13", "Columbus Day"},
		{"Columbus no more", "2014-10-13", ""},
		{"Veterans", "2014-11-11", "Veterans Day"},
		{"Veterans on the Friday", "2017-11-10", "Veterans Day"},
		{"Veterans on the Monday", "2018-11-12", "Veterans Day"},
		{"Thanksgiving, earliest", "2018-11-22", "Thanksgiving Day"},
		{"Thanksgiving, latest", "2019-11-28", "Thanksgiving Day"},
		{"a fifth Thursday", "2018-11-29", ""},
		{"day after Thanksgiving", "2014-11-28", "Day after Thanksgiving"},
		{"Christmas Eve", "2014-12-24", ""},
		{"Christmas", "2014-12-25", "Christmas Day"},
		{"Christmas observed", "2022-12-26", "Christmas Day"},
		{"year end", "2014-12-31", ""},
		{"Saturday", "2014-03-15", "weekend"},
		{"Sunday of the spring clock change", "2014-03-09", "weekend"},
		{"Monday after the clock change", "2014-03-10", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := calendar.MustDate(tt.day)
			if got := calendar.IsWorkingDay(d); got != (tt.holiday == "") {
				t.Errorf("IsWorkingDay(%s) = %v", d, got)
			}
			h, ok := calendar.HolidayOn(d)
			if want := tt.holiday != "" && tt.holiday != "weekend"; ok != want || (ok && h.Name != tt.holiday) {
				t.Errorf("HolidayOn(%s) = %v, %v", d, h, ok)
			}
		})
	}
}

func TestAddWorkingDays(t *testing.T) {
	tests := []struct {
		name, from string
		n          int
		want       string
	}{
		{"within a week", "2014-03-10", 4, "2014-03-14"},
		{"over a weekend", "2014-03-12", 5, "2014-03-19"},
		{"from a Saturday", "2014-03-15", 1, "2014-03-17"},
		{"from a Sunday", "2014-03-16", 5, "2014-03-21"},
		{"from a Friday", "2014-03-14", 1, "2014-03-17"},
		{"over the spring clock change", "2014-03-07", 1, "2014-03-10"},
		{"over the autumn clock change", "2014-10-31", 5, "2014-11-07"},
		{"over the year end", "2014-12-30", 3, "2015-01-05"},
		{"over Christmas and New Year", "2014-12-23", 7, "2015-01-05"},
		{"over an observed New Year", "2016-12-30", 1, "2017-01-03"},
		{"over a Saturday New Year", "2021-12-30", 2, "2022-01-03"},
		{"over King", "2015-01-16", 1, "2015-01-20"},
		{"over Presidents", "2015-02-13", 1, "2015-02-17"},
		{"over February 28", "2015-02-27", 1, "2015-03-02"},
		{"onto a leap day", "2016-02-26", 1, "2016-02-29"},
		{"over a Saturday leap day", "2020-02-28", 1, "2020-03-02"},
		{"over Chavez", "2015-03-30", 1, "2015-04-01"},
		{"over observed Chavez", "2013-03-29", 1, "2013-04-02"},
		{"over Memorial", "2014-05-23", 1, "2014-05-27"},
		{"over Independence", "2014-07-03", 1, "2014-07-07"},
		{"over observed Independence", "2021-07-02", 1, "2021-07-06"},
		{"over Labor", "2014-08-29", 1, "2014-09-02"},
		{"over Columbus when it counted", "2008-10-10", 1, "2008-10-14"},
		{"over Columbus when it did not", "2014-10-10", 1, "2014-10-13"},
		{"over Veterans on the Friday", "2017-11-09", 1, "2017-11-13"},
		{"over Veterans on the Monday", "2018-11-09", 1, "2018-11-13"},
		{"over Thanksgiving", "2014-11-26", 1, "2014-12-01"},
		{"from Thanksgiving itself", "2014-11-27", 1, "2014-12-01"},
		{"over Christmas", "2014-12-24", 1, "2014-12-26"},
		{"zero from a working day", "2014-03-14", 0, "2014-03-14"},
		{"zero from a Saturday", "2014-03-15", 0, "2014-03-17"},
		{"zero from a holiday before a weekend", "2014-11-27", 0, "2014-12-01"},
		{"back over a weekend", "2014-03-17", -1, "2014-03-14"},
		{"back from a Sunday", "2014-03-16", -1, "2014-03-14"},
		{"back over Thanksgiving", "2014-12-01", -1, "2014-11-26"},
		{"back over the year end", "2015-01-02", -3, "2014-12-29"},
		{"a year's worth", "2014-01-01", 250, "2014-12-31"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := calendar.AddWorkingDays(calendar.MustDate(tt.from), tt.n).String(); got != tt.want {
				t.Errorf("AddWorkingDays(%s, %d) = %s, want %s", tt.from, tt.n, got, tt.want)
			}
		})
	}
}
