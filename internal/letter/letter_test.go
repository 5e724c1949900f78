package letter

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/guideline"
	"imr/internal/review"
)

func headings(blocks []Block, level int) []string {
	var out []string
	for _, bl := range blocks {
		if h, ok := bl.(Heading); ok && h.Level == level {
			out = append(out, h.Text)
		}
	}
	return out
}

func TestSectionsInOrder(t *testing.T) {
	l := New(fiction(), Form{})
	want := []string{"HOW THE IMR FINAL DETERMINATION WAS MADE", "DOCUMENTS REVIEWED", "CLINICAL CASE SUMMARY", "IMR ISSUES, DECISIONS AND RATIONALES"}
	if diff := cmp.Diff(want, headings(l.Parts[1].Blocks, 2)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Independent Medical Review Final Determination Letter"}, headings(l.Blocks(), 1)); diff != "" {
		t.Error(diff)
	}
	wantItems := []string{
		"Cervical and lumbar kit, date of service 09/25/2013: Overturned", "Naproxen 550 mg, 60 tablets, 2 refills: Overturned",
		"Physical therapy for the low back, 2 times a week for 6 weeks: Upheld", "L4-L5 fusion with instrumentation: Upheld",
		"Associated surgical service: inpatient stay of 3 days: Upheld",
	}
	if diff := cmp.Diff(wantItems, headings(l.Parts[1].Blocks, 3)); diff != "" {
		t.Error(diff)
	}
}

