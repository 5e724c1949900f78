package spelling

import "testing"

func TestSlips(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"halloran", "halloran", 0}, {"", "abc", 3}, {"halloran", "haloran", 1}, {"halloran", "hallorann", 1},
		{"halloran", "hallorin", 1}, {"halloran", "hallaron", 2}, {"halloran", "hlaloran", 1}, {"müller", "muller", 1}, {"ab", "ba", 1},
		{"ca", "abc", 3}, // a letter swapped is not changed again
		{"anders", "larkin", 6},
	} {
		if got, back := Slips(tt.a, tt.b), Slips(tt.b, tt.a); got != tt.want || back != got {
			t.Errorf("Slips(%q, %q) = %d and back %d, want %d", tt.a, tt.b, got, back, tt.want)
		}
	}
}

func TestPlain(t *testing.T) {
	if got := Plain("Siobhán O’Brien-Núñez"); got != "siobhan obrien-nunez" {
		t.Errorf("Plain = %q", got)
	}
}
