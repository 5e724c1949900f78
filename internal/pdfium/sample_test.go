package pdfium_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sheet is one page of a small PDF made for a test. All texts are fiction.
type sheet struct {
	attributes string // of the page, besides the usual ones
	content    string
	filter     string // how the content is packed
}

// makePDF makes a PDF of the sheets: catalog 1, page tree 2, font 3, then a
// page and its content for each sheet, then the extra objects. The trailer
// adds to the trailer's dictionary.
func makePDF(sheets []sheet, trailer string, extra ...string) []byte {
	var kids []string
	objects := []string{"", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"}
	for i, s := range sheets {
		kids = append(kids, fmt.Sprintf("%d 0 R", 4+2*i))
		box := "/MediaBox [0 0 612 792]"
		if strings.Contains(s.attributes, "/MediaBox") {
			box = ""
		}
		resources := "/Resources << /Font << /F1 3 0 R >> >>"
		if strings.Contains(s.attributes, "/Resources") {
			resources = ""
		}
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R %s %s /Contents %d 0 R %s >>", box, resources, 5+2*i, s.attributes),
			stream(s.filter, s.content))
	}
	objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(sheets))
	objects = append(objects, extra...)
	return assemble(objects, trailer)
}

// assemble writes objects, numbered from 1, with their table.
func assemble(objects []string, trailer string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, table)
	return b.Bytes()
}

// stream makes a stream object.
func stream(attributes, content string) string {
	return fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(content), attributes, content)
}

// show is the operators that print a text at a place.
func show(x, y float64, text string) string {
	return fmt.Sprintf("BT /F1 12 Tf %g %g Td (%s) Tj ET\n", x, y, text)
}

// note is a page full of invented text: 40 lines of 12 words.
func note(page int) string {
	var b strings.Builder
	for l := range 40 {
		b.WriteString(show(50, 740-float64(l)*17, fmt.Sprintf(
			"Page %d line %d: lumbar flexion 40/60, pain 5/10, continue home exercises.", page, l)))
	}
	return b.String()
}

// manyNotes is a PDF of so many pages of notes.
func manyNotes(pages int) []byte {
	sheets := make([]sheet, pages)
	for i := range sheets {
		sheets[i].content = note(i + 1)
	}
	return makePDF(sheets, "")
}

// bomb is a PDF of a few kilobytes, deflated twice, whose middle page of three
// holds 300 MB of operators that change colours: seconds of work, whose memory
// ends at last.
func bomb() []byte {
	twice := deflate(deflate(strings.Repeat("0 g 1 g 0.5 G ", 75_000), 300), 1)
	return makePDF([]sheet{
		{content: show(72, 700, "before")},
		{filter: "/Filter [/FlateDecode /FlateDecode]", content: twice},
		{content: show(72, 700, "after")},
	}, "")
}

// deflate compresses so many copies of s, which is longer than the 32 KiB that
// compression looks back over. All copies after the first are therefore packed
// the same, and two need to be packed. The checksum at the end is left out.
func deflate(s string, copies int) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	var ends [2]int
	for i := range ends {
		// A buffer takes everything.
		_, _ = w.Write([]byte(s))
		_ = w.Flush()
		ends[i] = b.Len()
	}
	again := b.Bytes()[ends[0]:ends[1]]
	const lastBlock = "\x03\x00"
	return string(b.Bytes()[:ends[0]]) + strings.Repeat(string(again), copies-1) + lastBlock
}

// onDisk writes data to a file of the test and opens it.
func onDisk(t testing.TB, data []byte) *os.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "record.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}
