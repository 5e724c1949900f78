package finding

import (
	"regexp"
	"slices"
	"strings"
)

// sense is a meaning that drafts and records put into quite different words: a
// claim says “measurable relief”, a note “from 8/10 to 4/10”.
type sense struct {
	name     string
	said     *regexp.Regexp // in the claim
	held     *regexp.Regexp // in a statement of the records; both in lower case
	concepts []string       // a mention of one of them, affirmed, is as good
	keys     []string       // words by one of which a statement that may hold it is found
	negative bool           // the words in held are negations themselves
}

const (
	betterWord = `(?:relief|relieve[sd]?|improve[sd]?|improvement|improving|better|benefit(?:s|ed)?|help(?:s|ed|ful)?|decrease[sd]?|reduction|reduce[sd]?|gain(?:s|ed)?|eased?|looser|effective|respond(?:s|ed)|response|lessen\w*|less pain|diminish\w*)`
	amountOf   = `(?:\d+(?:\.\d+)?\s*(?:-|to|–)?\s*\d*\s*(?:%|percent)|half|two thirds|one third|a third|\w+ty percent)`
	scoreOf    = `\d+(?:\.\d+)?(?:\s*(?:-|to)\s*\d+)?(?:\s*/\s*10| out of 10)?`
	fallOf     = `(?:from |pre:? |before:? |brings? (?:the )?pain from )?` + scoreOf + `(?: with(?:out)? (?:meds?|medications?))?,?\s*(?:down )?(?:to|->|→|post|after|and)\s*` + scoreOf
)

