package finding

import (
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/review"
)

// conclusions are rationales on the first item of esiCase, an injection; text is
// the concluding sentence where it matters.
var conclusions = map[string]struct {
	rationale, want, text string
}{
	"plain positive":               {"The injection is medically necessary.", yes, ""},
	"plain negative":               {"The injection is not medically necessary.", no, ""},
	"necessary and appropriate":    {"Therefore, the request is medically necessary and appropriate.", yes, ""},
	"neither nor":                  {"The request is neither medically necessary nor appropriate.", no, ""},
	"contraction":                  {"The request isn’t medically necessary.", no, ""},
	"not, at this time":            {"The requested injection is not, at this time, medically necessary.", no, ""},
	"no longer":                    {"A second injection is no longer medically necessary.", no, ""},
	"unnecessary":                  {"The injection is medically unnecessary.", no, ""},
	"not unnecessary":              {"The injection is not medically unnecessary.", yes, ""},
	"considered":                   {"The request is not considered medically necessary.", no, ""},
	"deemed to be":                 {"The injection is deemed to be medically necessary.", yes, ""},
	"cannot be considered":         {"As such, it cannot be considered medically necessary.", no, ""},
	"I find":                       {"I find the requested injection medically necessary.", yes, ""},
	"I do not find":                {"I do not find the requested injection medically necessary.", no, ""},
	"this reviewer finds":          {"This reviewer finds that the injection is not medically necessary.", no, ""},
	"my opinion":                   {"It is my opinion that the injection is medically necessary.", yes, ""},
	"telegraphic":                  {"No radiculopathy on exam. Not medically necessary.", no, ""},
	"headline":                     {"Decision: Overturned", yes, ""},
	"headline upheld":              {"Left leg pain only. Determination: upheld.", no, ""},
	"necessity established":        {"The medical necessity of the injection has been established.", yes, ""},
	"necessity not established":    {"Medical necessity of the requested injection is not established.", no, ""},
	"records do not establish":     {"The records do not establish the medical necessity of the injection.", no, ""},
	"records support necessity":    {"The records support the medical necessity of the injection.", yes, ""},
	"insufficient to support":      {"There is insufficient documentation to support medical necessity.", no, ""},
	"no medical necessity":         {"There is no medical necessity for a second injection.", no, ""},
	"not shown to be":              {"The injection has not been shown to be medically necessary.", no, ""},
	"not shown that":               {"It has not been shown that the injection is medically necessary.", no, ""},
	"no evidence that":             {"There is no evidence that the injection is medically necessary.", no, ""},
	"no evidence that it is not":   {"There is no evidence that the injection is not medically necessary.", yes, ""},
	"no in another clause":         {"There is no neurological deficit and the injection is not medically necessary.", no, ""},
	"no deficit, necessary":        {"There is no motor deficit, and the injection is medically necessary.", yes, ""},
	"not only":                     {"The injection is not only reasonable but medically necessary.", yes, ""},
	"request denied":               {"The request is denied.", no, ""},
	"request approved":             {"Thus the request is approved.", yes, ""},
	"should be authorized":         {"The injection should be authorized.", yes, ""},
	"should not be certified":      {"The injection should not be certified.", no, ""},
	"non-certified":                {"The request is therefore non-certified.", no, ""},
	"cannot be recommended":        {"Another injection cannot be recommended.", no, ""},
	"recommend non-certification":  {"I recommend non-certification.", no, ""},
	"recommend approval":           {"I recommend approval of the injection.", yes, ""},
	"authorization not warranted":  {"Authorization is not warranted.", no, ""},
	"denial upheld":                {"The denial is upheld.", no, ""},
	"UR decision overturned":       {"The utilization review decision to deny the injection is overturned.", yes, ""},
	"denial cannot be upheld":      {"The denial cannot be upheld.", yes, ""},
	"denial not justified":         {"The denial of the injection is not justified.", yes, ""},
	"denial appropriate":           {"The denial was appropriate.", no, ""},
	"I uphold":                     {"I uphold the denial.", no, ""},
	"no basis to overturn":         {"There is no basis to overturn the denial.", no, ""},
	"no reason to deny":            {"There is no reason to deny the request.", yes, ""},
	"decision that is upheld":      {"The administrator’s decision that the injection is not medically necessary is overturned.", yes, ""},
	"weak: not supported":          {"Leg pain is absent. Therefore, the request is not supported.", no, ""},
	"weak: warranted":              {"Relief of 60 percent is documented. The requested injection is warranted.", yes, ""},
	"weak: criteria met":           {"The reflex is absent. The guideline criteria are met.", yes, ""},
	"weak: criteria not met":       {"The reflex is normal. The criteria are not met.", no, ""},
	"weak: does not meet":          {"The request does not meet the MTUS criteria.", no, ""},
	"weak: fails to meet":          {"The request fails to meet guideline criteria.", no, ""},
	"not until":                    {"The injection is not medically necessary until therapy has been tried.", no, ""},
	"would not be, concluding":     {"As such, the injection would not be medically necessary.", no, ""},
	"last one wins":                {"At first sight the injection is not medically necessary. With the nerve study the injection is medically necessary.", yes, "With the nerve study the injection is medically necessary."},
	"UR quoted, then own":          {"Utilization review found the injection not medically necessary. The records show 60 percent relief. The injection is medically necessary.", yes, "The injection is medically necessary."},
	"other treatment, then item":   {"The injection is medically necessary. Surgery is not medically necessary at this time.", yes, ""},
	"other item":                   {"The injection is medically necessary. Physical therapy is not medically necessary.", yes, ""},
	"ellipsis for the item":        {"Surgery is not medically necessary at this time, but the injection is.", yes, ""},
	"ellipsis against the item":    {"The first block was medically necessary, but the injection is not.", no, ""},
	"history is no result":         {"The injection was denied on 10/25/13. It is medically necessary now.", yes, ""},
	"agree with UR":                {"I agree with the UR physician that the injection is not medically necessary.", no, ""},
	"text with a line break":       {"Relief was\n60 percent. The injection is\nmedically necessary.", yes, "The injection is\nmedically necessary."},
	"only UR quoted":               {"The UR physician found it not medically necessary.", unclear, ""},
	"administrator denied":         {"The claims administrator denied the request because it is not medically necessary.", unclear, ""},
	"UR concluded that":            {"Utilization review concluded that, without relief, the injection is not medically necessary.", unclear, ""},
	"according to UR":              {"According to the claims administrator, the injection is not medically necessary.", unclear, ""},
	"treater believes":             {"The treating physician believes the injection is medically necessary.", unclear, ""},
	"the denial's finding":         {"The finding that the injection is not medically necessary rests on one visit.", unclear, ""},
	"disagreement":                 {"I disagree with the finding that the injection is not medically necessary.", unclear, ""},
	"conditional if":               {"The injection would be medically necessary if radiculopathy were shown.", unclear, ""},
	"criterion when":               {"A repeat injection is medically necessary when relief of half lasted six weeks.", unclear, ""},
	"may be":                       {"Surgery or an injection may be medically necessary later.", unclear, ""},
	"whether":                      {"The question is whether the injection is medically necessary.", unclear, ""},
	"to be necessary":              {"For an injection to be medically necessary, radiculopathy must be shown.", unclear, ""},
	"history only":                 {"Work hardening was denied on 10/25/13.", unclear, ""},
	"guideline recommends":         {"The MTUS states that injections are recommended as an option for radicular pain.", unclear, ""},
	"guideline negative":           {"ODG does not recommend a series of three. One injection is asked for.", unclear, ""},
	"FDA":                          {"Dexamethasone is approved by the FDA.", unclear, ""},
	"board certified":              {"The requesting physician is board certified.", unclear, ""},
	"in part":                      {"The request is approved in part.", unclear, ""},
	"attributive":                  {"Treatment that is medically necessary is owed to the worker.", unclear, ""},
	"necessary to":                 {"It is not medically necessary to repeat the scan.", unclear, ""},
	"patient denied":               {"She denied numbness and is supported by a cane.", unclear, ""},
	"no verdict":                   {"Leg pain fell by 60 percent for ten weeks.", unclear, ""},
	"empty":                        {"", unclear, ""},
	"both in one sentence":         {"The first injection is medically necessary and the second injection is not medically necessary.", unclear, ""},
	"imaging supported":            {"Radiculopathy is supported by imaging. Relief was not recorded.", unclear, ""},
	"home exercise is appropriate": {"Relief was not recorded. Continued home exercise is appropriate.", unclear, ""},
	"reasoning of the denial":      {"The UR determination that criteria were not met is not supported by the records.", unclear, ""},
	"denial not reasonable":        {"The denial is not medically reasonable.", yes, ""},
	"modified":                     {"The request is modified and six visits are approved.", unclear, ""},
	"should symptoms return":       {"Should symptoms return, the injection is medically necessary.", unclear, ""},
	"another way instead":          {"The injection is not medically necessary. Instead, weaning is medically necessary.", no, ""},
	"unreasonable to deny":         {"It would be unreasonable to deny this request.", unclear, ""},
	"surgery alone":                {"Surgery is not medically necessary.", unclear, ""},
}

