package casework

import (
	"testing"

	"imr/internal/casefile"
)

func TestRecordCacheForgetsTheOldest(t *testing.T) {
	for name, tt := range map[string]struct{ pages, want []int }{
		"nothing":             {nil, nil},
		"all fit":             {[]int{1000, 1200, 1000}, []int{1000, 1200, 1000}},
		"the oldest goes":     {[]int{1, 1200, 1000, 1000}, []int{1200, 1000, 1000}},
		"one that is too big": {[]int{5, 4000}, []int{4000}},
		"after one too big":   {[]int{4000, 5}, []int{5}},
	} {
		t.Run(name, func(t *testing.T) {
			var r recordCache
			for i, n := range tt.pages {
				r.cases = append(r.cases, cachedRecords{key: int64(i), pages: make([]casefile.Page, n)})
			}
			r.forget()
			if len(r.cases) != len(tt.want) {
				t.Fatalf("%d cases are kept, want %d", len(r.cases), len(tt.want))
			}
			for i, n := range tt.want {
				if len(r.cases[i].pages) != n {
					t.Errorf("case %d has %d pages, want %d", i, len(r.cases[i].pages), n)
				}
			}
		})
	}
}