// senses are tried on every claim; several may be in one.
var senses = []*sense{
	{name: "failure", negative: true,
		said: regexp.MustCompile(`\b(?:fail(?:ed|s|ure|ures|ing)?|unsuccessful(?:ly)?|refractory|inadequate response|lack of (?:response|improvement|benefit)|exhaust(?:ed|ion)|non-?respon\w+|(?:has |have |had )?not responded|ineffective(?:ness)?|unresponsive(?:ness)?|tried and failed|intoleran\w+|contraindicat\w+)\b`),
		held: regexp.MustCompile(`\bfail\w*|\bunsuccessful\w*|\b(?:no|without|little|minimal|limited|poor|only (?:mild|temporary|short|brief|transient|partial|minimal|slight))(?: \w+){0,3}? ` + betterWord + `|\bno (?:lasting |real |long-?term |appreciable )*(?:change|effect|better)\b|\b(?:did|does|do|has|have|had)(?: not|n't)(?: \w+){0,2} (?:help|improve|respon|work|relie|change|gain|benefit|last)\w*|\bnot (?:help|respon|improv|effective|better)\w*|\brefractory|\bunresponsive|\bineffective|\b(?:temporary|transient|short-lived|brief|minimal|little|limited) (?:\w+ )?(?:relief|benefit|improvement|help)|\bdespite\b|\bpersist\w* (?:after|in spite)|\bexhausted|\bplateau\w*|\bworse\w*\b|\bunchanged|\bof no (?:use|help|avail|benefit)|\bto no avail|\bupset (?:his|her|the)? ?stomach|\b(?:stopped|discontinued|d/c'?d)\b|\b(?:gi|gastric|stomach) upset|\bno (?:real |much )?help\b|\bintoleran\w*|\b(?:could|can|did|does)(?: not|n't) tolerate|\bcannot tolerate|\bwithout (?:any )?(?:success|effect|avail|lasting)|\bw/o (?:\w+ )?(?:relief|benefit|improvement|help)|\bincreased (?:his|her|the) pain|\bpain with (?:hep|exercise)`),
		keys: strings.Fields("failed failure unsuccessful no not without w little minimal limited refractory unresponsive ineffective despite exhausted plateaued worse unchanged upset stopped discontinued intolerant intolerance tolerate temporary increased only didn t")},
	{name: "duration of relief",
		said: regexp.MustCompile(`\b(?:duration|length) of (?:the |any |that |his |her )?(?:pain )?(?:relief|benefit|improvement|effect|response)|\bhow long (?:the |any )?(?:relief|benefit|improvement|effect)\b(?: lasted)?`),
		held: regexp.MustCompile(betterWord + `.{0,80}\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|few|a)\+?(?:-|\s)*(?:hours?|hrs?|h|days?|weeks?|wks?|months?|mos?|years?)\b|\b(?:\d+|one|two|three|four|six|eight|ten|twelve) (?:hours?|days?|weeks?|wks?|months?|mos?) (?:of )?(?:\w+ )?` + betterWord),
		keys: betterKeys},
	{name: "reduced use of drugs",
		said: regexp.MustCompile(`\b(?:reduc\w+|decreas\w+|less(?:ened|ening)?|lower\w*|wean\w*|taper\w*|diminish\w*)(?: \w+){0,4}? (?:medications?|opioids?|drugs?|analgesics?|narcotics?|pills?|norco|hydrocodone|medicine)(?: (?:use|usage|intake|dose|consumption|reliance|requirement)s?)?|\b(?:medication|opioid|drug|narcotic|analgesic)(?: use| usage| intake)? (?:reduction|decrease)`),
		held: regexp.MustCompile(`\b(?:cut|reduc\w+|decreas\w+|wean\w*|taper\w*|fewer|less|stopped|off|down)\b[^.;]{0,60}\b(?:medications?|meds?|opioids?|narcotics?|pills?|tablets?|tabs?|mg|norco|hydrocodone|oxycodone|percocet|tramadol|ultram|vicodin|nsaids?|ibuprofen|gabapentin|drugs?|morphine|usage|use of)\b|\b(?:medications?|meds?|opioids?|narcotics?|pills?|tablets?|tabs?|norco|hydrocodone|oxycodone|percocet|tramadol|ultram|vicodin|morphine)\b[^.;]{0,60}\b(?:cut|reduc\w+|decreas\w+|weaned|tapered|down|from \w+ (?:\w+ ){0,3}to|less|fewer|stopped)\b`),
		keys: strings.Fields("cut reduced reduce decreased decrease weaned tapered fewer less stopped off down from")},
	{name: "functional gain", concepts: []string{"functional-improvement"},
		said: regexp.MustCompile(`\b(?:functional (?:\w+ )?(?:improvements?|gains?|benefits?|progress|restoration|recovery|changes?)|(?:improve\w*|gains?|increase[sd]?|progress|better\w*) (?:\w+ )?(?:of|in|to) (?:the |his |her )?(?:daily |overall )?(?:functions?|functional \w+|activit(?:y|ies)(?: of daily living)?|adls?)|(?:improved|increased|better) (?:function\w*|activit\w+|adls?))\b`),
		held: regexp.MustCompile(`\b(?:now )?able to (?:now )?(?:walk|sit|stand|lift|cook|drive|work|sleep|do|return|perform|climb|carry|clean|care|shop|dress|garden|play|resume|go)\b|\b(?:walk|sit|stand|lift|driv|sleep)\w*(?: tolerance)?(?: \w+){0,4} (?:from )?\d+[^.;]{0,20}(?:to|->|→|now)\s*\d+|\breturned to (?:\w+ )?(?:work|duty|full|regular|modified)|\bback (?:to|at) (?:\w+ )?(?:work|duty)|\badls? (?:are |have )?(?:improved|better|easier)|\bfunction\w*[^.;]{0,30}(?:improv|better|gain|increas)\w*|\b(?:improv|increas|better|gain|restor)\w*[^.;]{0,40}\b(?:function\w*|adls?|activit\w*|range of motion|rom|strength|tolerance|disability score|oswestry|odi|dash|walking|lifting|grip)\b|\b(?:oswestry|odi|dash|lefs|womac|ndi|tolerance|rom|flexion|abduction|grip|lift\w*|strength|disability score)\b[^.;]{0,40}\d+[^.;\d]{0,12}(?:to|->|→|now|, then)\s*\d+|\b(?:went|gone|go) back to (?:\w+ )?(?:work|duty)|\bresumed\b|\b(?:rtw|returned to work|back at work)\b`),
		keys: strings.Fields("able walk sit stand lift returned back adls function functional improved increased better gain oswestry odi dash tolerance rom strength flexion resumed grip restored sitting walking standing lifting rtw womac ndi")},
	{name: "relief", concepts: nil,
		said: regexp.MustCompile(`\b(?:(?:pain |symptom\w* |adequate )?(?:relief|analgesia|efficacy|effective\w*)|(?:reduc\w+|decreas\w+|less\w*|improve\w*|drop|diminution|change) (?:of |in )?(?:the |his |her |leg |back |neck )*(?:pain|vas|symptoms)(?: scores?| levels?)?|pain (?:reduction|decrease|control|improvement)|benefit(?:s|ed|ted)?|improve(?:d|s|ments?)?|helped|help)\b`),
		held: regexp.MustCompile(amountOf + `[^.;]{0,40}\b` + betterWord + `|\b` + betterWord + `[^.;]{0,60}` + amountOf + `|\b` + fallOf + `|\b(?:good|excellent|significant|substantial|marked|great|partial|moderate|considerable|some|much|complete|near-complete|dramatic) (?:\w+ )?` + betterWord + `|\b` + betterWord + `\b`),
		keys: append(strings.Fields("pain from to half percent brings pre post"), betterKeys...)},
	{name: "response", negative: true,
		said: regexp.MustCompile(`\b(?:response|responded|outcome|results?|effects?|efficacy) (?:to|of|from|with)\b|\bresponse\b`),
		held: regexp.MustCompile(amountOf + `|\b` + betterWord + `\b|\b` + fallOf + `|\bfail\w*|\bno change|\bunchanged|\bworse\b|\bunsuccessful\w*|\bpre\b.{0,20}\bpost\b`),
		keys: append(strings.Fields("failed fail unchanged worse unsuccessful pre post percent half no"), betterKeys...)},
	{name: "homebound",
		said: regexp.MustCompile(`\bhome-?bound(?: status)?|confined to (?:the |his |her )?home|unable to leave (?:the |his |her )?home`),
		held: regexp.MustCompile(`\bhome-?bound|\bhouse-?bound|\bconfined to (?:the |his |her |a )?(?:home|house|bed)|\b(?:cannot|unable to|can't|does not|not able to) leave (?:the |his |her )?(?:home|house)|\bbed-?bound`),
		keys: strings.Fields("homebound home housebound bound confined leave bedbound house")},
	{name: "meniscal signs",
		said:     regexp.MustCompile(`\bmeniscal (?:signs?|findings?|tests?)|signs? of (?:a )?meniscal (?:tear|injury)`),
		concepts: strings.Fields("mcmurray-test apley-test thessaly-test joint-line-tenderness steinmann-test bounce-home-test locking")},
	{name: "facet signs",
		said:     regexp.MustCompile(`\bfacet(?:-| )(?:mediated|joint|related|generated|loading)(?: joint)?(?: pain| signs?| symptoms| findings| pathology| tenderness)*|facetogenic(?: pain)?|signs? of facet\w*(?: pain)?`),
		held:     regexp.MustCompile(`\bfacet(?:ogenic)?s?\b[^.;]{0,40}(?:load|tender|ttp|pain|\+|positive|mediated|syndrome)|(?:tender|ttp|pain|\+|positive)[^.;]{0,40}\bfacet`),
		concepts: strings.Fields("facet-tenderness kemp-test"), keys: strings.Fields("facet facets facetogenic")},
	{name: "sacroiliac tests",
		said:     regexp.MustCompile(`\b(?:provocati\w+|stress|physical|positive)? ?(?:tests?|signs?|manoeuvres?|maneuvers?|findings?) (?:of|for|at|over) (?:the )?(?:sacroiliac|si) joints?|\b(?:sacroiliac|si) (?:joint )?(?:provocati\w+ |stress )?(?:tests?|signs?|maneuvers?)`),
		concepts: strings.Fields("faber-test gaenslen-test thigh-thrust-test sacral-thrust fortin-finger-test sacroiliac-compression-test yeoman-test gillet-test")},
	{name: "neurological deficit",
		said:     regexp.MustCompile(`\b(?:focal |objective |progressive |new |any )*neuro\w* (?:deficits?|loss|compromise|findings?|abnormalit\w+|changes?|signs?)|\b(?:motor|sensory|strength|reflex)(?: or (?:motor|sensory|reflex|strength))* (?:deficits?|loss|changes?|abnormalit\w+|weakness)`),
		held:     regexp.MustCompile(`\b[0-4][+-]?\s?/\s?5\b|\b(?:decreased|diminished|reduced|absent|loss of|impaired|altered|\bdecr\.?)\s+(?:\w+ ){0,3}?(?:sensation|lt|light touch|pinprick|reflex\w*|strength|jerk|dtrs?|motor|pin)\b|\b(?:sensation|reflex\w*|jerk|dtrs?|strength)\b[^.;,]{0,30}\b(?:decreased|diminished|reduced|absent|impaired)`),
		concepts: strings.Fields("motor-deficit sensory-deficit decreased-reflex weakness foot-drop neurological-deficit numbness"), keys: strings.Fields("0 1 2 3 4 decreased diminished reduced absent impaired altered sensation reflex reflexes jerk strength motor")},
	{name: "mechanical symptoms",
		said:     regexp.MustCompile(`\bmechanical (?:symptoms?|signs?)`),
		concepts: strings.Fields("locking instability grinding")},
	{name: "gastrointestinal risk",
		said:     regexp.MustCompile(`\b(?:gastrointestinal|gi|gastric|stomach) (?:\w+ )?(?:risk(?: factors?)?|events?|complaints?|symptoms?|upset|distress|problems?|side effects?|issues?|history|disorders?|disease|conditions?)|risk factors? for (?:a )?(?:gastrointestinal|gi)(?: \w+)*`),
		held:     regexp.MustCompile(`\b(?:stomach|gi|gastric|gastro\w*|epigastric)\b[^.;]{0,30}\b(?:upset|pain|distress|ulcer|bleed\w*|irritat\w*|burn\w*)|\bupset[^.;]{0,15}stomach|\bheartburn|\bgerd\b|\breflux|\bulcers?\b|\bdyspepsia`),
		concepts: strings.Fields("gastroesophageal-reflux-disease peptic-ulcer gastrointestinal-bleeding gastritis gastrointestinal-disorder"), keys: strings.Fields("stomach gi gastric heartburn gerd reflux ulcer ulcers dyspepsia epigastric upset gastritis")},
	{name: "red flags",
		said: regexp.MustCompile(`\bred[ -]flags?\b`),
		held: regexp.MustCompile(`\bred[ -]flags?\b[^.;]{0,40}\b(?:present|positive|noted|include)|\bcauda equina|\bsaddle anesthesia|\bprogressive (?:weakness|deficit|neurolog\w+)|\bfoot drop\b|\b(?:bowel|bladder) incontinence`),
		keys: strings.Fields("red cauda saddle progressive foot incontinence")},
	{name: "monitoring of prescriptions", concepts: []string{"prescription-monitoring-report"},
		said: regexp.MustCompile(`\b(?:state'?s? )?prescription (?:drug )?(?:monitoring|database)(?: \w+)?|\bcures\b(?: report)?|\bpdmp\b`)},
	{name: "aberrant behavior",
		said:     regexp.MustCompile(`\baberrant(?: drug| drug-?taking| medication)?(?:-related)? behaviou?rs?|\bdrug misuse|misuse of (?:drugs|opioids|medication)`),
		held:     regexp.MustCompile(`\binconsistent\b|\bearly refills?|\blost (?:\w+ )?(?:prescription|pills|medication)|\bdoctor shopping|\bcocaine|\bmethamphetamine|\bnegative for (?:the )?prescribed|\billicit|\bnon-?prescribed|\bmultiple prescribers|\bran out early|\bdiver(?:sion|ted)`),
		concepts: []string{"aberrant-behavior"}, keys: strings.Fields("inconsistent early lost shopping cocaine methamphetamine negative illicit prescribed prescribers ran diversion aberrant")},
	{name: "standing films", concepts: []string{"weight-bearing-x-ray"},
		said: regexp.MustCompile(`\b(?:standing|weight-?bearing) (?:films?|x-?rays?|radiographs?|views?)`),
		held: regexp.MustCompile(`\b(?:standing|weight-?bearing|wb) (?:ap|pa|lateral|bilateral|films?|views?|x-?rays?|radiographs?)\b`), keys: strings.Fields("standing weight bearing wb weightbearing")},
	{name: "smoking",
		said: regexp.MustCompile(`\b(?:smok(?:ing|er|es)|tobacco|nicotine)(?: (?:use|status|history|cessation))*`),
		held: regexp.MustCompile(`\bsmok\w+|\btobacco|\bnicotine|\bcigarettes?|\bpacks? (?:a|per) day|\bppd\b`),
		keys: strings.Fields("smokes smoker smoking tobacco nicotine cigarettes cigarette packs pack ppd")},
	{name: "goals",
		said: regexp.MustCompile(`\b(?:treatment |therapy |functional |specific |measurable )*goals?\b|\bobjectives for\b`),
		held: regexp.MustCompile(`\bgoals?\b`), keys: strings.Fields("goal goals")},
	{name: "side effects", concepts: []string{"side-effect", "constipation", "daytime-sleepiness", "nausea"},
		said: regexp.MustCompile(`\b(?:side|adverse) (?:effects?|reactions?|events?)\b`)},
	{name: "body mass index", concepts: []string{"body-mass-index"}, said: regexp.MustCompile(`\bbody mass index|\bbmi\b`)},
	{name: "weight loss attempt",
		said: regexp.MustCompile(`\b(?:attempts? (?:at|to)|tried|efforts? (?:at|to)|trials? of|history of) (?:weight loss|lose weight|diet(?:ing)?|weight reduction)`),
		held: regexp.MustCompile(`\blost \d+ ?(?:lbs?|pounds|kg)|\b(?:calorie|low-?carb|weight watchers|jenny craig|diets?|dieted|dieting)\b`), keys: strings.Fields("lost calorie diet dieted dieting watchers craig")},
	{name: "number of visits",
		said: regexp.MustCompile(`\b(?:number|count|amount|quantity) of (?:\w+ ){0,3}?(?:visits|sessions|treatments)|\bhow many (?:\w+ ){0,3}?(?:visits|sessions|treatments)`),
		held: regexp.MustCompile(`\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty\S*)(?: of \d+)? (?:\w+ ){0,3}?(?:visits?|sessions?|treatments)\b|\b(?:visits?|sessions?)\b(?: \w+){0,2}:? #? ?\d+|\bx ?\d+\b|\b\d+\s*/\s*\d+\b`), keys: strings.Fields("visit visits session sessions treatments x pt therapy completed")},
	{name: "signs of radiculopathy", concepts: strings.Fields("radiculopathy lumbar-radiculopathy cervical-radiculopathy sensory-deficit motor-deficit decreased-reflex straight-leg-raise spurling-test"),
		said: regexp.MustCompile(`\b(?:findings?|signs?|evidence) (?:of|consistent with|suggesting) (?:\w+ ){0,2}?radiculopathy|\bradicular (?:findings|signs)`)},
	{name: "contact with a nerve", concepts: []string{"nerve-root-contact"},
		said: regexp.MustCompile(`\b(?:nerve(?: root)?|neural|root) (?:compression|impingement|contact|involvement|displacement)|compression of (?:the |a |any )?(?:\w+ ){0,2}?(?:nerve|root)s?`),
		held: regexp.MustCompile(`\b(?:compress\w*|imping\w*|displac\w*|contact\w*|abut\w*|touch\w*|encroach\w*)\b[^.;]{0,40}\b(?:root|roots|nerve|neural|cord)\b|\b(?:root|nerve|neural)\b[^.;]{0,20}\b(?:compress\w*|imping\w*|displac\w*|contact\w*)`), keys: strings.Fields("compression compresses compressing impinges impingement impinging displaces displacing displacement contacts contact abuts abutting touches root")},
	{name: "falls", concepts: []string{"falls"}, said: regexp.MustCompile(`\bfalls?\b`), held: regexp.MustCompile(`\b(?:fell|fall|falls|tripped|slipped)\b`), keys: strings.Fields("fell fall falls tripped slipped")},
}

