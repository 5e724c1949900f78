package guideline_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/fault"
	"imr/internal/guideline"
)

// stored is the standard library as a store gives it: with ids.
func stored() guideline.Library {
	all := guideline.Standard().Editions()
	for i := range all {
		all[i].ID = int64(i + 1)
	}
	return guideline.New(all)
}

// What is exported and imported again changes nothing.
func TestTableRoundTrip(t *testing.T) {
	var b bytes.Buffer
	all := stored().Editions()
	if err := guideline.WriteTable(&b, all); err != nil {
		t.Fatal(err)
	}
	lines, err := guideline.ReadTable(&b)
	if err != nil || len(lines) != len(all) {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	for i, c := range stored().Preview(lines) {
		if c.Fate != guideline.Same || c.Line != i+2 {
			t.Fatalf("line %d is %s: %v %v", c.Line, c.Fate, c.Wrong, guideline.Differences(c.Before, c.After))
		}
		c.After.ID = all[i].ID
		if diff := cmp.Diff(all[i], c.After); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestReadTableRefuses(t *testing.T) {
	head := strings.Join(guideline.Columns, ",") + "\n"
	for name, tt := range map[string]struct{ in, want string }{
		"empty":            {"", "empty"},
		"a column missing": {"key,family\n", "lacks the column source"},
		"a column twice":   {strings.TrimSpace(head) + ",key\n", "twice"},
		"an open quote":    {head + "\"mtus/a,MTUS\n", "Line 2"},
		"no table":         {"%PDF-1.7\nstream", "lacks the column"},
	} {
		_, err := guideline.ReadTable(strings.NewReader(tt.in))
		if f := fault.Of(err); f == nil || !strings.Contains(f.Field("file"), tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	lines, err := guideline.ReadTable(strings.NewReader("\ufeff" + head + "mtus/a,MTUS\n"))
	if err != nil || len(lines) != 1 || len(lines[0].Wrong) == 0 || lines[0].Number != 2 {
		t.Errorf("a short line: %+v, %v", lines, err)
	}
}

func TestPreview(t *testing.T) {
	const (
		lowBack  = "mtus/low-back,MTUS,MTUS,Low Back Disorders,§9792.23.5,American College of Occupational and Environmental Medicine,2020-02-13,2021-11-23,%s,2021,,lumbar spine; low back; sacroiliac joint,acoem lumbar,guideline,yes,Exercise"
		newer    = "mtus/low-back,MTUS,MTUS,Low Back Disorders,§9792.23.5,American College of Occupational and Environmental Medicine,2024-01-01,1/6/2025,,2025,,low back,,guideline,no,Exercise | program; Imaging"
		cannabis = "mtus/cannabis,MTUS,MTUS,Cannabis,§9792.24.8,American College of Occupational and Environmental Medicine,2025-01-28,2025-06-01,,2025,,,,guideline,no,"
	)
	for name, tt := range map[string]struct {
		lines []string
		want  []string // fate and, where it is refused, the field
	}{
		"a new chapter":                 {[]string{cannabis}, []string{"added"}},
		"an end and a beginning":        {[]string{fmt.Sprintf(lowBack, "2025-01-05"), newer}, []string{"changed", "added"}},
		"a beginning and its end after": {[]string{newer, fmt.Sprintf(lowBack, "2025-01-05")}, []string{"added", "changed"}},
		"a beginning without the end":   {[]string{newer}, []string{"refused effective_from"}},
		"the end too late":              {[]string{fmt.Sprintf(lowBack, "2025-01-06"), newer}, []string{"refused effective_from", "refused effective_from"}},
		"the end before the start":      {[]string{fmt.Sprintf(lowBack, "2020-01-01"), newer}, []string{"refused effective_to", "refused effective_from"}},
		"the same line twice":           {[]string{cannabis, cannabis}, []string{"added", "refused edition"}},
		"a chapter under another key":   {[]string{strings.Replace(newer, "mtus/low-back", "mtus/lumbar", 1)}, []string{"refused chapter"}},
		"a date that is none":           {[]string{strings.Replace(newer, "1/6/2025", "2025-02-30", 1)}, []string{"refused effective_from"}},
		"neither yes nor no":            {[]string{strings.Replace(cannabis, ",no,", ",maybe,", 1)}, []string{"refused confirmed"}},
		"one wrong line stops no other": {[]string{newer, cannabis}, []string{"refused effective_from", "added"}},
		"in capitals and with blanks":   {[]string{strings.Replace(cannabis, "MTUS,Cannabis", " MTUS , Cannabis ", 1)}, []string{"added"}},
	} {
		lines, err := guideline.ReadTable(strings.NewReader(strings.Join(guideline.Columns, ",") + "\n" + strings.Join(tt.lines, "\n") + "\n"))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var got []string
		for _, c := range stored().Preview(lines) {
			words := string(c.Fate)
			if c.Fate == guideline.Refused {
				words += " " + c.Wrong[0].Path
			}
			got = append(got, words)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
