package casework

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/bundle"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

func TestImportThenExportIsTheSame(t *testing.T) {
	o := openOffice(t)
	source := fullBundle(t)
	in, err := bundle.Open(source)
	must(t, err)
	defer in.Close()
	out, err := o.Export(t.Context(), operator, free)
	must(t, err)
	to := filepath.Join(t.TempDir(), "out")
	must(t, bundle.Write(to, out.Case, out.Review, func(d casefile.Document) (io.ReadCloser, error) { return o.OpenFile(d) }))
	want, err := bundle.Encode(in.Case, in.Review)
	must(t, err)
	got, err := os.ReadFile(filepath.Join(to, "case.json"))
	must(t, err)
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("case.json (-want +got):\n%s", diff)
	}
	for _, file := range []string{"records/one.pdf", "records/deep/two.pdf"} {
		before, err := os.ReadFile(filepath.Join(source, file))
		must(t, err)
		after, err := os.ReadFile(filepath.Join(to, file))
		must(t, err)
		if string(before) != string(after) {
			t.Errorf("%s came out as other bytes", file)
		}
	}
}

// TestFullBundleIsFull: the round trip above is worth something only if no field
// is empty and no two texts are the same.
func TestFullBundleIsFull(t *testing.T) {
	data, err := os.ReadFile("testdata/full/case.json")
	must(t, err)
	c, r, err := bundle.Decode(data)
	must(t, err)
	texts := map[string]string{}
	var walk func(path string, v reflect.Value)
	walk = func(path string, v reflect.Value) {
		stored := strings.HasSuffix(path, "Documents.SHA256")
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					walk(path+"."+v.Type().Field(i).Name, v.Field(i))
				}
			}
		case reflect.Pointer:
			walk(path, v.Elem())
		case reflect.Slice:
			if v.Len() > 0 {
				walk(path, v.Index(0))
			}
			if v.Len() == 0 && !stored {
				t.Errorf("%s is empty", path)
			}
		case reflect.String:
			if v.Len() == 0 && !stored && !strings.HasSuffix(path, ".Side") {
				t.Errorf("%s is empty", path)
			}
			if other, taken := texts[v.String()]; taken && v.Type() == reflect.TypeFor[string]() {
				t.Errorf("%s and %s are both %q", path, other, v)
			}
			if v.Len() > 0 && v.Type() == reflect.TypeFor[string]() {
				texts[v.String()] = path
			}
		case reflect.Bool:
			if !v.Bool() {
				t.Errorf("%s is false", path)
			}
		}
	}
	walk("case", reflect.ValueOf(c))
	walk("review", reflect.ValueOf(*r))
}

func TestImportOfTakenNumberIsRefused(t *testing.T) {
	o := openOffice(t)
	before, files := o.head(t), storedFiles(t, o)
	_, err := take(t, o.Desk, fullBundle(t))
	if f := fault.Of(err); f == nil || f.Kind != fault.Invalid || !strings.Contains(f.Field("number"), string(free)) {
		t.Errorf("Import = %v, want a fault of number", err)
	}
	if o.head(t) != before || storedFiles(t, o) != files {
		t.Error("the refused import left something behind")
	}
}

func storedFiles(t *testing.T, o *office) (n int) {
	t.Helper()
	must(t, filepath.WalkDir(filepath.Join(o.dir, "documents"), func(_ string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			n++
		}
		return err
	}))
	return n
}