func TestHeaderTable(t *testing.T) {
	got := map[string]string{}
	for _, bl := range New(single(), Form{}).Parts[0].Blocks {
		if f, ok := bl.(Fields); ok {
			for _, p := range f.Pairs {
				got[p.Label] = p.Value
			}
		}
	}
	want := map[string]string{
		"IMR Case Number": "CM14-0031234", "Date of Injury": "10/16/2012", "Claims Number": "WC-2012-55555", "UR Denial Date": "03/01/2014",
		"Priority": "STANDARD", "Application Received": "03/14/2014", "Employee Name": "Robin Fictional", "Provider Name": "Kim Madeup, MD",
		"Treatment(s) in dispute": "Cervical and lumbar kit",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNextSteps(t *testing.T) {
	one := func(key string) string { return newPageOne(source{form: Form{}.whole()}, English).line(key) }
	pay, authorize, stands := one("next-pay"), one("next-authorize"), one("next-stands")
	for name, tt := range map[string]struct {
		keep []int // of the items of fiction
		want []string
	}{
		"all":            {[]int{0, 1, 2, 3, 4}, []string{"Item 1: " + pay, "Item 2: " + authorize, "Items 3, 4 and 5: " + stands}},
		"upheld only":    {[]int{2}, []string{"Item 1: " + stands}},
		"rendered":       {[]int{0}, []string{"Item 1: " + pay}},
		"not yet had":    {[]int{1}, []string{"Item 1: " + authorize}},
		"two, one order": {[]int{3, 1}, []string{"Item 1: " + stands, "Item 2: " + authorize}},
	} {
		t.Run(name, func(t *testing.T) {
			d := fiction()
			d.Items = nil
			for _, i := range tt.keep {
				d.Items = append(d.Items, fictionItems()[i])
			}
			if diff := cmp.Diff(tt.want, newPageOne(source{Determination: d, form: Form{}.whole()}, English).nextSteps()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// notPrinted are the fields that a letter leaves out, with the reason.
var notPrinted = map[string]string{
	"Format":                             "names the record, not the case",
	"Case.Employer":                      "it is not told (LC 3762(c))",
	"Case.Application.Channel":           "how it came does not matter to the parties",
	"Case.Application.SignedBy":          "likewise",
	"Case.Employee.Sex":                  "the summary says what matters of it",
	"Case.ClaimsAdministrator.Address":   "where copies go is for the proof of service",
	"Case.ClaimsAdministrator.Email":     "likewise",
	"Case.Representative.Address":        "likewise",
	"Case.Representative.Email":          "likewise",
	"Case.RequestingPhysician.Specialty": "the records show it",
	"Case.RequestingPhysician.Facility":  "likewise",
	"Case.UR.Organization":               "stands among the documents",
	"Case.UR.Physician":                  "likewise",
	"Case.UR.Reason":                     "likewise",
	"Case.UR.Outcome":                    "is said in words",
	"Case.Items.ID":                      "no person reads it", "Items.DisputedItem.ID": "no person reads it",
	"Items.Decision.Item": "no person reads it", "Items.Decision.DependsOn": "the item is named by its description",
	"Items.Decision.Outcome": "is said in words", "Items.Decision.Basis": "is said in words",
	"Items.Decision.Sequence.Step": "is said in words", "Items.Decision.Sequence.Standard": "is said in words",
	"Case.Items.Category": "for statistics", "Items.DisputedItem.Category": "for statistics",
	"Case.Items.Timing": "shows in the dates", "Items.DisputedItem.Timing": "shows in the dates",
	"Case.Items.Quantity": "the description says it", "Items.DisputedItem.Quantity": "the description says it",
	"Case.Items.BodyParts.Part": "the description says it", "Items.DisputedItem.BodyParts.Part": "the description says it",
	"Case.Items.BodyParts.Side": "the description says it", "Items.DisputedItem.BodyParts.Side": "the description says it",
	"Case.Items.ClaimsAdministratorGuideline": "printed from the result",
	"Case.Documents.ID":                       "no person reads it", "Case.Documents.File": "likewise", "Case.Documents.SHA256": "likewise",
	"Case.Documents.Kind": "the title says it", "Case.Documents.Source": "is said in words",
	"Summary.ID": "no person reads it", "Summary.Sources.Document": "the trail of the reviewer", "Summary.Sources.Quote": "likewise",
}

// TestEveryTextIsInTheLetter fills every text field with a word of its own and
// looks for it, so that a field that is added later is not forgotten.
func TestEveryTextIsInTheLetter(t *testing.T) {
	d := fiction()
	d.Items, d.Case.Items, d.Case.Documents, d.Summary = d.Items[:1], d.Case.Items[:1], d.Case.Documents[:1], d.Summary[:1]
	d.Summary[0].Sources = []review.Source{{}}
	d.Items[0].Citations = append(d.Items[0].Citations, fictionItems()[2].Citations[0])
	words := map[string]string{}
	mark(reflect.ValueOf(&d).Elem(), "", words)
	// Fields that say which kind a thing is keep a kind.
	d.Items[0].Outcome, d.Items[0].Basis, d.Items[0].Timing = review.Upheld, review.MTUSSilent, "retrospective"
	text := went(d).Text()
	for word, path := range words {
		_, left := notPrinted[path]
		if found := strings.Contains(strings.ToLower(text), word); found == left {
			t.Errorf("%s: in the letter %v, to be left out %v", path, found, left)
		}
	}
}

// mark writes a word into every string below v and notes where it stands.
func mark(v reflect.Value, path string, words map[string]string) {
	switch v.Kind() {
	case reflect.String:
		word := fmt.Sprintf("mark%dx", len(words))
		v.SetString(word)
		words[word] = strings.TrimPrefix(path, ".")
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[calendar.Date]() {
			return
		}
		for i := range v.NumField() {
			mark(v.Field(i), path+"."+v.Type().Field(i).Name, words)
		}
	case reflect.Slice:
		for i := range v.Len() {
			if v.Type() == reflect.TypeFor[[]guideline.Citation]() {
				markCitation(v.Index(i), i == 1, words)
				continue
			}
			mark(v.Index(i), path, words)
		}
	case reflect.Pointer:
		mark(v.Elem(), path, words)
	}
}

// markCitation marks what a study or else a guideline is cited by. Together the
// two have all fields, and a new field is asked of both.
func markCitation(v reflect.Value, study bool, words map[string]string) {
	notOf := map[bool][]string{true: {"Guideline", "Chapter", "Section", "Edition"}, false: {"Author", "Title", "Journal", "Year", "Volume"}}[study]
	for i := range v.NumField() {
		if name := v.Type().Field(i).Name; !slices.Contains(notOf, name) {
			mark(v.Field(i), ".Items.Decision.Citations."+name, words)
		}
	}
}

func TestDraftIsMarked(t *testing.T) {
	d := fiction()
	out := went(d)
	if strings.Contains(strings.ToLower(out.Text()), "draft") || strings.Contains(out.Text(), PreviewMark) || out.Title != "IMR Final Determination CM14-0031234" {
		t.Errorf("a letter that went out, with the title %q, looks as if it had not", out.Title)
	}
	if !strings.Contains(out.Text(), "Date of this letter: April 11, 2014") || !strings.Contains(out.Text(), "The code is ABCD-EFGH-IJKL-MNOP.") {
		t.Error("a letter that went out has no date or no code")
	}
	preview := New(d, Form{})
	if got := strings.Count(preview.Text(), PreviewMark); got < 2 || strings.Contains(preview.Text(), "Date of this letter") || strings.Contains(preview.Text(), "Sincerely") {
		t.Errorf("a preview says so %d times, or is dated or signed", got)
	}
	d.DecidedOn = calendar.Date{}
	draft := New(d, Form{})
	if got := strings.Count(draft.Text(), DraftMark); got < 3 {
		t.Errorf("a draft says so %d times", got)
	}
	if strings.Contains(draft.Text(), "Date of this letter") || strings.Contains(draft.Text(), "Sincerely") || !draft.Draft() {
		t.Error("a draft is dated or signed")
	}
	raw := pdf(t, d)
	if bytes.Contains(raw, []byte("CreationDate")) {
		t.Error("the file of a draft bears a date")
	}
}

func TestPublicName(t *testing.T) {
	for number, want := range map[string]string{
		"CM14-0031234": "imr-final-determination-CM14-0031234.pdf",
		"../x y\r\n":   "imr-final-determination----x-y--.pdf",
	} {
		if got := PublicName(casefile.CaseNumber(number)); got != want {
			t.Errorf("PublicName(%q) = %q, want %q", number, got, want)
		}
	}
}

func pdf(t testing.TB, d determination.Determination) []byte {
	t.Helper()
	l := New(d, Form{})
	if !l.Draft() {
		l = went(d)
	}
	raw, err := l.PDF()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestSameDeterminationSameBytes(t *testing.T) {
	if !bytes.Equal(pdf(t, fiction()), pdf(t, fiction())) {
		t.Error("two files of one determination differ")
	}
	if first, second := went(fiction()).Text(), went(fiction()).Text(); first != second {
		t.Error("two texts of one determination differ")
	}
}

// tool runs a program of poppler on the letter's file.
func tool(t *testing.T, raw []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip(name + " is not installed")
	}
	path := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		args[i] = strings.Replace(a, "FILE", path, 1)
	}
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestPDFSaysWhatTheTextSays(t *testing.T) {
	d := fiction()
	words := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	got := words(tool(t, pdf(t, d), "pdftotext", "FILE", "-"))
	l := went(d)
	for _, want := range slices.Concat(headings(l.Blocks(), 1), headings(l.Blocks(), 2), headings(l.Blocks(), 3)) {
		if !strings.Contains(got, want) {
			t.Errorf("the file lacks %q", want)
		}
	}
	for _, it := range d.Items {
		for _, want := range []string{guidelineLine(d, it.Decision), lines(it.Rationale)[0]} {
			if !strings.Contains(got, want) {
				t.Errorf("the file lacks %q", want)
			}
		}
	}
}

// TestWorkersPartFitsOnePage: what the worker must know of one item is on page one.
func TestWorkersPartFitsOnePage(t *testing.T) {
	got := tool(t, pdf(t, single()), "pdftotext", "-l", "1", "FILE", "-")
	for _, want := range []string{"Final Determination: OVERTURN", "within 20 days", "30 days", "Medical Director", "Copies to:"} {
		if !strings.Contains(got, want) {
			t.Errorf("page one lacks %q", want)
		}
	}
}

func TestMetadataNamesNobody(t *testing.T) {
	d := fiction()
	info := tool(t, pdf(t, d), "pdfinfo", "FILE") + tool(t, pdf(t, d), "pdfinfo", "-meta", "FILE")
	for _, name := range []string{d.Case.Employee.Name, d.Organization.MedicalDirector, d.Case.RequestingPhysician.Name, d.Case.ClaimNumber, "Author"} {
		if strings.Contains(info, name) {
			t.Errorf("the metadata hold %q", name)
		}
	}
	for _, want := range []string{"IMR Final Determination CM14-0031234", "Tagged:          yes"} {
		if !strings.Contains(info, want) {
			t.Errorf("the metadata lack %q:\n%s", want, info)
		}
	}
}

func BenchmarkLetter(b *testing.B) {
	d := fiction()
	for b.Loop() {
		pdf(b, d)
	}
}
