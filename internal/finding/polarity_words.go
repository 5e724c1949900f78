package finding

import "regexp"

// attribute is a thing of which a record says one of two opposite things in words
// of its own, rather than by denying it.
type attribute struct {
	key      string
	concepts []string       // where one is named, the words beside it count
	words    *regexp.Regexp // or where these words stand
	yes, no  *regexp.Regexp // what speaks for the key, and against it
	unless   *regexp.Regexp // a part that has these words says nothing of it
	treats   bool           // it is said of a treatment, which must be the same
}

// attributes are read before anything else of a statement; the words of a record
// in lower case.
var attributes = append(courseAttributes, []attribute{
	{key: "abnormal gait", concepts: []string{"gait", "normal-gait", "antalgic-gait", "limp", "wide-based-gait", "steppage-gait", "gait-disorder"},
		yes: regexp.MustCompile(`\bantalgic|\blimp\w*|\babnormal|\bwide-based|\bsteppage|\bunsteady|\bslow\b|\bguarded|\bassisted\b|\bwith (?:a )?(?:cane|walker|crutch\w*)`), no: regexp.MustCompile(`\bnormal|\bnl\b|\bwnl\b|\bsteady|\bunremarkable|\bnon-?antalgic|\bwithout (?:a )?limp`)},
	{key: "weakness", concepts: []string{"muscle-strength", "normal-strength", "motor-deficit", "weakness"}, words: regexp.MustCompile(`\bmotor\b|\bstrength\b|\behl\b|\bplantar flexion\b|\bdorsiflexion\b`),
		yes: regexp.MustCompile(`\b[0-4][+-]?\s?/\s?5\b|\b(?:decreased|reduced|diminished|weak(?:ness)?|impaired|loss)\b`), no: regexp.MustCompile(`\b5\s?/\s?5\b|\bnormal\b|\bintact\b|\bfull\b|\bnl\b|\bwnl\b|\bsymmetric\w*`)},
	{key: "sensory loss", concepts: []string{"sensory-examination", "intact-sensation", "sensory-deficit"}, words: regexp.MustCompile(`\bhypo?a?esthes\w+|\bsilt\b`),
		yes: regexp.MustCompile(`\b(?:decreased|reduced|diminished|absent|impaired|altered|loss|lost|decr|hypo?a?esthesi\w*|dull)\b`), no: regexp.MustCompile(`\bintact\b|\bnormal\b|\bnl\b|\bwnl\b|\bpreserved\b|\bsilt\b`)},
	{key: "abnormal reflex", concepts: []string{"reflex", "decreased-reflex"}, words: regexp.MustCompile(`\b(?:ankle|knee) jerks?\b|\bdtrs?\b`),
		yes: regexp.MustCompile(`\babsent\b|\bdiminished\b|\bdecreased\b|\breduced\b|\basymmetric\w*|\b[01]\+|\btrace\b|\b1/4\b`), no: regexp.MustCompile(`\bsymmetric\w*|\bnormal\b|\bintact\b|\b2\+|\bequal\b|\bpresent\b`)},
	{key: "limited motion", concepts: []string{"range-of-motion", "decreased-range-of-motion", "full-range-of-motion"},
		yes: regexp.MustCompile(`\b(?:limited|restricted|decreased|dec|decr|ltd|lim|reduced|diminished|loss of|impaired)\b`), no: regexp.MustCompile(`\bfull\b|\bnormal\b|\bunrestricted\b|\bwnl\b`)},
	{key: "consistent screen", concepts: []string{"urine-drug-screen", "aberrant-behavior"}, words: regexp.MustCompile(`\bresults?:|\bdrug (?:screen|test)\w*|\buds\b|\budt\b|\btoxicology`),
		yes: regexp.MustCompile(`\bconsistent\b|\bas prescribed\b|\bcompliant\b`), no: regexp.MustCompile(`\binconsistent\b|\bnot consistent\b|\bnon-?compliant\b|\baberrant\b|\bunexpected\b`)},
	{key: "at work", words: regexp.MustCompile(`\bwork\w*|\bttd\b|\btemporarily totally|\bduty\b`),
		yes: regexp.MustCompile(`\b(?:is|was|are|currently|still|now|continues|been) (?:currently |still |now )?(?:working|at work|back at work)\b|\b(?:working|works|worked) (?:full|part|modified|regular|light|with|at|as|in|his|her|every|4|8)\b|\breturned to (?:\w+ )?(?:work|duty)|\bback (?:to|at) (?:\w+ )?(?:work|duty)\b|\bfull duty\b|\bregular duty\b`), no: regexp.MustCompile(`\boff work\b|\bnot (?:been |currently |yet |presently )?(?:working|work|returned to work|at work|back at work)\b|\bttd\b|\btemporarily totally|\bunable to (?:return to )?work\b|\bremains? off\b|\bstopped working\b|\bunemployed\b|\bout of work\b|\bno longer work\w*`)},
	{key: "radiation", words: regexp.MustCompile(`\bradiat\w+|\bruns?\b|\bran\b|\bshoot\w*|\btravel\w*|\bgoes\b|\bgoing\b|\bbelow the knee\b|\bdown\b|\bstays?\b|\bstayed\b|\bextends?\b`),
		yes: regexp.MustCompile(`\b(?:radiat\w+|runs?|ran|shoot\w*|travel\w*|goes|going|extends?|extending|down)\b[^.;,]{0,40}\b(?:below the knee|legs?|le|lle|rle|calf|foot|feet|toes?|arms?|hands?|fingers?|thigh|ue|extremit\w+)\b`), no: regexp.MustCompile(`\b(?:den(?:y|ies|ied)|no|not|without|n't)\b[^.;,]{0,30}\b(?:radiat\w+|run|extend|travel|go)\b|\bnon-?radiating|\bstay(?:s|ed)? in the (?:low |lower )?(?:back|neck|buttock)`)},
	{key: "intact cuff", concepts: []string{"rotator-cuff", "rotator-cuff-tear"}, words: regexp.MustCompile(`\brotator cuff\b|\b(?:supra|infra)spinatus\b|\bsubscap(?:ularis)?\b`), yes: notTorn, no: torn},
	{key: "intact meniscus", words: regexp.MustCompile(`\bmenisc\w+`), yes: notTorn, no: torn},
	{key: "intact labrum", words: regexp.MustCompile(`\blabr(?:um|al)\b`), yes: notTorn, no: torn},
	{key: "intact cruciate", words: regexp.MustCompile(`\bcruciate|\bacl\b|\bpcl\b`), yes: notTorn, no: torn},
	{key: "wants surgery", concepts: []string{"surgery"}, words: regexp.MustCompile(`\bsurg\w+|\boperation`),
		yes: regexp.MustCompile(`\b(?:wants|wishes|would like|wish|want|elects|elected|agrees|agreed|willing|eager|prefers|ready)\b[^.;,]{0,30}\b(?:surg\w+|operation|proceed)`), no: regexp.MustCompile(`\b(?:not (?:want|wish|interested|willing|ready)|declin\w+|refus\w+|prefers? to avoid|wants? to avoid|reluctant)\b`)},
	{key: "allergic", words: regexp.MustCompile(`\ballerg\w+|\ball:|\bnkda\b`), yes: regexp.MustCompile(`\b(?:allerg\w+ to|all(?:ergies)?:) ?(?:penicillin|sulfa|codeine|latex|aspirin|iodine|contrast|morphine|nsaids?|[a-z]+ ?\()`), no: regexp.MustCompile(`\bnkda\b|\bno (?:known )?(?:drug )?(?:drug )?allerg|\bden(?:y|ies|ied) (?:drug |any )?allerg|\ball(?:ergies)?: ?(?:none|nkda)`)},
	{key: "smokes", words: regexp.MustCompile(`\bsmok\w+|\btob(?:acco)?\b|\bcigar\w+|\bnicotine`), yes: regexp.MustCompile(`\bsmokes\b|\bcurrent smoker|\bis a (?:\w+ )?smoker|\bsmoker\b|\bppd\b|\bpacks?\b`), no: regexp.MustCompile(`\bnon-?smoker|\bnever smoke\w*|\bdoes not smoke|\bquit\b|\bden(?:y|ies|ied) (?:smok|tob)\w*|\btob(?:acco)?:? neg\w*|\bno tobacco|\bnot (?:a )?smok\w+|\bformer smoker|\bstopped smoking`)},
}...)

