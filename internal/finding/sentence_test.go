package finding

import (
	"reflect"
	"testing"
)

func TestSentences(t *testing.T) {
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"two":          {"One here. Two here.", []string{"One here.", "Two here."}},
		"short forms":  {"Dr. Hale saw him vs. the plan, e.g. Tuesday. It hurt.", []string{"Dr. Hale saw him vs. the plan, e.g. Tuesday.", "It hurt."}},
		"decimals":     {"A 2.5 mm bulge. It hurt.", []string{"A 2.5 mm bulge.", "It hurt."}},
		"number sign":  {"Item No. 2 was asked for. He said no. It hurt.", []string{"Item No. 2 was asked for.", "He said no.", "It hurt."}},
		"line breaks":  {"One\nsentence. Next\n\nLast", []string{"One\nsentence.", "Next", "Last"}},
		"list":         {"Findings:\n- pain\n- weakness", []string{"Findings:", "- pain", "- weakness"}},
		"small letter": {"Seen at 5 p.m. yesterday. Ok.", []string{"Seen at 5 p.m. yesterday.", "Ok."}},
		"quoted":       {"He said “it hurts.” It did.", []string{"He said “it hurts.”", "It did."}},
		"empty":        {" \n ", nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, s := range sentences(tt.text) {
				got = append(got, s.text)
				if tt.text[s.at:s.at+len(s.text)] != s.text {
					t.Errorf("%q does not stand at %d", s.text, s.at)
				}
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("sentences %q, want %q", got, tt.want)
			}
		})
	}
}
