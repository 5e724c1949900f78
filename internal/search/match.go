package search

import "strings"

// match is the FTS5 expression of the terms, or "" where nothing is to be found.
// Every word is quoted, so that none is taken for an operator.
func match(terms []Term) string {
	var groups, excluded []string
	for _, t := range terms {
		e := t.expression()
		switch {
		case t.Exclude:
			excluded = append(excluded, e)
		case t.Or && len(groups) > 0:
			groups[len(groups)-1] += " OR " + e
		default:
			groups = append(groups, e)
		}
	}
	if len(groups) == 0 {
		return ""
	}
	all := "(" + strings.Join(groups, ") AND (") + ")"
	if len(excluded) > 0 {
		all = "(" + all + ") NOT (" + strings.Join(excluded, " OR ") + ")"
	}
	return all
}

func (t Term) expression() string {
	var b strings.Builder
	b.WriteByte('(')
	for i, p := range t.phrases {
		if i > 0 {
			b.WriteString(" OR ")
		}
		b.WriteString(`"` + strings.Join(p.words, " ") + `"`)
		if p.prefix {
			b.WriteString(" *")
		}
	}
	if len(t.scattered) > 0 {
		b.WriteString(` OR ("` + strings.Join(t.scattered, `" AND "`) + `")`)
	}
	b.WriteByte(')')
	return b.String()
}
