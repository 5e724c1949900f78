package casework

import (
	"time"

	"imr/internal/account"
	"imr/internal/desk"
	"imr/internal/quality"
	"imr/internal/sqlite"
)

// finishedEach is from how many of a reviewer's last reviews their pace is taken.
const finishedEach = 20

// load is who has how much to do now.
type load struct {
	open      []sqlite.DeskCase
	cases     []desk.Case // of open, in their order
	forecasts []desk.Forecast
	prior     desk.Prior
	speeds    desk.Speeds
	now       time.Time
}

// loadNow reads the open cases and reckons each.
func loadNow(tx *sqlite.Tx) (load, error) {
	l := load{prior: desk.Standard(), speeds: desk.Speeds{}, now: tx.Now}
	done, err := tx.FinishedReviews(finishedEach)
	if err != nil {
		return l, err
	}
	for id, fs := range done {
		l.speeds[id] = desk.Speed{Pace: l.prior.Pace(fs), Last: fs[0].Ended}
	}
	if l.open, err = tx.DeskCases(); err != nil {
		return l, err
	}
	l.cases = make([]desk.Case, len(l.open))
	for i, c := range l.open {
		l.cases[i] = c.Case
	}
	l.forecasts = l.prior.Forecasts(l.cases, l.speeds, l.now)
	return l, nil
}

// codes are the codes of reviewers, each made once.
type codes map[account.UserID]string

func (c codes) of(id account.UserID) string {
	if id == "" {
		return ""
	}
	if _, made := c[id]; !made {
		c[id] = quality.ReviewerCode(id)
	}
	return c[id]
}
