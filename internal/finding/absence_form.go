package finding

import (
	"regexp"
	"strings"

	"imr/internal/casefile"
)

// claim is a statement of the draft that the records do not hold something.
type claim struct {
	in      sentence
	section Section
	item    casefile.ItemID
	at      int
	clause  string // in lower case
	topic   string // what is said not to be there, in lower case
	quality string // the words that qualify it: “objective”, “clear”
	where   string // the words before the topic that may name a document
	reasons bool   // it asks for a reason, which no word of the records proves
	weak    bool   // it says that a thing was not done, rather than that it is not recorded
}

const (
	silentNoun = `(?:documentation|evidence|mention|records?|indications?|descriptions?|discussion|reports?|proof|signs?|notes?|notation|diagnos[ei]s|statements?|confirmation|references?|account|suggestion|` +
		`history|hints?|assessments?|measurements?|clarification|information|details?|data|trace|explanation|quantification|entry|entries|word|demonstration|showing|comments?|remarks?|rationale|justification)`
	silentDone = `(?:documented|mentioned|described|noted|reported|recorded|stated|specified|addressed|discussed|provided|included|submitted|shown|demonstrated|established|` +
		`identified|listed|detailed|indicated|explained|evidenced|evident|apparent|available|charted|quantified|confirmed|named|defined|measured|set out|set forth|spoken of|` +
		`referenced|referred to|outlined|located|commented on|accounted for|seen|found|given|on file|on record|in evidence|in (?:the|these|this|his|her) (?:case |medical |clinical |whole |entire |submitted |available )?(?:file|records?|chart|notes|documentation))`
	happened   = `(?:performed|done|tried|attempted|undertaken|completed|made|obtained|ordered|taken|carried out|trialed|attended)`
	silentVerb = `(?:document|mention|describe|note|report|record|state|specify|address|discuss|provide|include|contain|show|demonstrate|establish|identify|give|list|detail|` +
		`indicate|reflect|reveal|explain|hold|quantify|name|set out|set|speak of|refer to|confirm|define|measure|say|tell|outline|evidence|substantiate|have|make|offer|present|comment on|touch on|elaborate on|allude to|account for|disclose|clarify|chart|cite|speak to|make clear|make mention of|assess|evaluate|quote|supply|furnish|hint at|display|convey)`
	silentSays = `(?:documents?|mentions?|describes?|notes?|reports?|records?|states?|specif(?:y|ies)|contains?|shows?|demonstrates?|gives?|lists?|details?|includes?|provides?|` +
		`indicates?|reflects?|reveals?|holds?|names?|sets?|offers?|say|says|said|tells?|gave|showed|contained|mentioned|described|documented|listed|has|have|had|identif(?:y|ies)|makes?|bears?)`
	silentFile = `(?:records?|notes?|charts?|files?|reports?|documentation|documents?|providers?|physicians?|doctors?|surgeons?|therapists?|request|rfa|pr-?2s?|histor(?:y|ies)|evaluations?|` +
		`exam(?:ination)?s?|letters?|plans?|papers|consult(?:ation)?s?|submission|packet|entries|evaluator|ame|qme|chiropractor|psychologist|dr\.? \w+|discharge summary|author|writer|pages?|nothing|case|evidence|submission|materials?|information|paperwork)`
	leading = `(?: (?:of|that|regarding|about|concerning|for|showing|documenting|suggesting|indicating|supporting|demonstrating|as to|on|to|how|whether|why|which|with respect to|relating to|either of|detailing|describing|to (?:suggest|support|show|indicate|document|demonstrate|establish|confirm)(?: that)?))+ `
)

// claimForm is one way to say that something is not in the records; the groups are
// named topic, quality and where.
type claimForm struct {
	re   *regexp.Regexp
	weak bool
	firm bool // it speaks of records, whoever is its subject
}

