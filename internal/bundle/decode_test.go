package bundle_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/bundle"
	"imr/internal/fault"
)

// refused checks that the error is one fault.Invalid about just these paths.
func refused(t *testing.T, err error, want ...string) *fault.Error {
	t.Helper()
	f := fault.Of(err)
	if f == nil || f.Kind != fault.Invalid {
		t.Fatalf("got %v, want a fault.Invalid", err)
	}
	var got []string
	for _, field := range f.Fields {
		got = append(got, field.Path)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("refused paths (-want +got):\n%s\n%v", diff, err)
	}
	return f
}

func TestDecodeRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		was, is string
		path    string // several where one thing leads to another
		words   string // about the first path; empty where they do not matter
	}{
		"no format":             {`"format": "imr-case/1",`, ``, "format", "is required"},
		"another format":        {`imr-case/1`, `imr-case/2`, "format", "must be imr-case/1"},
		"format of wrong type":  {`"imr-case/1"`, `1`, "format", "must be text"},
		"unknown field on top":  {`"format"`, `"foo": 1, "format"`, "foo", "unknown field"},
		"unknown field nested":  {`{"part"`, `{"foo": [], "part"`, "items[0].body_parts[0].foo", "unknown field"},
		"field of other case":   {`"claim_number"`, `"Claim_Number"`, "Claim_Number", "unknown field"},
		"field made to deceive": {`"claim_number"`, `"a: b\nitems[0].id"`, `"a: b\nitems[0].id"`, "unknown field"},
		"key twice":             {`"sex": "male"`, `"sex": "male", "sex": "female"`, "employee.sex", "is given twice"},
		"priority unknown":      {`"standard"`, `"soon"`, "priority", "must be standard, expedited or formulary"},
		"priority empty":        {`"standard"`, `""`, "priority", "must not be empty"},
		"received is no date":   {`"received": "2014-03-14"`, `"received": "2014-02-30"`, "application.received", "must be a date like 2014-03-14"},
		"received missing":      {`"received": "2014-03-14", `, ``, "application.received", "is required"},
		"received empty":        {`"received": "2014-03-14"`, `"received": ""`, "application.received", "must not be empty"},
		"date with a time":      {`"served_date": "2014-03-03"`, `"served_date": "2014-03-03T00:00:00Z"`, "utilization_review.served_date", "must be a date like 2014-03-14"},
		"channel unknown":       {`"mail"`, `"pigeon"`, "application.channel", "must be mail, fax, upload or portal"},
		"signatory unknown":     {`"signed_by": "employee"`, `"signed_by": "friend"`, "application.signed_by", "must be employee or representative"},
		"name is a number":      {`"Fiction Person"`, `7`, "employee.name", "must be text"},
		"name is null":          {`"Fiction Person"`, `null`, "employee.name", "must be text"},
		"name has a control":    {`"Fiction Person"`, `"a\u001eb"`, "employee.name", "must hold no control characters"},
		"name is blank":         {`"Fiction Person"`, `"  "`, "employee.name", "must not be empty"},
		"sex unknown":           {`"male"`, `"m"`, "employee.sex", "must be male, female or other"},
		"no date of injury":     {`"date_of_injury": "2012-10-16",`, ``, "date_of_injury", "is required"},
		"employer is text":      {`{"name": "Invented Works"}`, `"Invented Works"`, "employer", "must be an object"},
		"conditional is text":   {`"conditional": false`, `"conditional": "no"`, "utilization_review.conditional", "must be true or false"},
		"no decision date":      {`"decision_date": "2014-03-01",`, ``, "utilization_review.decision_date", "is required"},
		"outcome unknown":       {`"outcome": "denied"`, `"outcome": "lost"`, "utilization_review.outcome", "must be denied, modified or delayed"},
		"item without id":       {`"id": "2", `, ``, "items[1].id, review.decisions[1].item", "is required"},
		"item id twice":         {`"id": "2"`, `"id": "1"`, "items[1].id, review.decisions[1].item", "is the same as items[0].id"},
		"no description":        {`"description": "Six visits",`, ``, "items[1].description", "is required"},
		"category unknown":      {`"dmepos"`, `"shoes"`, "items[0].category", ""},
		"timing unknown":        {`"retrospective"`, `"later"`, "items[0].timing", "must be prospective, concurrent or retrospective"},
		"no service dates":      {`"service_dates": ["2013-09-25"],`, ``, "items[0].service_dates", "is required when timing is retrospective"},
		"empty service dates":   {`["2013-09-25"]`, `[]`, "items[0].service_dates", "is required when timing is retrospective"},
		"service date is none":  {`["2013-09-25"]`, `["2013-09-25", "then"]`, "items[0].service_dates[1]", "must be a date like 2014-03-14"},
		"service date is empty": {`["2013-09-25"]`, `[""]`, "items[0].service_dates[0]", "must not be empty"},
		"service dates no list": {`["2013-09-25"]`, `"2013-09-25"`, "items[0].service_dates", "must be a list"},
		"side unknown":          {`"side": "left"`, `"side": "top"`, "items[0].body_parts[0].side", "must be left, right or bilateral"},
		"document id twice":     {`"id": "d2"`, `"id": "d1"`, "documents[1].id", "is the same as documents[0].id"},
		"file twice":            {`records/b.pdf`, `records/./a.pdf`, "documents[1].file", "is the same as documents[0].file"},
		"no file":               {`"file": "records/b.pdf",`, ``, "documents[1].file", "is required"},
		"absolute file":         {`records/b.pdf`, `/etc/passwd`, "documents[1].file", ""},
		"file above":            {`records/b.pdf`, `records/../../b.pdf`, "documents[1].file", ""},
		"file with backslash":   {`records/b.pdf`, `records\\b.pdf`, "documents[1].file", ""},
		"file with NUL":         {`records/b.pdf`, `records/b.pdf\u0000`, "documents[1].file", ""},
		"file is case.json":     {`records/b.pdf`, `./case.json`, "documents[1].file", ""},
		"kind unknown":          {`"rfa"`, `"letter"`, "documents[1].kind", ""},
		"dated is no date":      {`"dated": ""`, `"dated": "unknown"`, "documents[1].dated", "must be a date like 2014-03-14"},
		"source unknown":        {`"provider"`, `"court"`, "documents[1].source", ""},
		"review is a list":      {sound[strings.Index(sound, `"review"`):], `"review": []}`, "review", "must be an object"},
		"unknown document":      {`"document": "d1"`, `"document": "d9"`, "review.summary[0].sources[0].document", "no document has this id"},
		"page zero":             {`"page": 1`, `"page": 0`, "review.summary[0].sources[0].page", "must be a whole number from 1"},
		"page a fraction":       {`"page": 1`, `"page": 1.5`, "review.summary[0].sources[0].page", "must be a whole number from 1"},
		"page a text":           {`"page": 1`, `"page": "1"`, "review.summary[0].sources[0].page", "must be a whole number from 1"},
		"no page":               {`"page": 1, `, ``, "review.summary[0].sources[0].page", "is required"},
		"unknown item decided":  {`"item": "2"`, `"item": "9"`, "review.decisions[1].item", "no item has this id"},
		"no item decided":       {`"item": "2", `, ``, "review.decisions[1].item", "is required"},
		"decision unknown":      {`"upheld"`, `"maybe"`, "review.decisions[0].decision", "must be upheld or overturned"},
		"basis unknown":         {`"mtus_silent"`, `"none"`, "review.decisions[0].citation_basis", "must be mtus, mtus_silent, mtus_rebutted or dependent"},
		"depends on unknown":    {`"depends_on": "1"`, `"depends_on": "9"`, "review.decisions[1].depends_on", "no item has this id"},
		"unknown citation part": {`{"guideline"`, `{"verse": "", "guideline"`, "review.decisions[0].citations[0].verse", "unknown field"},
		"edition is a flag":     {`"edition": "2014"`, `"edition": true`, "review.decisions[0].citations[0].edition", "must be text"},
		"answer to no check":    {`"finding": "absence-claim"`, `"finding": "absent-claim"`, "review.answers[0].finding", "must be the code of a check, such as absence-claim"},
		"answer to unknown":     {`"absence-claim", "item": "1"`, `"absence-claim", "item": "9"`, "review.answers[0].item", "no item has this id"},
		"trailing data":         {"  }\n}\n", "  }\n}\n{}", "case.json", ""},
		"cut short":             {"  }\n}\n", "  }\n", "case.json", ""},
		"not UTF-8":             {"Fiction", "Fic\xfftion", "case.json", "is not UTF-8 text"},
		"nested too deeply":     {`"Fiction Person"`, strings.Repeat("[", 100) + strings.Repeat("]", 100), "case.json", "is nested too deeply"},
		"too many values":       {`"Fiction Person"`, "[" + strings.Repeat("0,", 600_000) + "0]", "case.json", "holds too many values"},
		"too large":             {`Fiction`, strings.Repeat("x", 16<<20), "case.json", "is larger than 16 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := bundle.Decode([]byte(spoilt(t, tt.was, tt.is)))
			paths := strings.Split(tt.path, ", ")
			f := refused(t, err, paths...)
			if got := f.Field(paths[0]); tt.words != "" && got != tt.words {
				t.Errorf("says %q, want %q", got, tt.words)
			}
		})
	}
}