func TestImportOfUnreadableDocumentStoresNothing(t *testing.T) {
	o := openOffice(t)
	before, files := o.head(t), storedFiles(t, o)
	dir := fullBundle(t)
	text, err := os.ReadFile(filepath.Join(dir, "case.json"))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "case.json"), []byte(strings.Replace(string(text), string(free), "CM14-5", 1)), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "records/one.pdf"), []byte("this is no PDF"), 0o600))
	// the second one is a sound file that is not stored yet
	sound, err := os.OpenFile(filepath.Join(dir, "records/deep/two.pdf"), os.O_APPEND|os.O_WRONLY, 0)
	must(t, err)
	_, err = sound.WriteString("% other\n")
	must(t, errors.Join(err, sound.Close()))
	_, err = take(t, o.Desk, dir)
	f := fault.Of(err)
	if f == nil || f.Kind != fault.Invalid || len(f.Fields) != 1 || !strings.Contains(f.Field("documents[0].file"), "records/one.pdf") {
		t.Errorf("Import = %v, want a fault of documents[0].file alone", err)
	}
	if o.head(t) != before || storedFiles(t, o) != files {
		t.Error("the refused import left an event or a file behind")
	}
	wantKind(t, "the case", second(o.Case(t.Context(), operator, "CM14-5")), fault.NotFound)
	for _, table := range []string{"cases", "pages", "work"} {
		var n, was int
		must(t, o.sql(t).QueryRow("SELECT count(*) FROM "+table).Scan(&n))
		db := (&office{dir: imported.dir}).sql(t)
		must(t, db.QueryRow("SELECT count(*) FROM "+table).Scan(&was))
		if n != was {
			t.Errorf("%s: %d rows, there were %d", table, n, was)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestImportNumbersACase(t *testing.T) {
	o := openOffice(t)
	dir := fullBundle(t)
	text, err := os.ReadFile(filepath.Join(dir, "case.json"))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "case.json"), []byte(strings.Replace(string(text), `"number": "`+string(free)+`",`, "", 1)), 0o600))
	for _, want := range []casefile.CaseNumber{"CM14-0000001", "CM14-0000002"} {
		got, err := take(t, o.Desk, dir)
		if err != nil || got != want {
			t.Errorf("Import = %s, %v; want %s", got, err, want)
		}
	}
	es, err := o.Events(t.Context(), o.act("auditor"), 1<<62, 1)
	must(t, err)
	if es[0].Name != "case.import" || es[0].Object != "CM14-0000002" {
		t.Errorf("the event names %s %s", es[0].Name, es[0].Object)
	}
}

func TestImportedPagesAreRead(t *testing.T) {
	o := openOffice(t)
	records, err := o.Records(t.Context(), operator, free, chronology.ByArrival)
	must(t, err)
	opened, err := o.Case(t.Context(), operator, free)
	must(t, err)
	total := 0
	for _, d := range opened.Documents {
		total += d.Pages
		for n := 1; n <= d.Pages; n++ {
			p, err := o.Page(t.Context(), operator, free, d.ID, n)
			if err != nil || len(p.Words) < 20 || p.Reading != casefile.Printed {
				t.Errorf("page %d of %s: %d words, %s, %v", n, d.ID, len(p.Words), p.Reading, err)
			}
		}
	}
	if len(records.Pages) != total || records.Doubtful != 0 || len(records.Failures) != 0 {
		t.Errorf("%d pages of %d, %d doubtful, failures %v", len(records.Pages), total, records.Doubtful, records.Failures)
	}
	picture, err := o.PageImage(t.Context(), operator, free, opened.Documents[0].ID, 1, 300)
	if err != nil || !strings.HasPrefix(picture.ContentType, "image/") || len(picture.Data) < 1000 {
		t.Errorf("PageImage: %s, %d bytes, %v", picture.ContentType, len(picture.Data), err)
	}
	for _, n := range []int{-1, 0, 99} {
		wantKind(t, "an absent page", second(o.Page(t.Context(), operator, free, "d,1", n)), fault.NotFound)
		wantKind(t, "the image of an absent page", second(o.PageImage(t.Context(), operator, free, "d,1", n, 300)), fault.NotFound)
	}
}

// TestRecordCacheFollowsTheReading: a check must not go on with the words that
// stood there before a page was read again.
func TestRecordCacheFollowsTheReading(t *testing.T) {
	o := openOffice(t)
	read := func() (text string) {
		must(t, o.db.View(t.Context(), func(tx *sqlite.Tx) error {
			s, _, err := tx.Case(free)
			if err != nil {
				return err
			}
			records, err := o.records.of(tx, s)
			text = records.pages[0].Text()
			return err
		}))
		return text
	}
	before := read()
	if again := read(); again != before {
		t.Error("two reads give two texts")
	}
	must(t, o.db.Background(t.Context(), func(tx *sqlite.Tx) error {
		s, _, err := tx.CaseKey(free)
		if err != nil {
			return err
		}
		return tx.SetWords(s.Key, 0, casefile.Page{Document: "d,1", Number: 1, Words: []casefile.Word{{Text: "other"}}, Reading: casefile.OCR}, nil)
	}))
	if after := read(); after != "other" {
		t.Errorf("after another reading: %q", after)
	}
}