// claimForms are tried in order on each clause; the first that fits counts.
var claimForms = []claimForm{
	{re: regexp.MustCompile(`\bthere (?:is|was|are|were) no (?P<topic>.+?) (?:on|of) (?:record|file|the chart)\b`)},
	{re: regexp.MustCompile(`\b(?:no|without|without any|lack of|lacks|lacking|absence of|insufficient|inadequate|paucity of|scant|not a single|not one|hardly any|not any|nor any|neither|nor|nor is there|is there)(?P<quality>(?: [\w'/-]+,?){0,4}?) ` + silentNoun +
		`(?: (?:was|is|were|are|has been|have been) (?:provided|submitted|found|given|included|offered|made|seen|available))?(?P<where>(?: (?:in|within|from|by|on|anywhere in) (?:[\w'-]+ ){0,5}?[\w'-]+)?)` + leading + `(?P<topic>.+)`)},
	{firm: true, re: regexp.MustCompile(`\b(?:no|without|without any|lacks any|not any) (?:\w+ly )?(?P<quality>)(?:documented|recorded|reported|noted|stated|described|mentioned|identified|identifiable|demonstrated|established|discernible|evident|apparent|charted) (?P<topic>.+)`)},
	{re: regexp.MustCompile(`\b(?:nowhere|at no (?:point|time|place)|in no (?:place|respect)) (?:[^,;]{0,30}? )?(?:do|does|did|has|have) (?P<where>[^,;]{1,60}?) (?:` + silentVerb + `|` + silentDone + `) (?P<topic>.+)`)},
	{re: regexp.MustCompile(`\bnowhere (?P<where>(?:(?:in|on|within) [^,;]+? )?)(?:is|are|was|were|do|does) (?P<topic>.+?) (?:` + silentDone + `|appear)\b`)},
	{re: regexp.MustCompile(`\bit (?:is|was|has)(?: not|n't| nowhere)(?: been)? (?:\w+ly )?` + silentDone + `(?P<where>(?: (?:in|from|by) [^,;]+?)?) (?:that|whether|if|how|when|what|where) (?P<topic>.+)`)},
	{re: regexp.MustCompile(`\bit (?:(?:is|was|remains) (?:unclear|uncertain|unknown|not clear|not known)|(?:cannot|can't|could not) be (?:determined|ascertained|discerned|told|established|known|judged|seen|inferred))(?P<where>(?: (?:in|from|by|on) [^,;]+?)?) (?:whether|if|that) (?P<topic>.+)`), weak: true},
	{re: regexp.MustCompile(`\b(?:none|not one|neither|not a single one) of (?P<where>the (?:[\w-]+ ){0,4}?` + silentFile + `(?: [\w-]+){0,3}?) ` + silentSays + ` (?:of |to |about |any )?(?P<topic>.+)`)},
	{re: regexp.MustCompile(`\bno (?P<where>(?:\w+ )?` + silentFile + `(?: [\w-]+){0,3}?) (?:documents?|mentions?|describes?|notes?|speaks? of|records?|reports?|shows?|reflects?|addresses) (?P<topic>.+)`)},
	{re: regexp.MustCompile(`^(?P<topic>.+?) (?:is|are|was|were|has been|have been|goes|go|went|remains?|stays?) (?:nowhere (?:to be (?:found|seen|read)|` + silentDone + `)|undocumented|unstated|unreported|unspecified|unaddressed|unmentioned|unrecorded|undescribed|unsubstantiated)`)},
	{re: regexp.MustCompile(`^(?P<topic>.+?) (?:has|have) yet to be ` + silentDone + `(?P<where>.*)`)},
	{re: regexp.MustCompile(`\b(?:is|are|was|were)(?: not|n't) (?:accompanied|supported|backed|substantiated) by (?:` + silentNoun + leading + `)?(?P<topic>.+)`)},
	{re: regexp.MustCompile(`(?P<where>.*\b` + silentFile + `\b(?:[^,;]|, \d{4}){0,80}?) (?:has|have|had)(?: not|n't| never)(?: \w+ly| ever| yet)? (?:documented|mentioned|described|noted|reported|recorded|stated|specified|addressed|discussed|provided|included|shown|demonstrated|established|identified|given|explained|commented on|quantified|listed) (?P<topic>.+)`)},
	{re: regexp.MustCompile(`(?P<where>.*\b` + silentFile + `\b(?:[^,;]|, \d{4}){0,80}?) (?:do|does|did|has|have|had)(?: not|n't)(?: \w+ly| ever| anywhere)?(?: been)? ` + silentVerb + ` (?P<topic>.+)`)},
	{re: regexp.MustCompile(`(?P<where>.*\b` + silentFile + `\b(?:[^,;]|, \d{4}){0,60}?) (?:never|nowhere|hardly|at no point)(?: once| actually)? (?:` + silentSays + `|` + silentDone + `) (?P<topic>.+)`)},
	{re: regexp.MustCompile(`\b(?:no one|nobody) (?:has |have |had |ever )*(?:` + silentSays + `|` + silentDone + `) (?P<topic>.+)`)},
	{re: regexp.MustCompile(`(?P<where>.*?)\bfail(?:s|ed|ing)? to ` + silentVerb + ` (?P<topic>.+)`)},
	{re: regexp.MustCompile(`(?P<where>.*?)\b(?:is|are|was|were|remains?|stays?) silent (?:on|as to|about|regarding|concerning) (?P<topic>.+)`)},
	{re: regexp.MustCompile(`(?P<where>.*?)\b(?:is|are|was|were) devoid of (?P<topic>.+)`)},
	{re: regexp.MustCompile(`(?P<where>.*\b` + silentFile + `\b[^,;]{0,60}?) (?:is|are|was|were|remains?) (?:insufficient|inadequate|incomplete|deficient|unclear|vague|uninformative|void|bare|empty|lacking|negative)(?: (?:of|in) (?:information|data|details?))? (?:with (?:regard|respect) to|as (?:regards|to)|on|in|regarding|concerning|about|of|for) (?:` + silentNoun + leading + `)?(?P<topic>.+)`)},
	{re: regexp.MustCompile(`(?P<where>.*\b` + silentFile + `\b[^,;]{0,60}?) leaves? (?:open|unclear|uncertain) (?P<topic>(?:whether|if|how) .+)`)},
	{re: regexp.MustCompile(`(?P<where>.*\b` + silentFile + `\b[^,;]{0,60}?) leaves? (?P<topic>.+?) (?:undocumented|unaddressed|unmentioned|unstated|unrecorded|undescribed|unclear)\b`)},
	{re: regexp.MustCompile(`(?P<where>.*\b` + silentFile + `\b[^,;]{0,60}?) (?:falls?|fell) short of (?:document|show|establish|demonstrat|describ|mention|record)ing (?P<topic>.+)`)},
	{re: regexp.MustCompile(`(?P<where>.*\b` + silentFile + `\b[^,;]{0,60}?) (?:do|does|did)(?: not|n't) support (?P<topic>(?:an?|any|the)(?: \w+)? (?:diagnosis|finding|presence|history|claim|failure|trial|existence) (?:of|that) .+)`)},
	{re: regexp.MustCompile(`\bnothing(?: (?:was|is|has been|were))?(?: (?:provided|submitted|included|offered|found|seen|available|present|there))?(?P<where>(?: (?:in|on|within) [^,;]{1,40}?)?) to (?:show|document|suggest|indicate|establish|demonstrate|confirm|substantiate) (?P<topic>.+)`)},
	{re: regexp.MustCompile(`^absent (?:any )?(?:[\w-]+ ){0,2}?` + silentNoun + leading + `(?P<topic>[^,;]+)`)},
	{re: regexp.MustCompile(`\bnothing(?P<where>(?: (?:in|on|within) [^,;]{1,60}?)?) (?:shows?|suggests?|documents?|indicates?|says?|speaks? of|points? to|establishe?s?|confirms?|describes?|mentions?)(?: that)? (?P<topic>.+)`)},
	{re: regexp.MustCompile(`(?P<where>.*\b` + silentFile + `\b(?:[^,;]|, \d{4}){0,60}?) ` + silentSays + ` (?:no|neither|nothing (?:of|about|on|regarding)) (?:` + silentNoun + leading + `)?(?P<topic>.+)`)},
	{re: regexp.MustCompile(`(?P<where>.*\b` + silentFile + `\b[^,;]{0,40}?) (?:lacks?|lacked|omits?|omitted|is missing|are missing|leaves? out|left out|skips?|skipped|neglects?|(?:is|are|was|were) (?:(?:bare|void|empty|lacking|deficient|wanting) (?:of|in)|without)) (?P<topic>.+)`)},
	{re: regexp.MustCompile(`\bthere (?:is|was|are|were) no (?P<topic>.+?) (?:in|within|on|anywhere in) (?P<where>(?:the|this|these|his|her) (?:[\w-]+ ){0,3}(?:files?|records?|chart|notes?|documentation|submission|packet|report)\b)`)},
	{re: regexp.MustCompile(`\b(?:no|neither|none of) (?P<topic>.+?) (?:is|are|was|were|has been|have been|can be|could be) (?:\w+ly |anywhere |ever )?(?:` + silentDone + `|` + happened + `)\b(?P<where>.*)`)},
	{re: regexp.MustCompile(`\b(?:patient|worker|claimant|employee|applicant|she|he) (?:is|was|has|had)(?: not|n't)(?: been)? (?:shown|documented|described|reported|noted|recorded|said|demonstrated|stated) (?:to (?:have|be)(?: been)?(?: \w+(?:ing|ed))?|as|with|having|doing) (?P<topic>.+)`)},
	{re: regexp.MustCompile(`^(?P<topic>.+?)(?: that| which)? (?:is|are|was|were|has|have|had|has been|have been|had been|can|could)(?: not|n't| never| nowhere) (?:be |been )?(?:\w+ly |otherwise |anywhere )?` + silentDone + `\b(?P<where>.*)`)},
	{re: regexp.MustCompile(`^(?P<topic>.+?) (?:does|do|did)(?: not|n't) appear (?P<where>(?:in|on|anywhere).*)`)},
	{re: regexp.MustCompile(`^(?P<topic>.+?) (?:is|are|was|were) (?:\w+ly )?(?:missing|lacking|absent) (?P<where>(?:from|in) .*)`)},
	{re: regexp.MustCompile(`^(?:[\w-]+ ){0,2}?` + silentNoun + ` of (?P<topic>.+?) (?:is|are|was|were) (?:missing|lacking|absent|wanting)`)},
	{re: regexp.MustCompile(`\bthere (?:is|was) (?:an? |the )?(?:\w+ )?(?:absence|lack) of (?P<topic>.+)`)},
	{re: regexp.MustCompile(`\b(?:claimant|patient|worker|employee|applicant|he|she) (?:has|have|had) (?:had|received|undergone|tried|attempted|completed) no (?P<topic>.+)`), weak: true},
	{re: regexp.MustCompile(`\b(?:could not|cannot|can't|(?:was|were|am|are|is) unable to|do not|did not) (?:find|locate|identify|see|discern) (?P<topic>.+)`)},
	{re: regexp.MustCompile(`\b(?:i|we|reviewer|undersigned) (?:find|finds|found|see|sees|saw|locate|located) no (?P<topic>.+)`)},
	{re: regexp.MustCompile(`^(?:absent|missing|lacking|not (?:\w+ly )?` + silentDone + `) (?P<where>(?:(?:from|in) [^,;]+? )?)(?:is|are|was|were) (?P<topic>.+)`)},
	{re: regexp.MustCompile(`\bthere (?:is|was) nothing(?P<where>(?: (?:in|on|within) [^,;]{1,40}?)?) (?:about|on|of|regarding|concerning) (?P<topic>.+)`)},
	{re: regexp.MustCompile(`\b(?:looks?|searche[sd]|search|looked) in vain for (?P<topic>.+)`)},
	{re: regexp.MustCompile(`^(?P<topic>.+?) (?:is|are|was|were) neither (?:\w+ly )?` + silentDone + `\b`)},
	{re: regexp.MustCompile(`^(?P<topic>.+?) (?:cannot|can't|could not) be (?:\w+ly )?(?:found|located|identified|seen|discerned|confirmed|verified|established|determined)\b(?P<where>.*)`)},
	{re: regexp.MustCompile(`^whether (?P<topic>.+?) (?:is|was|remains) (?:unclear|unknown|unstated|undocumented|not \w+)\b`)},
	{re: regexp.MustCompile(`\b(?:given|because of|due to|owing to) the (?:apparent |complete )?(?:lack|absence) of (?P<topic>[^,;]+)`)},
	{re: regexp.MustCompile(`^(?P<topic>.+?) (?:has|have|had|was|were)(?: not|n't| never)(?: yet)? (?:been )?` + happened + `\b(?P<where>.*)`), weak: true},
	{re: regexp.MustCompile(`\b(?:claimant|patient|worker|employee|applicant|he|she) (?:takes|uses|is on|was on|wears|does) no (?P<topic>.+)`), weak: true},
	{re: regexp.MustCompile(`\b(?:did|does)(?: not|n't) (?:undergo|undertake|receive|try|attempt|complete|participate in|attend) (?P<topic>.+)`), weak: true},
	{re: regexp.MustCompile(`\bnever (?:tried|trialed|undergone|underwent|received|attempted|completed|attended|failed|participated in) (?P<topic>.+)`), weak: true},
	{re: regexp.MustCompile(`^there (?:is|was|are|were) no (?P<topic>(?:[\w-]+ ){0,4}?(?:trial|failure|attempt|course|program|plan|agreement|contract|study|screen|report|evaluation|opinion|use|improvement|gains?|reduction|relief|benefit|consultation|injection|surgery|therapy|exercises?|score|films|x-rays?|mri|goals?|questionnaire|log|diary)\b.*)`), weak: true},
	{re: regexp.MustCompile(`\bthere (?:has|have) been no (?P<topic>.+)`), weak: true},
	{re: regexp.MustCompile(`\b(?:has|have|had)(?: not|n't| never)(?: yet| been)? (?:tried|trialed|undergone|received|attempted|completed|had|attended|failed|participated in) (?P<topic>.+)`), weak: true},
}

