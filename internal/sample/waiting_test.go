package sample

import (
	"bytes"
	"testing"

	"imr/internal/calendar"
	"imr/internal/reviewer"
)

// TestWaitingApplicationsCanBe: their dates and items are possible on any day, and
// their papers are made.
func TestWaitingApplicationsCanBe(t *testing.T) {
	for _, on := range []string{"2026-11-24", "2028-02-29", "2027-01-01"} {
		today := calendar.MustDate(on)
		list, err := Applications(today)
		if err != nil || len(list) != len(WaitingNumbers) {
			t.Fatalf("%s: %d applications, %v", on, len(list), err)
		}
		for i, w := range list {
			if err := w.CheckApplication(today); err != nil {
				t.Errorf("%s: %s: %v", on, w.Number, err)
			}
			if !bytes.HasPrefix(w.FormPDF, []byte("%PDF")) || bytes.HasPrefix(w.URPDF, []byte("%PDF")) != (i < len(list)-1) {
				t.Errorf("%s: %s has not the papers that it should", on, w.Number)
			}
		}
		for i, p := range Credentials(today) {
			if blocks := p.Blocks(reviewer.Standard(), today); p.Validate(today) != nil || len(blocks) > 0 {
				t.Errorf("%s: reviewer %d: %v, %v", on, i, p.Validate(today), blocks)
			}
		}
		if alerts := Credentials(today)[1].Alerts(reviewer.Standard(), today); len(alerts) != 1 {
			t.Errorf("%s: the alerts of the second are %v", on, alerts)
		}
	}
}
