package finding

import "regexp"

// courseAttributes are what a record says of the course, of how a treatment was
// borne, of the worker's part in it, and of what an examination found.
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
	{key: "poor sleep", words: regexp.MustCompile(`\bsleep\w*|\binsomnia\b`),
		yes: regexp.MustCompile(`\binsomnia\b|\b(?:poor|disturbed|interrupted|broken) sleep\b|\bsle(?:eps?|pt|eping)(?: is| was)? (?:poor\w*|bad\w*)|\b(?:trouble|difficulty) (?:with sleep|sleeping|falling asleep)`),
		no:  regexp.MustCompile(`\bsle(?:eps?|pt|eping)(?: is| was)? (?:well|good|fine|normal\w*)|\bgood sleep\b|\b(?:no|den\w+) (?:\w+ ){0,2}insomnia\b`)},
	{key: "healed", words: regexp.MustCompile(`\b(?:fractures?|fx|wound|incision|fusion|union|non-?union)\b`),
		yes: regexp.MustCompile(`\b(?:well[- ])?healed\b|\bunited\b|\b(?:solid|complete|bony) (?:union|fusion)\b`),
		no:  regexp.MustCompile(`\bnon-?union\b|\b(?:not|n't)(?: yet| fully)? (?:healed|united)\b|\bdelayed union\b|\bpseudo?arthrosis\b|\bunhealed\b`)},
	{key: "drainage", words: regexp.MustCompile(`\b(?:wound|incision|drainage|discharge)\b`),
		yes: regexp.MustCompile(`\b(?:purulent|serous|bloody|active|serosanguin\w+) (?:drainage|discharge)|\bdraining\b|\b(?:drainage|discharge) (?:noted|present|from)|\bpus\b`),
		no:  regexp.MustCompile(`\b(?:no|without|w/o) (?:\w+ ){0,4}?(?:drainage|discharge|pus)\b|\bclean,? (?:and )?dry\b|\bc/d/i\b`)},
	{key: "walking aid", words: regexp.MustCompile(`\b(?:cane|walker|crutch\w*|unassisted|assistive|ambulat\w+)\b`), unless: regexp.MustCompile(`\b(?:cannot|unable|can't|request\w*|prescri\w*)\b`),
		yes: regexp.MustCompile(`(?:\b(?:with|uses|using|needs|requires)|w/) (?:a |the )?(?:\w+ )?(?:cane|walker|crutch\w*|assist\w*)`),
		no:  regexp.MustCompile(`\bunassisted\b|(?:\bwithout|w/o|\bno) (?:a |any )?(?:cane|walker|crutch\w*|assist\w+|aid|device)|\bindependent\w* ambulat\w+|\bambulat\w+ independent\w*`)},
}

var (
	courseOf    = regexp.MustCompile(`\b(?:pain|symptoms?|lbp|complaints?|condition|headaches?)\b`)
	onCondition = regexp.MustCompile(`\b(?:worse\w*|better|improv\w+|increas\w+|decreas\w+|aggravat\w+|range|motion|function\w*|strength)\s+(?:w/|with\b|by\b|on\b|when\b|in\b|at\b|after\b|upon\b|during\b|while\b|lying|sitting|standing)|\b(?:range|motion|function\w*|strength|tolerance)\b`)
)
