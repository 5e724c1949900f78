package finding

import "regexp"

// courseAttributes are what a record says of the course, of how a treatment was
// borne, of the worker's part in it, and of what an examination or a study found
// as a whole.
var courseAttributes = []attribute{
	{key: "tolerated", words: regexp.MustCompile(`\b(?:in)?toler\w+|\bside effects?\b|\badverse effects?\b|\bs/?e\b`), treats: true,
		yes: regexp.MustCompile(`\btolerat\w+|\b(?:no|without|w/o|denies) (?:any )?(?:side effects?|adverse effects?|s/?e)\b`),
		no:  regexp.MustCompile(`\b(?:not|cannot|unable to|n't|poorly|never)(?: be| well)? tolerat\w+|\bintoleran\w+|\btolerated (?:poorly|badly)|\bpoor(?:ly)? toler\w+`), unless: regexp.MustCompile(`\b(?:sitting|standing|walking|work|activity|exercise|sit|stand|walk)\b`)},
	{key: "unstable joint", words: regexp.MustCompile(`\b(?:knees?|ankles?|shoulders?|elbows?|wrists?|joints?|spine|hips?|lachman|pivot|drawer)\b`),
		yes: regexp.MustCompile(`\bunstable\b|\binstability\b|\blax(?:ity)?\b|\b(?:lachman|drawer|pivot shift)\w*[^.;,]{0,15}(?:\bpos|\+)`),
		no:  regexp.MustCompile(`\bstable\b|\b(?:no|without) (?:\w+ ){0,3}(?:instability|laxity)\b|\b(?:lachman|drawer|pivot shift)\w*[^.;,]{0,12}(?:\bneg|\(-\))`)},
	{key: "motivated", words: regexp.MustCompile(`\b(?:un)?motivat\w+`), yes: regexp.MustCompile(`\bmotivated\b|\bmotivation\b`), no: regexp.MustCompile(`\b(?:not|un|poorly|never|n't)[ -]?(?:\w+ )?motivated\b|\b(?:lacks?|lack of|no|poor|little) motivation\b`)},
	{key: "compliant", words: regexp.MustCompile(`\b(?:non-?)?(?:complian\w+|adheren\w+)`), yes: regexp.MustCompile(`\b(?:compliant|adherent|compliance|adherence)\b`), no: regexp.MustCompile(`\bnon-?(?:complian|adheren)\w+|\b(?:not|n't|never|poorly|partially)(?: \w+)? (?:compliant|adherent)\b|\b(?:poor|lack of|no) (?:compliance|adherence)\b`)},
	{key: "home exercise", words: regexp.MustCompile(`\bhome exercis\w+|\bhep\b|\bhome program\b|\bexercis\w+ at home\b`),
		yes: regexp.MustCompile(`\b(?:does|do|doing|performs?|performing|continues?|continued|daily|independent\w*|regular\w*|follows?|keeps?|every)\b`),
		no:  regexp.MustCompile(`\b(?:(?:do|does|did|is|was|has) ?)?(?:not|never|n't|no longer|stopped|quit|discontinued)\b[^.;,]{0,40}`), unless: regexp.MustCompile(`\b(?:should|will|recommend\w*|advised|instruct\w*|plan)\b`)},
	{key: "tenderness", concepts: []string{"tenderness", "tenderness-to-palpation", "facet-tenderness", "joint-line-tenderness"}, words: regexp.MustCompile(`\bnon-?tender\b|\bnttp\b`),
		yes: regexp.MustCompile(`\btender(?:ness)?\b|\bttp\b`), no: regexp.MustCompile(`\bnon-?tender\b|\bnttp\b|\b(?:no|without|w/o|den\w+|not) (?:\w+ ){0,3}?(?:tender(?:ness)?|ttp)\b`)},
	{key: "better", words: courseOf, unless: onCondition,
		yes: regexp.MustCompile(`\bimprov(?:ed|ing)\b|\b(?:is|feels?|feeling|getting|much|somewhat|got|was) better\b|\b(?:pain|symptoms) (?:has |have |had )?(?:decreased|diminished|lessened|subsided)\b`),
		no:  regexp.MustCompile(`\bunchanged\b|\bno change\b|\b(?:not|n't) (?:changed?|improv\w+|better|gotten better)\b|\bno (?:better|improvement)\b|\bwors\w+|\b(?:the|about the) same\b`)},
	{key: "worse", words: courseOf, unless: onCondition,
		yes: regexp.MustCompile(`\bworse\w*\b|\b(?:pain|symptoms) (?:has |have |had )?increased\b`),
		no:  regexp.MustCompile(`\bimprov(?:ed|ing)\b|\bunchanged\b|\bbetter\b|\b(?:no|not) (?:\w+ )?worse\w*\b`)},
	{key: "normal study", words: studyWord, unless: regexp.MustCompile(`\b(?:request\w*|recommend\w*|order\w*)\b`),
		yes: regexp.MustCompile(`\b(?:is|was|were|are|:) (?:entirely |essentially |read as )?(?:normal|unremarkable|negative|within normal limits|wnl)\s*$|\bnormal (?:study|studies|exam\w*|mri|x-?rays?|films?|radiographs?|ncs|emg)\b|\bshow(?:ed|s) no abnormalit\w+`),
		no:  regexp.MustCompile(`\babnormal\b`)},
}

var (
	courseOf    = regexp.MustCompile(`\b(?:pain|symptoms?|lbp|complaints?|condition|headaches?)\b`)
	onCondition = regexp.MustCompile(`\b(?:worse\w*|better|improv\w+|increas\w+|decreas\w+|aggravat\w+|range|motion|function\w*|strength)\s+(?:w/|with\b|by\b|on\b|when\b|in\b|at\b|after\b|upon\b|during\b|while\b|lying|sitting|standing)|\b(?:range|motion|function\w*|strength|tolerance)\b`)
	studyWord   = regexp.MustCompile(`\b(?:x-?rays?|radiographs?|films?|xr|mri|ct|imaging|scans?|study|studies|emg|ncs|ncv|nerve conduction|electrodiagnostic\w*)\b`)
)