func TestConclusion(t *testing.T) {
	for name, tt := range conclusions {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			v, ok := conclusion(tt.rationale, in.Case, in.Case.Items[0])
			got := map[bool]string{true: yes, false: no}[v.necessary]
			if !ok {
				got = unclear
			}
			if got != tt.want {
				t.Errorf("%q comes to %s, want %s", tt.rationale, got, tt.want)
			}
			if tt.text != "" && v.in.text != tt.text {
				t.Errorf("concluding sentence %q, want %q", v.in.text, tt.text)
			}
		})
	}
}

func TestDecisionContradictsRationale(t *testing.T) {
	const necessary, unnecessary = "Pain fell by half. The injection is medically necessary.", "Pain is unchanged. The injection is not medically necessary."
	for name, tt := range map[string]struct {
		outcome   review.ItemDecision
		rationale string
		want      string // part of the text of the finding, "" for none
	}{
		"upheld and not necessary":     {review.Upheld, unnecessary, ""},
		"overturned and necessary":     {review.Overturned, necessary, ""},
		"upheld and necessary":         {review.Upheld, necessary, "The injection is medically necessary."},
		"overturned and not necessary": {review.Overturned, unnecessary, "The injection is not medically necessary."},
		"undecided":                    {"", necessary, ""},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			in.Review.Decisions[0].Outcome, in.Review.Decisions[0].Rationale = tt.outcome, tt.rationale
			fs := of(Check(in), "decision-contradicts-rationale")
			if (tt.want != "") != (len(fs) == 1) {
				t.Fatalf("findings %+v, want %q", fs, tt.want)
			}
			if tt.want != "" && (fs[0].Text != tt.want || fs[0].Section != Rationale || fs[0].Item != "1" || !strings.Contains(fs[0].Message, string(tt.outcome))) {
				t.Errorf("finding %+v", fs[0])
			}
		})
	}
}

// A service that was given is spoken of in the past; one still asked for is not.
func TestConclusionInThePast(t *testing.T) {
	in := esiCase()
	const past = "The first injection was medically necessary. A second one is not medically necessary."
	if v, ok := conclusion(past, in.Case, in.Case.Items[0]); !ok || v.necessary {
		t.Errorf("the past counts for a prospective item: %+v %v", v, ok)
	}
	kit := casefile.DisputedItem{ID: "9", Description: "Cervical and lumbar kit", Timing: casefile.Retrospective}
	if v, ok := conclusion("The kit was not medically necessary.", in.Case, kit); !ok || v.necessary {
		t.Errorf("a retrospective verdict is not read: %+v %v", v, ok)
	}
}
