package tagpdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// specimen uses every kind of block, with text of some pages.
func specimen() *Doc {
	d := New(Meta{Title: "Specimen (§1)", Subject: "All blocks"}, Style{
		Header: Running{Left: "Running head", Right: "Page {page} of {pages}"}, Footer: Running{Center: "foot {page}"}, PlainFirst: true,
	})
	d.Letterhead("Letterhead Name", []string{"1 Sample Street", "Phone"}, Center)
	d.CenteredHeading(1, "A title – with an é")
	d.Fields(2, []Field{{"Label one", "value one"}, {"Label two", "value two"}, {"Label three", "value three"}})
	d.Box(Para{Runs: []Run{{"Result: ", false}, {"UPHOLD", true}}}, Para{Runs: []Run{{Text: "In a frame."}}})
	d.ParagraphRuns([]Run{{"Plain, ", false}, {"bold", true}, {" and plain.", false}})
	d.List([]string{"First", "Second"})
	d.Numbered([]string{"Counted"})
	d.Rule()
	d.Space(10)
	d.Heading(2, "Table")
	rows := make([][]string, 90)
	for i := range rows {
		rows[i] = []string{fmt.Sprint(i + 1), strings.TrimSpace(strings.Repeat("words of a cell ", i%9+1))}
	}
	d.Table("A caption", []string{"No.", "What"}, rows, []float64{1, 5})
	d.PageBreak()
	d.Heading(3, "Last")
	d.Paragraph(strings.TrimSpace(strings.Repeat("Words that fill some lines of the page. ", 200)))
	return d
}

func build(t testing.TB, d *Doc) []byte {
	t.Helper()
	raw, err := d.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestSameInputSameBytes(t *testing.T) {
	first, second := sha256.Sum256(build(t, specimen())), sha256.Sum256(build(t, specimen()))
	if first != second {
		t.Error("two builds of one document differ")
	}
	d := specimen()
	build(t, d)
	if again := sha256.Sum256(build(t, d)); again != first {
		t.Error("a second call of Bytes differs from the first")
	}
}

func TestEveryMarkHasOneOwner(t *testing.T) {
	r := read(t, build(t, specimen()))
	owner := map[mark]string{}
	r.tree().walk(func(n node) {
		for _, m := range n.marks {
			if owner[m] != "" {
				t.Errorf("mark %v belongs to two elements", m)
			}
			owner[m] = n.dict
		}
	})
	nums := refsOf(r.get(r.get(r.catalog(), "StructTreeRoot"), "ParentTree"))
	if len(nums) != len(r.pages) {
		t.Fatalf("parent tree has %d pages, the document %d", len(nums), len(r.pages))
	}
	for i, p := range r.pages {
		if want := fmt.Sprintf("/StructParents %d /Tabs /S", i); !strings.Contains(r.objects[p.obj], want) {
			t.Errorf("page %d lacks %s", i+1, want)
		}
		parents := refsOf(r.objects[nums[i]])
		if len(parents) != len(p.marks) {
			t.Fatalf("page %d: %d marks, %d parents", i+1, len(p.marks), len(parents))
		}
		for _, id := range p.marks {
			if r.objects[parents[id]] != owner[mark{i, id}] {
				t.Errorf("page %d: the parent tree gives mark %d to another element", i+1, id)
			}
		}
	}
}

func TestTreeReadsAsTheSource(t *testing.T) {
	d := New(Meta{Title: "Order"}, Style{})
	long := strings.TrimSpace(strings.Repeat("Many words about one thing, 10/16/12. ", 90))
	d.Heading(1, "Title")
	d.Fields(2, []Field{{"Case", "CM14-0000001"}, {"Date", "03/14/2014"}, {"Odd", "one"}})
	d.Box(Para{Runs: []Run{{"Result: ", false}, {"UPHOLD", true}}})
	d.List([]string{"pain ≥ 7"})
	d.Paragraph(long)
	d.Table("Caption", []string{"H1", "H2"}, [][]string{{long, "right"}, {"short"}}, nil)
	want := "H1: Title\nTH: Case\nTD: CM14-0000001\nTH: Date\nTD: 03/14/2014\nTH: Odd\nTD: one\nTD: \nTD: \nP: Result: UPHOLD\n" +
		"Lbl: • \nLBody: pain ≥ 7\nP: " + long + "\nCaption: Caption\nTH: H1\nTH: H2\nTD: " + long + "\nTD: right\nTD: short\nTD: \n"
	if diff := cmp.Diff(want, read(t, build(t, d)).tree().outlineText()); diff != "" {
		t.Error(diff)
	}
}

func TestCharacters(t *testing.T) {
	for name, tt := range map[string]struct{ in, want string }{
		"accent composed":      {"re\u0301sume\u0301", "résumé"},
		"astral, not in font":  {"a\U0001F600b", "a[U+1F600]b"},
		"Chinese, not in font": {"中", "[U+4E2D]"},
		"control character":    {"a\x01b", "a[U+0001]b"},
		"line feed":            {"a\r\nb", "a b"},
		"tab":                  {"a\tb", "a b"},
		"line separator":       {"a\u2028b", "a b"},
		"nothing to show":      {"\ufeffa\u00adb\u2060c", "abc"},
		"signs of the field":   {"≥ 50 µg — §9792.21(d) “quoted” ½ ±", "≥ 50 µg — §9792.21(d) “quoted” ½ ±"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, family := range []Family{Serif, Sans, Mono} {
				d := New(Meta{Title: name}, Style{Family: family})
				d.Paragraph(tt.in)
				if got := read(t, build(t, d)).tree().outlineText(); got != "P: "+tt.want+"\n" {
					t.Errorf("family %d: %q", family, got)
				}
			}
		})
	}
}

