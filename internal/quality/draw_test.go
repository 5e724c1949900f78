package quality

import (
	"fmt"
	"testing"
)

func TestDrawIsRepeatable(t *testing.T) {
	s, free := Settings{20, 4, 20}, Around{Directors: 1}
	first := s.DrawSecond("seed", "CM14-1", 1, free)
	if again := s.DrawSecond("seed", "CM14-1", 1, free); again != first {
		t.Errorf("drawn again: %+v, then %+v", first, again)
	}
	if capped := s.DrawSecond("seed", "CM14-1", 1, Around{OfReviewer: 9}); capped.Lot != first.Lot {
		t.Errorf("the lot depends on what is around: %d, then %d", first.Lot, capped.Lot)
	}
	other := map[string]Draw{"seed": s.DrawSecond("other", "CM14-1", 1, free), "number": s.DrawSecond("seed", "CM14-2", 1, free), "version": s.DrawSecond("seed", "CM14-1", 2, free)}
	same := 0
	for _, d := range other {
		if d.Lot == first.Lot {
			same++
		}
	}
	if same == len(other) {
		t.Errorf("neither seed, number nor version changes the lot %d", first.Lot)
	}
}

// TestDrawTakesItsShare: of many lots about the share falls, and every lot occurs.
func TestDrawTakesItsShare(t *testing.T) {
	drawn, lots := 0, map[int]int{}
	for i := range 10_000 {
		d := Settings{20, 4, 20}.DrawSecond(fmt.Sprint(i), "CM14-1", 1, Around{Directors: 1})
		lots[d.Lot]++
		if d.Drawn {
			drawn++
		}
		if d.Drawn != (d.Lot < 20) || d.Lot < 0 || d.Lot > 99 {
			t.Fatalf("lot %d is drawn: %v", d.Lot, d.Drawn)
		}
	}
	if drawn < 1800 || drawn > 2200 || len(lots) != 100 {
		t.Errorf("%d of 10000 drawn, with %d lots", drawn, len(lots))
	}
}

func TestDrawRespectsTheCaps(t *testing.T) {
	for name, tt := range map[string]struct {
		percent int
		around  Around
		drawn   bool
		excused string
	}{
		"room for both":                    {100, Around{OfReviewer: 3, Directors: 1}, true, ""},
		"the reviewer's month is full":     {100, Around{OfReviewer: 4, Directors: 1}, false, ReviewerCapped},
		"and more than full":               {100, Around{OfReviewer: 5, Directors: 1}, false, ReviewerCapped},
		"nobody else can look":             {100, Around{OfReviewer: 0, Directors: 0}, false, NoDirector},
		"no lot falls, so none is excused": {0, Around{OfReviewer: 4, Directors: 0}, false, ""},
	} {
		d := Settings{tt.percent, 4, 20}.DrawSecond("seed", "CM14-1", 1, tt.around)
		if d.Drawn != tt.drawn || d.Excused != tt.excused {
			t.Errorf("%s: %+v", name, d)
		}
	}
}

func TestDrawNoteTellsAll(t *testing.T) {
	for want, d := range map[string]Draw{
		"seed S lot 7 drawn true":                   {Seed: "S", Lot: 7, Drawn: true},
		"seed S lot 7 drawn false, reviewer capped": {Seed: "S", Lot: 7, Excused: ReviewerCapped},
	} {
		if got := d.Note(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestStandardSettingsAreThoseOfTheData(t *testing.T) {
	if got := Standard(); got != (Settings{20, 4, 20}) || len(AllSettings()) != 3 {
		t.Errorf("Standard = %+v", got)
	}
}
