package finding

import (
	"testing"

	"imr/internal/casefile"
	"imr/internal/review"
)

func TestCopiedFromUR(t *testing.T) {
	const ur = "The file sent to this reviewer describes a female warehouse worker with chronic low back and left leg complaints after a pallet jack incident. " +
		"Magnetic resonance imaging showed a large left protrusion that displaces the traversing nerve root at the lowest level. " +
		"Left L5-S1 transforaminal epidural steroid injection under fluoroscopic guidance for the low back is denied."
	for name, tt := range map[string]struct {
		text string
		want bool
	}{
		"word for word":         {"The file sent to this reviewer describes a female warehouse worker with chronic low back and left leg complaints after a pallet jack incident.", true},
		"a word changed":        {"The file describes a female warehouse worker with chronic low back and left leg complaints after a pallet jack accident.", true},
		"in own words":          {"The worker pulled a jammed pallet jack and has had pain in the low back and left leg since then.", false},
		"short":                 {"She has chronic low back and left leg complaints.", false},
		"also in a record":      {"Magnetic resonance imaging showed a large left protrusion that displaces the traversing nerve root at the lowest level.", false},
		"the item as requested": {"Left L5-S1 transforaminal epidural steroid injection under fluoroscopic guidance for the low back was denied.", false},
		"as a quote":            {"Utilization review wrote: “The file sent to this reviewer describes a female warehouse worker with chronic low back and left leg complaints.”", false},
		"half of it copied":     {"She is a female warehouse worker with chronic low back and left leg complaints after a fall, and in the year that followed she was treated by several physicians with drugs and exercise.", false},
	} {
		t.Run(name, func(t *testing.T) {
			in := esiCase()
			in.Case.Items[0].Description = "Left L5-S1 transforaminal epidural steroid injection under fluoroscopic guidance for the low back"
			in.Case.Documents = append(in.Case.Documents, casefile.Document{ID: "d3", Kind: casefile.URDecisionForm, Title: "UR decision"})
			in.Pages = []casefile.Page{pageOf("d2", 1, "Magnetic resonance imaging showed a large left protrusion that displaces the traversing nerve root at the lowest level."), pageOf("d3", 1, ur)}
			in.Review.Summary = []review.Sentence{{Text: tt.text, Sources: []review.Source{{Document: "d3", Page: 1}}}}
			fs := of(Check(in), "copied-from-ur")
			if (len(fs) == 1) != tt.want {
				t.Fatalf("findings %+v, want one: %v", fs, tt.want)
			}
			if tt.want && (fs[0].Text != tt.text || fs[0].Severity != Warning || fs[0].Evidence[0].Document != "d3" || fs[0].Evidence[0].Quote == "") {
				t.Errorf("finding %+v", fs[0])
			}
		})
	}
}
