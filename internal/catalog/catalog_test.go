package catalog

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/publication"
)

func copyOf(number string, year int, overall determination.OverallDetermination, category casefile.Category, rationale string) publication.Copy {
	return publication.Copy{Number: casefile.CaseNumber(number), Issued: calendar.Date{Year: year, Month: 3, Day: 4}, Overall: overall, Specialties: []string{"Pain Medicine"},
		Items: []publication.Item{{ID: "1", Description: "A request", Category: category, BodyParts: []string{"lumbar spine"}, Guidelines: []string{"MTUS"}, Rationale: rationale}}}
}

func small() *Catalog {
	c := &Catalog{}
	c.Add(1, copyOf("CM14-0000001", 2014, determination.Uphold, "rehabilitation", "Twelve sessions of physical therapy are more than the guideline supports."))
	c.Add(2, copyOf("CM15-0000002", 2015, determination.Overturn, "injections", "The lumbar epidural steroid injection at L4-5 is supported."))
	c.Add(3, copyOf("CM15-0000003", 2015, determination.Uphold, "pharmaceuticals", "Norco gave no functional improvement."))
	return c
}

func TestSearch(t *testing.T) {
	c := small()
	for name, tt := range map[string]struct {
		q    Query
		want []int64
	}{
		"everything, the newest first": {Query{}, []int64{3, 2, 1}},
		"a word":                       {Query{Text: "Epidural"}, []int64{2}},
		"an abbreviation":              {Query{Text: "PT"}, []int64{1}},
		"a level as typed":             {Query{Text: "L4-5"}, []int64{2}},
		"a generic for a brand":        {Query{Text: "hydrocodone"}, []int64{3}},
		"all words":                    {Query{Text: "supported guideline"}, nil},
		"one without another":          {Query{Text: "-guideline"}, []int64{3, 2}},
		"a beginning":                  {Query{Text: "support*"}, []int64{2, 1}},
		"a facet":                      {Query{Facets: map[Facet]string{Decision: "uphold"}}, []int64{3, 1}},
		"two facets":                   {Query{Facets: map[Facet]string{Decision: "uphold", Year: "2015"}}, []int64{3}},
		"a value that is not there":    {Query{Facets: map[Facet]string{Year: "1999"}}, nil},
		"a number":                     {Query{Text: "CM15-0000003"}, []int64{3}},
		"signs alone":                  {Query{Text: "??? -- *"}, []int64{3, 2, 1}},
	} {
		if got := c.Search(tt.q, 0, -1); !slices.Equal(got.IDs, tt.want) || got.Total != len(tt.want) {
			t.Errorf("%s: %v of %d, want %v", name, got.IDs, got.Total, tt.want)
		}
	}
	if r := (&Catalog{}).Search(Query{Text: "anything"}, 0, 10); r.Total != 0 {
		t.Errorf("an empty catalog finds %d", r.Total)
	}
}

func TestFacetsCountTheirAlternatives(t *testing.T) {
	r := small().Search(Query{Facets: map[Facet]string{Decision: "uphold"}}, 0, 1)
	if !slices.Equal(r.Counts[Decision], []Count{{"uphold", 2}, {"overturn", 1}}) || !slices.Equal(r.Counts[Year], []Count{{"2015", 1}, {"2014", 1}}) || len(r.IDs) != 1 {
		t.Errorf("counts %v", r.Counts)
	}
}

func TestWithdrawnAndReplacedAreGone(t *testing.T) {
	c := small()
	c.Remove(3)
	again := copyOf("CM14-0000001", 2014, determination.Overturn, "rehabilitation", "Corrected.")
	c.Add(4, again)
	if r := c.Search(Query{}, 0, -1); !slices.Equal(r.IDs, []int64{4, 2}) || r.Counts[Decision][0].N != 2 {
		t.Errorf("%v %v", r.IDs, r.Counts)
	}
	if id, ok := c.ByNumber("CM14-0000001"); id != 4 || !ok {
		t.Errorf("the number leads to %d", id)
	}
	if _, ok := c.ByNumber("CM15-0000003"); ok {
		t.Error("a withdrawn decision is still reached by its number")
	}
}

// BenchmarkSearch asks a catalog of 150,000 invented decisions for words and facets
// and reports the 99th percentile of one search in the server (aim: under 50 ms).
func BenchmarkSearch(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	vocabulary := make([]string, 20000)
	for i := range vocabulary {
		vocabulary[i] = fmt.Sprintf("w%d", i)
	}
	common := []string{"lumbar", "cervical", "injection", "physical", "therapy", "MRI", "Norco", "guideline", "improvement", "denied", "surgery", "knee", "shoulder"}
	c := &Catalog{}
	categories := []casefile.Category{"pharmaceuticals", "rehabilitation", "diagnostics", "injections", "surgery"}
	for i := range 150_000 {
		var text []string
		for range 150 {
			z := r.ExpFloat64() * 1500
			text = append(text, vocabulary[min(int(z), len(vocabulary)-1)])
		}
		for _, w := range common {
			if r.IntN(3) == 0 {
				text = append(text, w)
			}
		}
		overall := determination.Uphold
		if r.IntN(9) == 0 {
			overall = determination.Overturn
		}
		c.Add(int64(i+1), copyOf(fmt.Sprintf("CM%02d-%07d", 14+i%10, i), 2014+i%10, overall, categories[i/10%5], strings.Join(text, " ")))
	}
	queries := []Query{{}, {Text: "physical therapy"}, {Text: "PT lumbar"}, {Text: "w1* MRI"}, {Text: "Norco", Facets: map[Facet]string{Decision: "overturn"}}, {Text: "lumbar -surgery", Facets: map[Facet]string{Year: "2016", Category: "injections"}}}
	var took []time.Duration
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		if res := c.Search(queries[i%len(queries)], 0, 20); res.Total == 0 {
			b.Fatalf("query %d finds nothing", i%len(queries))
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}
