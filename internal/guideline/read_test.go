package guideline

import (
	"strings"
	"testing"
)

func TestReadRefuses(t *testing.T) {
	const head = "key,family,source,chapter,mtus_section,publisher,published,effective_from,ended,edition,also_cited,body_parts,search_words,kind,confirmed\n"
	const sound = "mtus/a,MTUS,MTUS,A,§1,P,2004,2009-07-18,,2009,,,,guideline,yes\n"
	const headings = "heading,chapters,search_words\n"
	tests := []struct {
		name, library, sections, want string // want is part of the error; "" where all is well
	}{
		{"sound", head + sound, headings + "Exercise,mtus/a,\n", ""},
		{"empty", "", headings, "library: unexpected EOF"},
		{"column missing", head + "mtus/a,MTUS\n", headings, "wrong number of fields"},
		{"no key", head + strings.Replace(sound, "mtus/a", "", 1), headings, "row 1 (): key, family or source is missing"},
		{"no such kind", head + strings.Replace(sound, "guideline", "rumour", 1), headings, `"rumour" is no kind`},
		{"no such day", head + strings.Replace(sound, "2009-07-18", "2009-02-30", 1), headings, `row 1 (mtus/a): "2009-02-30"`},
		{"no such last day", head + strings.Replace(sound, "-18,,", "-18,soon,", 1), headings, `"soon"`},
		{"span without end", head + strings.Replace(sound, ",2009,", ",2009-now,", 1), headings, `"now"`},
		{"heading without chapter", head + sound, headings + "Exercise,mtus/b,\n", `"Exercise" stands under "mtus/b"`},
		{"no headings", head + sound, "", "sections: unexpected EOF"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := read(strings.NewReader(tt.library), strings.NewReader(tt.sections))
			switch {
			case tt.want == "" && err != nil:
				t.Errorf("refused: %v", err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}