var (
	claimClause = regexp.MustCompile(`(; |: | - | – | — |, (?:and |so )?(?:but|however|yet|while|whereas|although|though|therefore|thus|hence|which|because|since|as|so)\b|\bbut\b|\bhowever,)|(, and )(?:there|the|no|it|nor|he|she|this|they|records?)\b`)
	// notOfRecords are words before a claim by which it is a rule, a condition or the word of another.
	notOfRecords = regexp.MustCompile(`\b(?:mtus|odg|acoem|guidelines?|schedule|chapter|literature|label|fda|criteri(?:a|on)|utili[sz]ation review|ur|claims? administrator|adjuster|peer review\w*|denial|insurer|carrier|administrator)\b`)
	ofRecords    = regexp.MustCompile(`\b(?:records?|file|chart|notes?|reports?|documentation|patient|worker|claimant|she|he|treating|requesting)\b`)
	condition    = regexp.MustCompile(`(?:^|\b)(?:if|unless|whenever|when|where|until|in cases where|should|whether|must be|requires? that|only after|provided that)\b[^,]*$`)
	reasonsAsked = regexp.MustCompile(`\b(?:rationale|justification|explanation|reasons?|indications?|medical need|clarification) (?:for|why|as to|behind)\b`)
	negatedFrame = regexp.MustCompile(`\b(?:it is not true|not correct|incorrect|wrong|error|contrary)\b`)
	clinicalSees = regexp.MustCompile(`\b(?:mri|ct|x-rays?|films?|imaging|studies|study|emg|ncs|radiographs?|scan|exam|examination|she|he|patient|worker|claimant|testing|test)\b[^,;]{0,30}?\b(?:show(?:s|ed)?|reveal(?:s|ed)?|found|with|demonstrate[sd]?|had|has)\s*$`)
)

