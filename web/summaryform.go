package web

import (
	"crypto/rand"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"imr/internal/review"
)

// summaryFrom reads the summary's form: the ids of the sentences in their order,
// and for each its text and its sources. A source that is no source is dropped.
func summaryFrom(form url.Values) []review.Sentence {
	out := []review.Sentence{}
	for _, id := range form["sentence"] {
		if slices.ContainsFunc(out, func(s review.Sentence) bool { return s.ID == id }) {
			continue
		}
		one := review.Sentence{ID: id, Text: strings.ReplaceAll(form.Get("text-"+id), "\r\n", "\n")}
		for _, value := range form["source-"+id] {
			if src, ok := sourceFrom(value); ok {
				one.Sources = append(one.Sources, src)
			}
		}
		out = append(out, one)
	}
	return out
}

// sourceValue is a source as a form carries it: a JSON array of document, page and quote.
func sourceValue(s review.Source) string {
	b, err := json.Marshal([]any{s.Document, s.Page, s.Quote})
	if err != nil {
		panic(err) // three plain values always have a JSON form
	}
	return string(b)
}

func sourceFrom(value string) (review.Source, bool) {
	var parts []json.RawMessage
	var s review.Source
	if json.Unmarshal([]byte(value), &parts) != nil || len(parts) != 3 {
		return s, false
	}
	ok := json.Unmarshal(parts[0], &s.Document) == nil && json.Unmarshal(parts[1], &s.Page) == nil && json.Unmarshal(parts[2], &s.Quote) == nil
	return s, ok && s.Document != "" && s.Page > 0
}

// newSentence is an empty sentence with an id of its own.
func newSentence() review.Sentence {
	return review.Sentence{ID: "s" + strings.ToLower(rand.Text()[:10])}
}

// edited is the summary after one of the form's buttons: add a sentence at the
// end or below another, move one up or down, remove one or one of its sources.
func edited(in []review.Sentence, do, arg string) []review.Sentence {
	id, index, _ := strings.Cut(arg, ":")
	i := slices.IndexFunc(in, func(s review.Sentence) bool { return s.ID == id })
	switch {
	case do == "add" && i >= 0:
		return slices.Insert(in, i+1, newSentence())
	case do == "add":
		return append(in, newSentence())
	case i < 0:
		return in
	case do == "remove":
		return slices.Delete(in, i, i+1)
	case do == "up" && i > 0:
		in[i-1], in[i] = in[i], in[i-1]
	case do == "down" && i < len(in)-1:
		in[i], in[i+1] = in[i+1], in[i]
	case do == "remove-source":
		if n, err := strconv.Atoi(index); err == nil && n >= 0 && n < len(in[i].Sources) {
			in[i].Sources = slices.Delete(in[i].Sources, n, n+1)
		}
	}
	return in
}

// addSource puts a source under the sentence with the id, or under a new one at the end.
func addSource(in []review.Sentence, id string, src review.Source) []review.Sentence {
	i := slices.IndexFunc(in, func(s review.Sentence) bool { return s.ID == id })
	if i < 0 {
		in, i = append(in, newSentence()), len(in)
	}
	if !slices.Contains(in[i].Sources, src) {
		in[i].Sources = append(in[i].Sources, src)
	}
	return in
}