func TestDecodeReportsAllInOrder(t *testing.T) {
	_, _, err := bundle.Decode([]byte(`{"review": {"decisions": [{"item": "9"}]}, "priority": "soon", "items": [], "x": 0,
		"application": {"received": "2014-03-14"}, "documents": [{"id": "d1", "kind": "rfa"}]}`))
	refused(t, err, "review.decisions[0].item", "priority", "items", "x", "application.channel", "documents[0].file",
		"format", "employee", "date_of_injury", "utilization_review")
}

func TestDecodeCountsWhatIsTooMuchToList(t *testing.T) {
	items := strings.Repeat(`{"id": "1", "foo": 1}, `, 2_000)
	_, _, err := bundle.Decode([]byte(spoilt(t, `"items": [`, `"items": [`+items)))
	f := fault.Of(err)
	if f == nil || len(f.Fields) != 1_001 || !strings.HasSuffix(f.Field("case.json"), " more things are wrong") {
		t.Errorf("got %.200v", err)
	}
}

func TestDecodeTakesTheLeast(t *testing.T) {
	c, r, err := bundle.Decode([]byte(`{"format": "imr-case/1", "priority": "expedited",
		"application": {"received": "2014-03-14", "channel": "fax"}, "employee": {"name": "Fiction Person"},
		"date_of_injury": "2012-10-16", "utilization_review": {"decision_date": "2014-03-01", "outcome": "delayed"},
		"items": [{"id": "1", "description": "Kit", "category": "other", "timing": "concurrent", "service_dates": []}]}`))
	must(t, err)
	if r != nil || c.Representative != nil || c.Number != "" || len(c.Items) != 1 || c.Items[0].ServiceDates != nil {
		t.Errorf("got %+v and review %v", c, r)
	}
}

