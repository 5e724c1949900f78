package finding

import (
	"strings"
	"testing"
)

// meant is the status in a short form for tables.
func (s status) meant() string {
	var words []string
	for word, is := range map[string]bool{"negated": s.negated, "doubtful": s.doubtful, "other": s.other, "supposed": s.supposed} {
		if is {
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		return "affirmed"
	}
	return words[0] // no row has two
}

// Each row holds a sentence in which the words asked about stand in brackets.
func TestContext(t *testing.T) {
	for sentence, want := range map[string]string{
		"Denies {radiation} below the knee.":                                        "negated",
		"Denies n/t, weakness or {bladder} symptoms.":                               "negated",
		"No b/b sx, no fever, no {wt loss}.":                                        "negated",
		"There is no {numbness}; what she has is weakness.":                         "negated",
		"There is no numbness; what she has is {weakness}.":                         "affirmed",
		"No numbness but has {weakness}.":                                           "affirmed",
		"No relief from {physical therapy}.":                                        "affirmed",
		"Never had {back surgery}.":                                                 "negated",
		"She has never undergone {surgery}.":                                        "negated",
		"He hasn't had any {injections}.":                                           "negated",
		"Fam hx: mother had {lumbar fusion} at age 60, still hurts.":                "other",
		"Her mother's {lumbar fusion} went badly.":                                  "other",
		"If therapy fails, consider {ESI} referral.":                                "supposed",
		"If therapy fails, consider ESI referral; {surgical} consult only if worse": "supposed",
		"{Surgical} opinion only if the weakness gets worse.":                       "supposed",
		"She prefers this to {surgery}.":                                            "negated",
		"She does not want {surgery} for herself.":                                  "negated",
		"No {operation} on the spine.":                                              "negated",
		"She attended 12 visits of {PT} with no lasting benefit.":                   "affirmed",
		"Rule out {radiculopathy}.":                                                 "doubtful",
		"Possible {meniscal tear}.":                                                 "doubtful",
		"{MRI} was requested.":                                                      "supposed",
		"Will start {gabapentin}.":                                                  "supposed",
		"[ ] {Change in work status} [X] Periodic report":                           "negated",
		"[ ] Change in work status [X] {Periodic report}":                           "affirmed",
		"{Spasm} was not present.":                                                  "negated",
		"{Numbness}: denies":                                                        "negated",
		"Pain without {numbness}.":                                                  "negated",
		"{Pain} without numbness.":                                                  "affirmed",
		"Low back {pain} and no numbness.":                                          "affirmed",
		"The patient has no more than mild {spasm}.":                                "affirmed",
		"He has not responded to {acupuncture}.":                                    "affirmed",
		"{Surgery} was declined; she takes naproxen.":                               "affirmed",
		"She declined {surgery}.":                                                   "negated",
		"He is status post {lumbar laminectomy} in 2010.":                           "affirmed",
		"Although there is no weakness, {sensation} is decreased.":                  "affirmed",
		"Awaiting authorization for {EMG}.":                                         "supposed",
		"Negative for {drowsiness}, constipation.":                                  "negated",
		"The {urine drug screen} was consistent.":                                   "affirmed",
		"Patient didn't complete {physical therapy}.":                               "negated",
	} {
		start := strings.IndexByte(sentence, '{')
		end := strings.IndexByte(sentence, '}') - 1
		plain := strings.NewReplacer("{", "", "}", "").Replace(sentence)
		if got := contextOf(plain).of(start, end); got.meant() != want {
			t.Errorf("%s: %s, want %s", sentence, got.meant(), want)
		}
	}
}
