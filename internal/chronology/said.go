package chronology

// Said is what people said of where the records of a document begin. Kept are the
// spans that they confirmed as one record each; Begins says of single pages that a
// record begins there, or that none does, and goes before the spans.
type Said struct {
	Kept   []Span
	Begins map[int]bool
}

// begins reports whether a record begins on the page, which without what people said
// it does or does not.
func (s Said) begins(otherwise bool, page int) bool {
	if word, ok := s.Begins[page]; ok {
		return word
	}
	for _, kept := range s.Kept {
		switch {
		case kept.First < page && page <= kept.Last:
			return false
		case kept.Last > 0 && (page == kept.First || page == kept.Last+1):
			otherwise = true
		}
	}
	return otherwise
}

// starts is why a record begins on the page, where why is what its words say.
func (s Said) starts(why []Evidence, page int) []Evidence {
	switch begins := s.begins(len(why) > 0, page); {
	case !begins:
		return nil
	case len(why) > 0:
		return why
	}
	return []Evidence{{Page: page, Rule: "a person's word"}}
}
