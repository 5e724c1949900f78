package ocr_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// sentences are the parts of invented notes; %s is a date, a level or a number.
var sentences = []string{
	"The patient was seen on %[1]s for follow-up of low back pain radiating to the left leg.",
	"MRI of the lumbar spine dated %[1]s shows a %[3]d mm disc protrusion at %[2]s with mild stenosis.",
	"She rates the pain as %[3]d/10 at rest and reports numbness in the %[2]s distribution.",
	"Range of motion: flexion %[4]d degrees, extension %[3]d degrees, straight leg raise positive on the left.",
	"Prior treatment includes %[4]d sessions of physical therapy, home exercise and ibuprofen 800 mg.",
	"Request for authorization: transforaminal epidural steroid injection at %[2]s under fluoroscopy.",
	"Strength is %[3]d/5 in the tibialis anterior and sensation is decreased over the dorsal foot.",
	"Electrodiagnostic study of %[1]s was read as consistent with a right %[2]s radiculopathy.",
	"The worker remains on modified duty with no lifting over %[4]d pounds until %[1]s.",
	"Impression: lumbar sprain, displacement of intervertebral disc, sciatica, rule out facet syndrome.",
}

// levels are spinal levels as reports write them.
var levels = []string{"L4-5", "L5-S1", "C5-6", "C6-7", "L3-4", "L4-L5", "C5-C6", "T12-L1"}

// note is an invented note of about 480 words in 40 lines, the same for the
// same number.
func note(number int) string {
	r := rand.New(rand.NewPCG(uint64(number), 7))
	var words []string
	for len(words) < 480 {
		date := fmt.Sprintf("%02d/%02d/20%02d", 1+r.IntN(12), 1+r.IntN(28), 10+r.IntN(10))
		s := fmt.Sprintf(sentences[r.IntN(len(sentences))]+"%[5]s", date, levels[r.IntN(len(levels))], 1+r.IntN(9), 10+r.IntN(80), "")
		words = append(words, strings.Fields(s)...)
	}
	var b strings.Builder
	for i, w := range words {
		switch {
		case i > 0 && i%12 == 0:
			b.WriteByte('\n')
		case i > 0:
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

// lines is the first so many lines of a note.
func lines(note string, count int) string {
	return strings.Join(strings.SplitN(note, "\n", count+1)[:count], "\n")
}
