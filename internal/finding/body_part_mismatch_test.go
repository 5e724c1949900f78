package finding

import (
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/internal/guideline"
)

func TestBodyPartMismatch(t *testing.T) {
	lowBack := guideline.Citation{Guideline: "ODG", Chapter: "Low Back", Section: "Exercise", Edition: "2014"}
	neck := guideline.Citation{Guideline: "ODG", Chapter: "Neck and Upper Back", Section: "Exercise", Edition: "2014"}
	pain := guideline.Citation{Guideline: "MTUS", Chapter: "Chronic Pain Medical Treatment Guidelines", Section: "Exercise", Edition: "2009"}
	shoulder := guideline.Citation{Guideline: "MTUS", Chapter: "Shoulder Complaints", Section: "Imaging", Edition: "2009"}
	parts := func(list ...string) (out []casefile.BodyPart) {
		for _, p := range list {
			side, part, _ := strings.Cut(p, " ")
			out = append(out, casefile.BodyPart{Part: part, Side: casefile.Side(strings.Trim(side, "-"))})
		}
		return out
	}
	for name, tt := range map[string]struct {
		item      string
		parts     []casefile.BodyPart
		citations []guideline.Citation
		rationale string
		section   Section // "" where nothing is to be found
		words     string
	}{
		"neck and back under one chapter":      {"Cervical and lumbar kit", parts("- neck", "- low back"), []guideline.Citation{lowBack}, "", Citation, "Low Back"},
		"neck and back under both":             {"Cervical and lumbar kit", parts("- neck", "- low back"), []guideline.Citation{lowBack, neck}, "", "", ""},
		"a chapter of the whole body":          {"Cervical and lumbar kit", parts("- neck", "- low back"), []guideline.Citation{lowBack, pain}, "", "", ""},
		"the shoulder chapter for the wrist":   {"MRI, left wrist", parts("left wrist"), []guideline.Citation{shoulder}, "", Citation, "Shoulder"},
		"the shoulder chapter for the cuff":    {"Rotator cuff repair", parts("left rotator cuff"), []guideline.Citation{shoulder}, "", "", ""},
		"no part is known":                     {"Gym membership", nil, []guideline.Citation{shoulder}, "", "", ""},
		"another level to be treated":          {"Left L5-S1 ESI", parts("left lumbar spine"), nil, "The bulge at L4-L5 that is to be injected touches no nerve.", Rationale, "L4-L5"},
		"a neighbour named as none":            {"Left L5-S1 ESI", parts("left lumbar spine"), nil, "The bulge at L4-5 touches no nerve and is not the target.", "", ""},
		"the level in another spelling":        {"Left L5-S1 ESI", parts("left lumbar spine"), nil, "The protrusion at the lumbosacral junction displaces the root.", "", ""},
		"the only level is another":            {"Left L5-S1 ESI", parts("left lumbar spine"), nil, "The protrusion at L3-4 displaces the root.", Rationale, "L3-4"},
		"both levels":                          {"Left L5-S1 ESI", parts("left lumbar spine"), nil, "There are protrusions at L3-4 and L5-S1.", "", ""},
		"a conclusion on another level":        {"Left L5-S1 ESI", parts("left lumbar spine"), nil, "The protrusion at L5-S1 displaces the root. The L4-5 injection is medically necessary.", Rationale, "L4-5 injection"},
		"another side":                         {"MRI, right knee", parts("right knee"), nil, "The left knee locks and gives way.", Rationale, "left knee"},
		"another side compared":                {"MRI, right knee", parts("right knee"), nil, "The right knee is larger than the left knee.", "", ""},
		"another side of long ago":             {"MRI, right knee", parts("right knee"), nil, "The left knee was operated on in 2004. The right knee locks.", "", ""},
		"the other side is normal":             {"MRI, right knee", parts("right knee"), nil, "The right knee locks. The left knee is normal.", "", ""},
		"a verb and no side":                   {"MRI, right knee", parts("right knee"), nil, "She left therapy with a swollen knee.", "", ""},
		"pain of the leg is of the back":       {"Left L5-S1 ESI", parts("left lumbar spine"), nil, "The pain runs down the left leg.", "", ""},
		"the other leg":                        {"Left L5-S1 ESI", parts("left lumbar spine"), nil, "The pain runs down the right leg to the foot.", Rationale, "right leg"},
		"another part of the body":             {"MRI, right shoulder", parts("right shoulder"), nil, "The knee has full motion.", Rationale, "knee"},
		"one of two parts":                     {"Therapy, neck and knee", parts("- neck", "right knee"), nil, "The neck did not gain from twelve visits.", Rationale, "neck"},
		"both of two parts":                    {"Therapy, neck and knee", parts("- neck", "right knee"), nil, "The neck did not gain, nor did the knee.", "", ""},
		"one of two sides":                     {"Hyaluronic acid, both knees", parts("bilateral knee"), nil, "The left knee has grade 3 arthritis.", Rationale, "left knee"},
		"two of two sides":                     {"Hyaluronic acid, both knees", parts("bilateral knee"), nil, "The left knee has grade 3 arthritis. So has the right knee.", "", ""},
		"both sides at once":                   {"Hyaluronic acid, both knees", parts("bilateral knee"), nil, "Both knees have grade 3 arthritis.", "", ""},
		"a guideline speaks of another region": {"MRI, right shoulder", parts("right shoulder"), nil, "The guideline treats the knee in the same way. The shoulder is stiff.", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			in.Case.Items = in.Case.Items[:1]
			in.Case.Items[0].Description, in.Case.Items[0].BodyParts = tt.item, tt.parts
			in.Review.Decisions = in.Review.Decisions[:1]
			dec := &in.Review.Decisions[0]
			if tt.citations != nil {
				dec.Citations = tt.citations
			}
			dec.Rationale = tt.rationale + " The request is medically necessary."
			in.Case.Documents = append(in.Case.Documents, casefile.Document{ID: "d3", Kind: casefile.RFA})
			in.Pages = []casefile.Page{pageOf("d3", 1, "Request for authorization\n- "+tt.item)}
			fs := of(Check(in), "body-part-mismatch")
			if tt.section == "" {
				if len(fs) != 0 {
					t.Errorf("raised for nothing: %+v", fs)
				}
				return
			}
			if len(fs) != 1 || fs[0].Section != tt.section || !strings.Contains(fs[0].Text, tt.words) || !strings.HasSuffix(fs[0].Evidence[0].Quote, tt.item) {
				t.Errorf("findings %+v, want %s with %q", fs, tt.section, tt.words)
			}
		})
	}
}
