package sample

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	const head = "look: plain\nletterhead: House | Street\nrunning: R\n\n"
	passages := map[string]string{"ros": "Nothing new."}
	for name, tt := range map[string]struct {
		body string
		want []block
	}{
		"lines of a paragraph": {"one\ntwo\n\nthree", []block{{text, 0, []string{"one two", "three"}}}},
		"numbered lines":       {"1. one\n2. two", []block{{text, 0, []string{"1. one", "2. two"}}}},
		"headings apart":       {"# A\n## B", []block{{heading, 1, []string{"A"}}, {heading, 2, []string{"B"}}}},
		"table":                {"| a | b |\n| 1 | 2 |", []block{{table, 0, []string{"| a | b |", "| 1 | 2 |"}}}},
		"fields":               {"Date :: 1/2\nSite ::", []block{{fields, 0, []string{"Date :: 1/2", "Site ::"}}}},
		"list, page, rule": {"- a\n- b\n=== page\n---",
			[]block{{list, 0, []string{"a", "b"}}, {pageBreak, 0, []string{""}}, {rule, 0, []string{""}}}},
		"passage": {"one\n+ ros\ntwo", []block{{text, 0, []string{"one", "Nothing new.", "two"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := parse(head+tt.body, passages)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, p.blocks, cmp.AllowUnexported(block{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ source, names string }{
		"unknown key":     {"look: plain\ncolour: red\n\n", "colour"},
		"unknown look":    {"look: gothic\n\n", "gothic"},
		"unknown passage": {"look: plain\n\n+ nothing", "nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parse(tt.source, nil)
			if err == nil || !strings.Contains(err.Error(), tt.names) {
				t.Errorf("got %v, want an error that names %q", err, tt.names)
			}
		})
	}
}
