package publicpdf

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/publication"
)

var fiction = publication.Copy{Format: publication.Format, Number: "CM14-0099001", Version: 1, Issued: calendar.MustDate("2014-04-20"), Priority: "standard", Overall: "UPHOLD",
	Specialties: []string{"Pain Medicine"}, LicensedIn: []string{"California"}, AgeRange: "51-64", Sex: "male", YearOfInjury: 2012, DaysFromApplication: 37, DaysFromRecords: 18, Pages: 5,
	Documents: []string{"imaging: 1 document, 2 pages"}, Summary: []string{"The employee’s back hurts."}, Dates: publication.AgesOnly,
	Items: []publication.Item{{ID: "1", Description: "Lumbar brace – für ein Jahr", Category: "dmepos", Timing: "prospective", BodyParts: []string{"lumbar spine"}, Decision: "upheld", Basis: "mtus",
		Citations: []string{"MTUS, Low Back"}, Rationale: "First.\n\nSecond."}}}

func TestSameCopySameBytes(t *testing.T) {
	a, err := File(fiction)
	b, again := File(fiction)
	if err != nil || again != nil || !bytes.Equal(a, b) || !bytes.HasPrefix(a, []byte("%PDF-")) {
		t.Errorf("%v, %v, %d and %d bytes", err, again, len(a), len(b))
	}
}

// TestStringsAreFound: what stands beside the pages is read, also where it is not ASCII.
func TestStringsAreFound(t *testing.T) {
	file, err := File(fiction)
	if err != nil {
		t.Fatal(err)
	}
	got := Strings(file)
	for what, want := range map[string]string{"title": "Independent Medical Review decision CM14-0099001", "a bookmark": "Lumbar brace – für ein Jahr: Upheld", "another": "Documents reviewed"} {
		if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, want) }) {
			t.Errorf("the %s is not among %q", what, got)
		}
	}
}

func TestFileIsNamedByItsNumberAlone(t *testing.T) {
	c := fiction
	c.Number = `CM14/99 ü;"1`
	if got := Name(c); got != "imr-decision-CM14-99----1.pdf" {
		t.Errorf("the file is named %s", got)
	}
}