func TestDecodeTakesDrafts(t *testing.T) {
	start := strings.Index(sound, `"review"`)
	for name, tt := range map[string]struct {
		review string
		want   int // decisions
	}{
		"nothing yet":         {`{}`, 0},
		"empty lists":         {`{"summary": [], "decisions": [], "answers": []}`, 0},
		"undecided":           {`{"decisions": [{"item": "1"}]}`, 1},
		"decided twice":       {`{"decisions": [{"item": "1", "decision": "upheld"}, {"item": "1", "decision": "overturned"}]}`, 2},
		"answer to the whole": {`{"answers": [{"finding": "records-only-ur", "item": "", "text": "", "answer": "Asked."}]}`, 0},
	} {
		t.Run(name, func(t *testing.T) {
			_, r, err := bundle.Decode([]byte(sound[:start] + `"review": ` + tt.review + "}"))
			must(t, err)
			if r == nil || len(r.Decisions) != tt.want {
				t.Errorf("got %+v, want %d decisions", r, tt.want)
			}
		})
	}
}

func TestCitationNumbersAreText(t *testing.T) {
	_, r, err := bundle.Decode([]byte(spoilt(t, `"pages": "", "edition": "2014"`,
		`"pages": 46, "edition": 2014, "year": 2013, "volume": 12`)))
	must(t, err)
	c := r.Decisions[0].Citations[0]
	if got, want := [4]string{c.Pages, c.Edition, c.Year, c.Volume}, [4]string{"46", "2014", "2013", "12"}; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(sound))
	f.Add([]byte(`{"format": "imr-case/1", "items": [[{"id": ""}], null], "review": {"summary": [{}]}}`))
	f.Add([]byte(`[`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, r, err := bundle.Decode(data)
		if err != nil {
			if !fault.Is(err, fault.Invalid) || len(fault.Of(err).Fields) == 0 {
				t.Fatalf("refused by %v", err)
			}
			return
		}
		written, err := bundle.Encode(c, r)
		must(t, err)
		again, _, err := bundle.Decode(written)
		must(t, err)
		if diff := cmp.Diff(c, again); diff != "" {
			t.Fatal(diff)
		}
	})
}