func TestMetadata(t *testing.T) {
	made := time.Date(2014, 4, 10, 7, 0, 0, 0, time.UTC)
	r := read(t, build(t, New(Meta{Title: "Title & <sign> é", Lang: "es-US", Created: made}, Style{})))
	for _, want := range []string{"/MarkInfo <</Marked true>>", "/Lang (es-US)", "/ViewerPreferences <</DisplayDocTitle true>>"} {
		if !strings.Contains(r.catalog(), want) {
			t.Errorf("the catalog lacks %s", want)
		}
	}
	xmp := r.get(r.catalog(), "Metadata")
	for _, want := range []string{"<pdfuaid:part>1</pdfuaid:part>", "Title &amp; &lt;sign&gt; é", "2014-04-10T07:00:00Z"} {
		if !strings.Contains(xmp, want) {
			t.Errorf("the XMP lacks %s", want)
		}
	}
	info := r.get(r.trailer, "Info")
	want := "<</Title <FEFF" + hex16("Title & <sign> é") + "> /Producer (IMR workbench) /CreationDate (D:20140410070000Z)>>"
	if info != want {
		t.Errorf("info is %s, want %s", info, want)
	}
	if undated := build(t, New(Meta{Title: "t"}, Style{})); bytes.Contains(undated, []byte("Date")) {
		t.Error("a document without a date bears one")
	}
}

func TestOutlineNests(t *testing.T) {
	d := New(Meta{Title: "t"}, Style{})
	for _, h := range []int{1, 2, 3, 2, 1, 3} {
		d.Heading(h, fmt.Sprintf("h%d", h))
	}
	r := read(t, build(t, d))
	var b strings.Builder
	var list func(dict string, depth int)
	list = func(dict string, depth int) {
		if !strings.Contains(dict, "/First") {
			return
		}
		for at := r.get(dict, "First"); ; at = r.get(at, "Next") {
			fmt.Fprintf(&b, "%d%s ", depth, find(t, `/Title \((\w+)\)`, at))
			list(at, depth+1)
			if !strings.Contains(at, "/Next") {
				return
			}
		}
	}
	list(r.get(r.catalog(), "Outlines"), 0)
	if got := b.String(); got != "0h1 1h2 2h3 1h2 0h1 1h3 " {
		t.Errorf("outline reads %s", got)
	}
}

// TestOtherReaders asks programs that are no part of this repository.
func TestOtherReaders(t *testing.T) {
	path := filepath.Join(t.TempDir(), "specimen.pdf")
	if err := os.WriteFile(path, build(t, specimen()), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		command []string
		want    []string
	}{
		{[]string{"qpdf", "--check", path}, []string{"No syntax or stream encoding errors"}},
		{[]string{"pdftotext", path, "-"}, []string{"A title – with an é", "Result: UPHOLD", "Page 2 of "}},
		{[]string{"pdfinfo", "-struct-text", path}, []string{"Caption", "THead", "/Scope /Column", "/Scope /Row", "Lbl", "LBody", "/ListNumbering /Decimal"}},
	} {
		t.Run(tt.command[0], func(t *testing.T) {
			if _, err := exec.LookPath(tt.command[0]); err != nil {
				t.Skip("not installed")
			}
			out, err := exec.Command(tt.command[0], tt.command[1:]...).CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			for _, want := range tt.want {
				if !strings.Contains(string(out), want) {
					t.Errorf("no %q in:\n%.2000s", want, out)
				}
			}
		})
	}
}

// BenchmarkSpecimen makes a document of a letter's size and kinds of blocks.
func BenchmarkSpecimen(b *testing.B) {
	for b.Loop() {
		build(b, specimen())
	}
}