var (
	torn    = regexp.MustCompile(`\btears?\b|\btorn\b|\brupture\w*|\bfull[- ]thickness defect\b`)
	notTorn = regexp.MustCompile(`\bintact\b|\bno (?:\w+ ){0,4}?(?:tears?|rupture)\b|\bwithout (?:\w+ ){0,4}?(?:tears?|rupture)\b|\bnot torn\b|\bno evidence of (?:a |an )?(?:\w+ ){0,3}?tear`)
)

// signValue are the results of a test of the examination.
var (
	signYes = regexp.MustCompile(`(?:^|[^\w])(?:positive|pos|upgoing|up-going|present|reproduc\w+|elicit\w+|\(\+\)|\+{1,3})(?:$|[^\w+])`)
	signNo  = regexp.MustCompile(`\b(?:negative|neg|downgoing|down-going|absent|normal|unremarkable|not (?:present|elicited|reproduced|positive))\b|\(-\)`)
	// helpedYes and helpedNo are what a treatment did.
	helpedYes = regexp.MustCompile(`\b(?:helped|helps|relieved|relieves|improved|improves|eased|better by|benefit(?:ed|s)?)\b|\b(?:good|excellent|significant|substantial|marked|lasting|sustained|considerable|gave|had|with|brought|reported) (?:\w+ ){0,2}?(?:relief|improvement|benefit|gains?)\b|` + amountOf + `\s*(?:\w+ ){0,2}(?:relief|improvement|better|reduction|benefit)|(?:relief|improvement|better|reduction|benefit)\b[^.;,]{0,25}` + amountOf)
	helpedNo  = regexp.MustCompile(`\b(?:no|without|not (?:any|much)|little|minimal) (?:\w+ ){0,3}?(?:relief|improvement|benefit|gains?|help|change)\b|\b(?:did|does|do|has|have|had)(?: not|n't)(?: \w+){0,2}? (?:help|improve|relieve|benefit|respond|change|ease|work)\w*|\bfail(?:ed|ure|s) (?:to (?:help|improve|respond|relieve)|of)?|\bunsuccessful\w*|\bof no (?:use|help|benefit)|\bno better\b|\bunchanged\b|\bnot helped\b`)
	drugYes   = regexp.MustCompile(`\b(?:continu\w+|takes|taking|remains on|is on|still on|uses|using|refill\w*|(?:is|remains|still|now|currently|pt|patient|also|worker) on)\b|(?:^|[.;:,]\s*)on\b`)
	drugNo    = regexp.MustCompile(`\b(?:stopped|discontinued|d/c'?d?|off|weaned off|no longer (?:takes|taking|uses|on)|quit|ceased|not (?:taking|take|using))\b`)
)