var betterKeys = strings.Fields("relief relieved relieves relieve improved improvement improve improving better benefit benefited help helped helps helpful decreased reduction reduced gain eased effective response responded lessened less looser")

// sensesIn lists the senses that the text of a claim has; one that lies within
// another is left out.
func sensesIn(text string) []*sense {
	var out []*sense
	var taken [][2]int
	for _, s := range slices.Concat(senses, plainSenses) {
		m := s.said.FindStringIndex(text)
		if m == nil || overlaps(taken, m[0], m[1]) {
			continue
		}
		taken = append(taken, [2]int{m[0], m[1]})
		out = append(out, s)
	}
	return out
}

var scores = regexp.MustCompile(`^(?:from |pre:? |before:? |brings? (?:the )?pain from )?(\d+)(?:\.\d+)?(?:\s*(?:-|to)\s*\d+)?(?:\s*/\s*10| out of 10)?[^\d]*?(?:to|->|→|post|after|and)\s*(\d+)[^%]*$`)

// rises reports whether the words are two scores of pain of which the second is not lower.
func rises(words string) bool {
	m := scores.FindStringSubmatch(words)
	return m != nil && valueOf(m[2]) >= valueOf(m[1])
}

var (
	notHelped = regexp.MustCompile(`(?:\b(?:no|not|without|w/o|denies|never|minimal|little|lack of|neither|nor|hardly|limited|poor|lacks|zero|nil|no longer)|n't)(?:[^\w.;]+[\w%]+){0,3}[^\w.;]*$`)
	worsened  = regexp.MustCompile(`^[^.;,]{0,30}\b(?:worse|did not last|wore off at once)\b`)
)

// heldIn returns the place of the sense in a statement in lower case. A sense that
// is no negation itself must not be denied or only supposed there.
func (s *sense) heldIn(st statement, text string, c context) bool {
	for _, m := range st.mentions {
		if slices.ContainsFunc(s.concepts, func(id string) bool { return slices.Contains(withNarrower(id), m.concept) }) && (!m.ambiguous || plainIn(st, m)) && st.statusAt(c, m.start, m.end).affirmed() {
			return true
		}
	}
	if s.held == nil {
		return false
	}
	for _, m := range s.held.FindAllStringIndex(text, 20) {
		if rises(text[m[0]:m[1]]) {
			continue
		}
		status := st.statusAt(c, m[0], m[1])
		if status.other || status.supposed && s.name != "goals" {
			continue
		}
		if s.negative || !status.negated && !notHelped.MatchString(text[:m[0]]) && !worsened.MatchString(text[m[1]:]) {
			return true
		}
	}
	return false
}