var (
	// insertion is a remark between a subject and its verb.
	insertion = regexp.MustCompile(`, (?:though|although|while|as|an?|the|one|which|required|albeit)\b[^,;]{0,60}, (is|are|was|were|has|have|does|do|did|cannot|could)\b`)
	// askedAndMissing is a condition of a rule and the claim that it is not met.
	askedAndMissing = regexp.MustCompile(`\b(?:asks? for|requires?|recommends?|calls? for|wants?|expects?|needs?|depends? on|conditions? (?:is|are|include)) (?P<topic>[^;,]+),? (?:(?:and|but|yet|none|which|this|that|these|it|they|neither)[ ,]+)+` +
		`(?:of (?:which|these|them|it) )?(?:is|are|was|were|has been|have been)(?: not| nowhere| never)? ` + silentDone)
)

// readClaims is claimsIn without its memory.
func readClaims(s sentence) []claim {
	full := insertion.ReplaceAllString(strings.ToLower(straight.Replace(oneLine(tail(s.text, 2000)))), " $1")
	var out []claim
	if m := askedAndMissing.FindStringSubmatch(full); m != nil && (strings.Contains(m[0], "not ") || strings.Contains(m[0], "none") || strings.Contains(m[0], "neither")) {
		out = append(out, claim{in: s, clause: full, topic: m[1]})
	}
	start := 0
	for _, end := range append(claimClause.FindAllStringSubmatchIndex(full, -1), []int{len(full), len(full), len(full), len(full)}) {
		from, to := end[2], end[3]
		if from < 0 {
			from, to = end[4], end[5]
		}
		if c, ok := claimIn(strings.Trim(full[start:from], " .,;")); ok && !condition.MatchString(strings.Trim(full[:start], " ,;")) {
			c.in = s
			out = append(out, c)
		}
		start = to
	}
	return out
}

