package finding

import (
	"testing"

	"imr/internal/casefile"
)

// What a rationale comes to.
const yes, no, unclear = "necessary", "not necessary", "unclear"

// clinicalRationales are written as reviewers write them; item is an index into the seven items.
var clinicalRationales = []struct {
	item            int
	want, rationale string
}{
	{2, no, "Norco is not medically necessary since functional gains are not documented. Weaning is recommended."},
	{2, no, "The ongoing use of opioids is not supported. Abrupt cessation is not recommended. Weaning should be considered. The request for Norco 10/325 mg #120 is not medically necessary."},
	{2, no, "Given the lack of documented functional benefit, continued use of hydrocodone cannot be supported, and the request is non-certified."},
	{2, yes, "VAS falls from 8 to 4 with the medication and he works full duty. There are no aberrant behaviors. Norco 10/325 mg #120 is medically necessary."},
	{2, yes, "UR denied the medication because no functional benefit was found. However, the note of 5/1/15 documents return to work. Continued Norco is therefore medically necessary and the denial is overturned."},
	{2, no, "There's no CURES report, and urine screening was inconsistent. Medical necessity for Norco has not been established."},
	{3, yes, "He has locking and a positive McMurray test. The requested MRI is medically necessary and appropriate."},
	{3, no, "Without radiographs, MRI is premature. As such, the requested MRI of the right knee without contrast is not medically necessary."},
	{3, no, "Therefore the request for MRI of the right knee is not supported by the guidelines."},
	{3, no, "The documentation provided does not support the need for a repeat MRI. Therefore, the request is not medically necessary."},
	{3, yes, "In contrast to the UR decision, I find that the criteria have been met; the MRI is medically necessary."},
	{3, unclear, "If radiographs are negative, MRI may be medically necessary."},
	{3, yes, "Although the UR physician held that the MRI was not medically necessary, the exam of 4/2/15 shows locking. The requested MRI should be approved."},
	{3, yes, "The prior reviewer stated that radiographs were absent and the MRI was not necessary. Radiographs of 3/1/15 are in the file. The request is medically necessary."},
	{4, no, "Arthroscopy is not recommended for osteoarthritis. Grade 3 changes are noted. The requested right knee arthroscopy is not medically necessary."},
	{4, yes, "MRI shows a bucket handle tear. Further physical therapy is not medically necessary before surgery. The arthroscopy is medically necessary."},
	{4, yes, "The arthroscopy is medically necessary. Further physical therapy is not necessary before surgery."},
	{4, yes, "The request is medically necessary. Without surgery, his condition is not expected to improve."},
	{4, no, "Surgery is not medically necessary. Physical therapy is medically necessary and should be continued."},
	{5, no, "The screening of 3/2/15 was not medically necessary, as a screen had been done two weeks before."},
	{5, yes, "The urine drug screen was medically necessary, since he takes opioids and no screen was done that year."},
	{6, no, "As the arthroscopy is not medically necessary, the cold therapy unit is not medically necessary."},
	{6, yes, "As the arthroscopy is medically necessary, a cold therapy unit for seven days is medically necessary."},
	{6, no, "Since the associated surgery has not been found to be medically necessary, the cold therapy unit is not medically necessary either."},
	{6, no, "The surgery was found medically necessary. However, cold therapy is not recommended beyond ice packs; the unit is not medically necessary."},
	{1, no, "The request for additional physical therapy exceeds the guideline recommendation of ten visits."},
	{1, no, "While therapy was medically necessary at first, additional supervised therapy is not."},
	{1, no, "Six further sessions of supervised physical therapy cannot be considered medically necessary or appropriate."},
	{1, no, "Based on the above, the requested physical therapy does not meet medical necessity."},
	{1, no, "Therefore, the medical necessity of this request cannot be established."},
	{1, no, "The medical necessity of the request is not clearly established."},
	{1, no, "The information submitted fails to meet the guidelines for the requested service. Accordingly the request is not certified."},
	{1, yes, "The information meets the criteria. Accordingly the request is certified."},
	{1, no, "Therefore, the UR denial should stand; physical therapy isn't medically necessary."},
	{1, no, "I concur with the UR determination that six visits are not medically necessary."},
	{1, yes, "I do not agree with the denial. Physical therapy is medically necessary."},
	{1, yes, "The patient's provider has shown a deficit, and six visits of physical therapy are reasonable and medically necessary."},
	{1, yes, "Thus, six visits of physical therapy are medically necessary and should be authorized."},
	{1, yes, "This is not a case in which therapy is excessive. The request is medically necessary."},
	{1, yes, "The utilization review denial is hereby reversed."},
	{1, no, "The original non-certification is upheld."},
	{1, no, "The previous denial remains upheld, as no new gains are recorded."},
	{1, unclear, "Physical therapy was approved in 2014 and denied in 2015."},
	{1, unclear, "The claims administrator's denial cites a lack of goals. Goals are recorded on 6/16/15."},
	{1, unclear, "He was certified as totally disabled."},
	{1, unclear, "Home exercise is recommended. Ice is appropriate for flares."},
	{1, yes, "Physical therapy is medically necessary. It is not necessary to await surgery."},
	{1, no, "There is not sufficient evidence in the records to find physical therapy medically necessary."},
	{1, no, "I am unable to find that physical therapy is medically necessary."},
	{1, no, "The records do not show that the therapy is medically necessary."},
	{1, no, "It is not clear from the file why further therapy is medically necessary."},
	{1, no, "Physical therapy at this point is not felt to be medically necessary."},
	{1, no, "Physical therapy is not, in my opinion, medically necessary."},
	{1, no, "Physical therapy is, in my opinion, not medically necessary."},
	{1, yes, "Physical therapy is, in my opinion, medically necessary."},
	{1, no, "Medically necessary care has been given already; more physical therapy is not medically necessary."},
	{1, no, "The patient does not meet criteria for more therapy. Therefore, the request is not medically necessary and is not certified."},
	{1, yes, "There is nothing to suggest that the therapy is not medically necessary, and it is approved."},
	{1, no, "Recommend non-certification of physical therapy 2x3."},
	{1, no, "Recommend denial."},
	{1, yes, "Recommend authorization of six visits."},
	{1, no, "The request for six visits of physical therapy is not reasonable and not necessary."},
	{1, no, "Therefore, physical therapy two times a week for three weeks is NOT MEDICALLY NECESSARY."},
	{1, yes, "Therefore, physical therapy two times a week for three weeks IS MEDICALLY NECESSARY."},
	{1, no, "Necessity is not established."},
	{1, no, "Request denied."},
	{1, yes, "Request approved."},
	{1, yes, "Denial overturned."},
	{1, no, "I therefore uphold the UR denial."},
	{1, no, "For these reasons the denial of physical therapy was correct."},
	{1, yes, "For these reasons the denial of physical therapy was incorrect."},
	{1, no, "Further supervised therapy lacks medical necessity."},
	{1, yes, "The proposed therapy satisfies the MTUS criteria and is medically necessary."},
}

