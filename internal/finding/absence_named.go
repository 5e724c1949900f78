package finding

import (
	"slices"
	"strings"
	"sync"

	"imr/internal/dictionary"
)

// withNarrower is the concept with what stands for it: what it includes, and what
// the records name in its place.
func withNarrower(id string) []string {
	if all, ok := narrowerTable.Load(id); ok {
		return all.([]string)
	}
	all := append([]string{id}, dictionary.Standard().Narrower(id)...)
	for _, other := range standIns[id] {
		all = append(append(all, other), dictionary.Standard().Narrower(other)...)
	}
	narrowerTable.Store(id, all)
	return all
}

// narrowerTable keeps what withNarrower gave: the dictionary does not change.
var narrowerTable sync.Map

// standIns are concepts that show that another is there.
var standIns = map[string][]string{
	"conservative-treatment":  {"non-steroidal-anti-inflammatory-drug", "epidural-steroid-injection"},
	"radiculopathy":           {"lumbar-radiculopathy", "cervical-radiculopathy"},
	"tenderness-to-palpation": {"tenderness", "facet-tenderness", "joint-line-tenderness"},
	"paraspinal-spasm":        {"spasm", "muscle-guarding"},
	"effusion-sign":           {"swelling", "knee-effusion"},
	"knee-effusion":           {"swelling", "effusion-sign"},
	"motor-deficit":           {"weakness"},
	"sensory-deficit":         {"numbness"},
	"spinal-instability":      {"instability"},
	"past-surgical-history":   {"surgery"},
	"therapy-note":            {"physical-therapy"},
	"shoulder-impingement":    {"hawkins-test", "neer-test", "impingement-sign"},
	"rotator-cuff-tear":       {"drop-arm-test"},
	"carpal-tunnel-syndrome":  {"phalen-test", "tinel-sign", "durkan-test"},
	"depression":              {"phq-9", "hopelessness"},
	"insomnia":                {"nightmares"},
	"numbness":                {"numbness-and-tingling", "sensory-deficit"},
	"weakness":                {"motor-deficit"},
	"spasm":                   {"paraspinal-spasm", "muscle-guarding"},
	"instability":             {"spinal-instability", "shoulder-instability", "ankle-instability", "patellar-instability"},
	"tenderness":              {"tenderness-to-palpation"},
	"swelling":                {"effusion-sign", "knee-effusion"},
	"electrodiagnostic-study": {"electromyography", "nerve-conduction-study"},
	"spine-surgeon":           {"orthopedic-consultation"},
}

// holds reports whether the statement names the concept, or something narrower, as
// a thing that is there.
func (s statement) holds(id string, c context, t topic) bool {
	for _, m := range s.mentions {
		if !namedBy(id, m.concept) || m.ambiguous && !plainIn(s, m) {
			continue
		}
		if t.counts(s.statusAt(c, m.start, m.end), false) {
			return true
		}
	}
	return false
}

// holdsWords reports whether the statement has every word by which the claim names
// a concept, as something that is there: “films of the knee, weight-bearing”.
func (s statement) holdsWords(said []string, c context, text string) bool {
	if len(said) < 2 {
		return false
	}
	found := map[string]bool{}
	eachWord(text, func(w string, start, end int) {
		if st := stem(w); slices.Contains(said, st) && s.statusAt(c, start, end).affirmed() {
			found[st] = true
		}
	})
	return len(found) == len(said)
}

// namedBy reports whether a mention of the one concept names the other: it is that,
// something narrower, or a stand-in, or the same without its part, as “MRI” is for
// “MRI of the lumbar spine” where the part stands beside it.
func namedBy(id, mentioned string) bool {
	return slices.Contains(withNarrower(id), mentioned) || slices.Contains(withoutPart(id), mentioned)
}

// withoutPart lists the concepts that are the concept but for its part of the body.
func withoutPart(id string) []string {
	c, _ := dictionary.Standard().Concept(id)
	if len(c.Sites) == 0 || c.Class != "tests" && c.Class != "procedures" && c.Class != "symptoms" && c.Class != "conditions" {
		return nil
	}
	return c.Broader
}

// plainIn reports whether an ambiguous form is meant as the concept: it is written
// in capitals and is no start of a sentence, as “Pt is a man” is.
func plainIn(s statement, m mention) bool {
	form := s.text()[m.start:m.end]
	return len(form) > 1 && strings.ToUpper(form) == form || len(form) > 3
}