// claimIn reads the claim of one clause, if it makes one.
func claimIn(clause string) (claim, bool) {
	for _, form := range claimForms {
		m := form.re.FindStringSubmatchIndex(clause)
		if m == nil {
			continue
		}
		group := func(name string) string {
			if i := form.re.SubexpIndex(name); i >= 0 && m[2*i] >= 0 {
				return strings.TrimSpace(clause[m[2*i]:m[2*i+1]])
			}
			return ""
		}
		c := claim{clause: clause, topic: group("topic"), quality: group("quality"), where: group("where"), weak: form.weak}
		if start := m[2*form.re.SubexpIndex("topic")]; strings.HasSuffix(clause[:start], " how ") {
			c.topic = "how " + c.topic
		}
		c.reasons = reasonsAsked.MatchString(clause)
		before := clause[:m[0]] + " " + c.where
		if strings.HasPrefix(clause, "no ") || form.re.SubexpIndex("topic") == 1 && m[0] == 0 {
			before = c.where
		}
		if ruledOut(before, c) || !form.firm && clinicalSees.MatchString(before) {
			return claim{}, false
		}
		return c, c.topic != ""
	}
	return claim{}, false
}

// ruledOut reports whether the words before the claim make it no claim about the records.
func ruledOut(before string, c claim) bool {
	switch {
	case condition.MatchString(before), negatedFrame.MatchString(c.clause):
		return true
	case notOfRecords.MatchString(before) && !ofRecords.MatchString(notOfRecords.ReplaceAllString(before, "")):
		return true
	}
	return notOfRecords.MatchString(c.topic) && !ofRecords.MatchString(c.topic) && len(c.topic) < 60 || strings.Contains(c.quality, "evidence-based")
}
