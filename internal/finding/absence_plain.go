package finding

import (
	"regexp"
	"strings"
)

// plainSenses are symptoms, signs and services that notes describe in everyday
// words besides the names that the dictionary has for them.
var plainSenses = []*sense{
	{name: "home exercise", concepts: []string{"home-exercise-program"},
		said: regexp.MustCompile(`\bhome(?:-based)? exercises?(?: programs?| regimen)?|\bexercis\w+ at home|\bself-directed exercises?(?: program)?|\bindependent exercises?(?: program)?`),
		held: regexp.MustCompile(`\bhep\b|\b(?:home|daily|every (?:day|morning)|each morning|on (?:his|her) own|independent\w*)\b[^.;]{0,40}\b(?:exercis\w*|stretch\w*|program)\b|\b(?:exercis\w*|stretch\w*|strengthening)\b[^.;]{0,40}\b(?:home|daily|every (?:day|morning)|each morning|on (?:his|her) own)\b`),
		keys: strings.Fields("hep exercise exercises stretches stretching strengthening program home")},
	{name: "sleep disturbance", concepts: []string{"insomnia"},
		said: regexp.MustCompile(`\b(?:insomnia|sleep (?:disturbance|difficult\w*|disorder|problems?|complaints?|disruption|issues?)|(?:poor|disturbed|interrupted|impaired) sleep|(?:difficulty|trouble) sleeping)\b`),
		held: regexp.MustCompile(`\b(?:sleeps?|slept|sleeping)\b[^.;]{0,20}\b(?:poor\w*|bad\w*|only|\d)|\b(?:wakes?|awakens?|woke|awakened|up)\b[^.;]{0,25}\b(?:night|pain|times|x)\b|\brestless|\b(?:can't|cannot|difficulty|trouble|unable to|hard to) (?:fall(?:ing)? |stay(?:ing)? |get to |go to )?(?:a?sleep(?:ing)?)\b|\b(?:poor|disturbed|interrupted|broken|impaired) sleep`),
		keys: strings.Fields("sleep sleeps slept sleeping wakes awakens woke restless asleep")},
	{name: "depression", concepts: []string{"depression"},
		said: regexp.MustCompile(`\bdepress(?:ion|ed|ive)(?: symptoms?| disorder| mood)?`),
		held: regexp.MustCompile(`\bdepress\w*|\btearful|\blow mood|\bsad(?:ness)?\b|\bhopeless\w*|\bmdd\b|\bphq-?9\D{0,6}(?:1\d|2\d)`), keys: strings.Fields("depressed depression tearful mood sad sadness hopeless mdd phq")},
	{name: "anxiety", concepts: []string{"anxiety"},
		said: regexp.MustCompile(`\banxi(?:ety|ous)(?: symptoms?| disorder)?`), held: regexp.MustCompile(`\banxi\w*|\bpanic|\bworries|\bgad-?7\D{0,6}(?:1\d|2\d)`), keys: strings.Fields("anxious anxiety panic worries gad")},
	{name: "weakness", concepts: []string{"weakness", "motor-deficit"},
		said: regexp.MustCompile(`\b(?:muscle |motor |muscular )?weakness\b`), held: regexp.MustCompile(`\b[0-4][+-]?\s?/\s?5\b|\bweak\w*|\bgives? way|\bdrops? (?:things|objects|items)|\bfoot drop`), keys: strings.Fields("weak weakness 0 1 2 3 4 gives drops foot drop strength motor")},
	{name: "numbness", concepts: []string{"numbness", "tingling", "numbness-and-tingling", "sensory-deficit"},
		said: regexp.MustCompile(`\b(?:numbness(?: (?:and|or) tingling)?|par(?:a)?esthesias?|tingling)\b`), held: regexp.MustCompile(`\bnumb\w*|\bn/t\b|\btingl\w*|\bpins and needles|\bfalls? asleep|\bparesthesia\w*`), keys: strings.Fields("numb numbness n tingling tingle pins asleep paresthesia paresthesias")},
	{name: "spasm", concepts: []string{"spasm", "paraspinal-spasm", "muscle-guarding"},
		said: regexp.MustCompile(`\b(?:muscle |muscular |paraspinal |paravertebral )*(?:spasms?|guarding|rigidity)\b`), held: regexp.MustCompile(`\bspasm\w*|\bguarding|\bhypertonic\w*|\bknots\b|\bcharley horse|\bcramp\w*`), keys: strings.Fields("spasm spasms spasming guarding hypertonic hypertonicity knots charley cramps")},
	{name: "drug screen", concepts: []string{"urine-drug-screen"},
		said: regexp.MustCompile(`\b(?:urine |random )?(?:drug|toxicology) (?:screen|test)(?:s|ing)?\b|\burine (?:tests?|testing|toxicology)\b|\buds\b|\budts?\b`), held: regexp.MustCompile(`\b(?:uds|udt|utox|u-tox)\b|\b(?:tox|drug|toxicology) (?:screen|test)\w*|\burine (?:cup|screen|test|sample|tox|drug)\w*`), keys: strings.Fields("uds udt utox tox drug toxicology urine")},
	{name: "opioid agreement", concepts: []string{"opioid-agreement"},
		said: regexp.MustCompile(`\b(?:opioid|pain|narcotic|medication|treatment|controlled substance)(?: treatment| management| medication)? (?:agreement|contract)s?`), held: regexp.MustCompile(`\b(?:agreement|contract)\b`), keys: strings.Fields("agreement contract")},
	{name: "radicular pain", concepts: []string{"radicular-pain", "radiculopathy", "sciatica"},
		said: regexp.MustCompile(`\bradicular (?:pain|symptoms?|complaints?|features)|\bpain (?:that )?radiat\w+|\bradiat(?:ion|ing|es)(?: of (?:the )?pain| pain)?`), held: regexp.MustCompile(`\bradiat\w+|\b(?:shoot\w*|runs?|ran|goes|going|travel\w*|down)\b[^.;]{0,30}\b(?:legs?|arms?|calf|foot|thigh|hand|fingers?|toes?|le|ue|lle|rle|lue|rue)\b|\bsciatica`), keys: strings.Fields("radiating radiates radiation radiate shooting shoots runs ran goes going travels down sciatica")},
	{name: "neuropathic pain", concepts: []string{"neuropathic-pain", "neuropathy", "allodynia"},
		said: regexp.MustCompile(`\bneuropathic (?:pain|symptoms?|component|condition|complaints?)`), held: regexp.MustCompile(`\bneuropath\w*|\bburning\b|\belectric\w*|\bneuralgia|\ballodynia|\bpins and needles|\bradiculopathy`), keys: strings.Fields("neuropathic neuropathy burning electric neuralgia allodynia pins radiculopathy")},
	{name: "trigger points", concepts: []string{"trigger-point"},
		said: regexp.MustCompile(`\b(?:myofascial )?trigger points?\b`), held: regexp.MustCompile(`\btrigger points?\b|\btwitch response|\btaut bands?|\bjump sign`), keys: strings.Fields("trigger twitch taut jump")},
	{name: "obesity", concepts: []string{"obesity"}, said: regexp.MustCompile(`\bobes(?:e|ity)\b`), held: regexp.MustCompile(`\bobes\w*|\bbmi\D{0,6}(?:3\d|[4-6]\d)`), keys: strings.Fields("obese obesity bmi")},
	{name: "return to work", concepts: []string{"return-to-work", "modified-duty", "full-duty"},
		said: regexp.MustCompile(`\breturn(?:ed|ing)? to (?:\w+ )?(?:work|duty)\b`), held: regexp.MustCompile(`\brtw\b|\b(?:return(?:ed|ing)?|went|back) (?:to|at) (?:\w+ )?(?:work|duty)|\bworking\b`), keys: strings.Fields("rtw return returned work working duty back")},
	{name: "psychological evaluation", concepts: []string{"psychological-evaluation", "psychologist", "psychotherapy"},
		said: regexp.MustCompile(`\bpsych(?:ological|iatric|osocial)? (?:evaluation|clearance|screening|assessment|consultation|testing)s?`), held: regexp.MustCompile(`\bpsych\w*[^.;]{0,20}\b(?:eval\w*|clear\w*|screen\w*|assess\w*|consult\w*|testing)|\bph\.?d\b[^.;]{0,20}eval\w*`), keys: strings.Fields("psych psychological psychiatric psychologist phd psychosocial")},
}
