package casefile

import (
	"slices"
	"strings"
	"testing"

	"imr/internal/fault"
)

// allowed is written out on its own, one line per state, so that a slip in the
// table of acts shows.
var allowed = map[State]string{
	Received:        "find_eligible→eligible find_ineligible→ineligible defer→deferred withdraw→withdrawn terminate→terminated",
	Eligible:        "find_ineligible→ineligible defer→deferred notify→awaiting_records withdraw→withdrawn terminate→terminated",
	Ineligible:      "find_eligible→eligible",
	Deferred:        "find_eligible→eligible find_ineligible→ineligible resume→received withdraw→withdrawn terminate→terminated",
	AwaitingRecords: "complete_records→ready withdraw→withdrawn terminate→terminated",
	Ready:           "offer→offered assign→in_review withdraw→withdrawn terminate→terminated",
	Offered:         "decline→ready accept→accepted withdraw→withdrawn terminate→terminated",
	Accepted:        "open→in_review release→ready withdraw→withdrawn terminate→terminated",
	InReview:        "release→ready hand_in→handed_in withdraw→withdrawn terminate→terminated",
	HandedIn:        "return→returned approve→approved withdraw→withdrawn terminate→terminated",
	Returned:        "release→ready hand_in→handed_in withdraw→withdrawn terminate→terminated",
	Approved:        "issue→issued withdraw→withdrawn terminate→terminated",
	Issued:          "correct→issued publish→published remand→remanded",
	Published:       "correct→issued remand→remanded",
	Withdrawn:       "",
	Terminated:      "",
	Remanded:        "offer→offered assign→in_review withdraw→withdrawn terminate→terminated",
}

func TestEveryStateTimesEveryAct(t *testing.T) {
	if len(allowed) != len(States) {
		t.Fatalf("the table has %d states of %d", len(allowed), len(States))
	}
	for _, s := range States {
		want := strings.Fields(allowed[s])
		var got []string
		for _, a := range Acts {
			to, err := s.After(a)
			switch f := fault.Of(err); {
			case err == nil:
				got = append(got, string(a)+"→"+string(to))
			case f == nil || f.Kind != fault.Forbidden || to != s || stateWords[s] == "" || actWords[a] == "":
				t.Errorf("%s, %s: refused with %v, still %s", s, a, err, to)
			}
			if slices.Contains(s.Allows(), a) != (err == nil) {
				t.Errorf("%s: Allows and After disagree about %s", s, a)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s allows %v, want %v", s, got, want)
		}
	}
}

func TestStatesThatCloseACase(t *testing.T) {
	for _, s := range States {
		if s.Drafting() && s.Closed() || s.Signed() && s.Ended() || !s.Known() {
			t.Errorf("%s contradicts itself", s)
		}
	}
	if State("").Known() || State("lost").Known() {
		t.Error("an unknown state is known")
	}
}