func TestConclusionOfClinicalRationales(t *testing.T) {
	in := esiCase()
	in.Case.Items = append(in.Case.Items,
		casefile.DisputedItem{ID: "3", Description: "Norco 10/325 mg #120", Category: "pharmaceuticals", Timing: "prospective"},
		casefile.DisputedItem{ID: "4", Description: "MRI of the right knee without contrast", Category: "diagnostics", Timing: "prospective"},
		casefile.DisputedItem{ID: "5", Description: "Right knee arthroscopy with partial medial meniscectomy", Category: "surgery", Timing: "prospective"},
		casefile.DisputedItem{ID: "6", Description: "Urine drug screen", Category: "diagnostics", Timing: casefile.Retrospective},
		casefile.DisputedItem{ID: "7", Description: "Post-operative cold therapy unit, 7 day rental", Category: "dmepos", Timing: "prospective"})
	for _, tt := range clinicalRationales {
		t.Run(tt.rationale, func(t *testing.T) {
			v, ok := conclusion(tt.rationale, in.Case, in.Case.Items[tt.item])
			got := map[bool]string{true: yes, false: no}[v.necessary]
			if !ok {
				got = unclear
			}
			if got != tt.want {
				t.Errorf("comes to %s, want %s", got, tt.want)
			}
		})
	}
}
