package bundle_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/bundle"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/finding"
	"imr/internal/review"
)

// filler gives every field of a struct a value of its own, so that a field that
// gets lost or mixed up on the way shows.
type filler struct{ n int }

func (f *filler) fill(v reflect.Value) {
	f.n++
	if day, ok := v.Addr().Interface().(*calendar.Date); ok {
		*day = calendar.MustDate("2014-01-01").AddDays(f.n)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			f.fill(field)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		f.fill(v.Index(0))
		f.fill(v.Index(1))
	case reflect.String:
		v.SetString(f.word(v.Type()))
	case reflect.Int:
		v.SetInt(int64(f.n))
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("no value for " + v.Type().String())
	}
}

// word is another one each time, of the allowed ones where only some are.
func (f *filler) word(t reflect.Type) string {
	words := map[reflect.Type][]string{
		reflect.TypeFor[casefile.Priority]():        strs(casefile.Priorities),
		reflect.TypeFor[casefile.Channel]():         strs(casefile.Channels),
		reflect.TypeFor[casefile.Signatory]():       strs(casefile.Signatories),
		reflect.TypeFor[casefile.Applicant]():       strs(casefile.Applicants),
		reflect.TypeFor[casefile.Service]():         strs(casefile.Services),
		reflect.TypeFor[casefile.Sex]():             strs(casefile.Sexes),
		reflect.TypeFor[casefile.UROutcome]():       strs(casefile.UROutcomes),
		reflect.TypeFor[casefile.Category]():        strs(casefile.Categories),
		reflect.TypeFor[casefile.ReviewTiming]():    strs(casefile.ReviewTimings),
		reflect.TypeFor[casefile.Side]():            strs(casefile.Sides[1:]),
		reflect.TypeFor[casefile.DocumentKind]():    strs(casefile.DocumentKinds),
		reflect.TypeFor[casefile.DocumentSource]():  strs(casefile.DocumentSources),
		reflect.TypeFor[review.ItemDecision]():      strs(review.ItemDecisions[1:]),
		reflect.TypeFor[review.CitationBasis]():     strs(review.CitationBases[1:]),
		reflect.TypeFor[review.CriterionState]():    strs(review.CriterionStates[1:]),
		reflect.TypeFor[review.SearchStep]():        strs(review.SearchSteps[1:]),
		reflect.TypeFor[review.NecessityStandard](): strs(review.NecessityStandards[1:]),
		reflect.TypeFor[review.Side]():              strs(review.Sides[1:]),
	}[t]
	if words == nil {
		return fmt.Sprintf("%d <a> & \"b\"\n ü", f.n)
	}
	return words[f.n%len(words)]
}

func strs[T ~string](ts []T) []string {
	var out []string
	for _, t := range ts {
		out = append(out, string(t))
	}
	return out
}

// filled is a case and a review without an empty field, but for the two of a
// document that belong to the store. References point to what there is.
func filled() (casefile.Case, review.Review) {
	var c casefile.Case
	var r review.Review
	f := filler{}
	f.fill(reflect.ValueOf(&c).Elem())
	f.fill(reflect.ValueOf(&r).Elem())
	for i := range c.Documents {
		c.Documents[i].SHA256, c.Documents[i].Pages = "", 0
	}
	c.Form.URDocument = c.Documents[0].ID
	for i := range r.Summary {
		r.Summary[i].ID = fmt.Sprint("s", i+1)
		r.Summary[i].Sources[0].Document = c.Documents[0].ID
		r.Summary[i].Sources[1].Document = c.Documents[1].ID
	}
	for i := range 2 {
		r.Decisions[i].Item, r.Decisions[i].DependsOn = c.Items[i].ID, c.Items[1-i].ID
		r.Answers[i].Item, r.Answers[i].Finding = c.Items[1-i].ID, string(finding.Codes()[i].Code)
		for j := range r.Decisions[i].Criteria {
			r.Decisions[i].Criteria[j].Sources[0].Document = c.Documents[0].ID
			r.Decisions[i].Criteria[j].Sources[1].Document = c.Documents[1].ID
		}
	}
	return c, r
}

func TestRoundTripOfEveryField(t *testing.T) {
	c, r := filled()
	data, err := bundle.Encode(c, &r)
	must(t, err)
	gotCase, gotReview, err := bundle.Decode(data)
	must(t, err)
	if diff := cmp.Diff(c, gotCase); diff != "" {
		t.Errorf("case (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(&r, gotReview); diff != "" {
		t.Errorf("review (-want +got):\n%s", diff)
	}
}

func TestEncodeOfTheLeast(t *testing.T) {
	data, err := bundle.Encode(casefile.Case{Items: make([]casefile.DisputedItem, 1)}, &review.Review{})
	must(t, err)
	var tree map[string]any
	must(t, json.Unmarshal(data, &tree))
	for _, name := range []string{"number", "representative", "notice_of_assignment", "records_complete", "review"} {
		if _, there := tree[name]; there {
			t.Errorf("writes an empty %s", name)
		}
	}
	want := map[string]any{"id": "", "description": "", "category": "", "timing": "", "body_parts": []any{},
		"claims_administrator_guideline": ""}
	if diff := cmp.Diff([]any{want}, tree["items"]); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]any{}, tree["documents"]); diff != "" {
		t.Error(diff)
	}
}

func TestEncodeIsPlainAndStable(t *testing.T) {
	c, r, err := bundle.Decode([]byte(sound))
	must(t, err)
	data, err := bundle.Encode(c, r)
	must(t, err)
	for _, want := range []string{"{\n  \"format\": \"imr-case/1\",\n  \"number\": ", "not <supported>", "Nobody & Sons"} {
		if !strings.Contains(string(data), want) {
			t.Errorf("no %q in\n%s", want, data)
		}
	}
	if !strings.HasSuffix(string(data), "\n}\n") {
		t.Error("does not end in one line feed")
	}
	sameTree(t, []byte(sound), data)
}

func TestRoundTripOfExamples(t *testing.T) {
	names, err := filepath.Glob("../../../shared/examples/*/case.json")
	must(t, err)
	for _, name := range names {
		t.Run(filepath.Base(filepath.Dir(name)), func(t *testing.T) {
			b, err := bundle.Open(filepath.Dir(name))
			must(t, err)
			defer b.Close()
			data, err := os.ReadFile(name)
			must(t, err)
			written, err := bundle.Encode(b.Case, b.Review)
			must(t, err)
			sameTree(t, data, written)
		})
	}
}

func TestStudyIsWrittenWithoutGuidelineFields(t *testing.T) {
	study := spoilt(t, `{"guideline": "ODG", "chapter": "Low Back", "section": "Kits", "pages": "", "edition": "2014"}`,
		`{"author": "Nobody A", "title": "On kits", "journal": "Invented Journal", "year": "2013", "evidence_level": "1b"}`)
	c, r, err := bundle.Decode([]byte(study))
	must(t, err)
	written, err := bundle.Encode(c, r)
	must(t, err)
	sameTree(t, []byte(study), written)
}

func sameTree(t *testing.T, want, got []byte) {
	t.Helper()
	var a, b any
	must(t, json.Unmarshal(want, &a))
	must(t, json.Unmarshal(got, &b))
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("trees differ (-want +got):\n%s", diff)
	}
}
