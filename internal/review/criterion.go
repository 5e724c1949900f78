package review

// CriterionState is how the records stand to a criterion; empty means not judged yet.
type CriterionState string

// The states. NotDocumented is for what the records do not speak of, and NotMet
// for what they speak against.
const (
	Met           CriterionState = "met"
	NotMet        CriterionState = "not_met"
	NotDocumented CriterionState = "not_documented"
	NotApplicable CriterionState = "not_applicable"
)

// CriterionStates lists every value, not judged included.
var CriterionStates = []CriterionState{"", Met, NotMet, NotDocumented, NotApplicable}

// Criterion is one criterion of an organization's list as the reviewer judged it.
// List, Version and Key say where it stands, and Words what it said then, so that
// the judgement can be read when the list has changed.
type Criterion struct {
	List    string // the key of the list
	Version int    // of the list
	Key     string // of the criterion, the same in all versions of its list
	Words   string
	State   CriterionState
	Sources []Source // the pages on which the judgement rests
	Note    string
}

// Same reports whether both are judgements of one criterion, of any version of its list.
func (c Criterion) Same(other Criterion) bool { return c.List == other.List && c.Key == other.Key }

// Judged reports whether the reviewer said anything of the criterion.
func (c Criterion) Judged() bool { return c.State != "" || len(c.Sources) > 0 || c.Note != "" }
