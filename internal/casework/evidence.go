package casework

import (
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/review"
)

// withEvidenceLacks adds what each decision still has to record of the search for
// evidence. It is asked of who signs here and not of a bundle: what others decided
// before they were asked stays as it is.
func withEvidenceLacks(lacks *fault.Error, c casefile.Case, r review.Review) *fault.Error {
	var more fault.Fields
	for _, it := range c.Items {
		if ds := r.For(it.ID); len(ds) == 1 {
			for _, f := range ds[0].Lacks() {
				more.Add("items["+string(it.ID)+"]."+f.Path, "%s", f.Message)
			}
		}
	}
	if lacks == nil {
		return fault.Of(more.Err("The search for evidence is not recorded yet."))
	}
	lacks.Fields = append(lacks.Fields, more...)
	return lacks
}
