package tagpdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

func TestJoin(t *testing.T) {
	var files [][]byte
	for n := range 3 {
		d := New(Meta{Title: fmt.Sprintf("file %d", n)}, Style{Footer: Running{Right: "{page} of {pages}"}})
		d.Heading(1, fmt.Sprintf("File %d", n))
		d.Paragraph("5 0 R (not a reference)")
		d.PageBreak()
		d.Paragraph("second page")
		files = append(files, build(t, d))
	}
	once, err := Join("Letters", files...)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Join("Letters", files...)
	if err != nil || !bytes.Equal(once, again) {
		t.Errorf("the same files give other bytes, %v", err)
	}
	if strings.Contains(string(once), "file 0") || strings.Contains(string(once), "StructTree") {
		t.Error("what is not drawn was kept")
	}
	many, err := Join("Letters", files[0], files[0], files[0], files[0], files[0])
	if err != nil || len(many) > len(once) {
		t.Errorf("one file five times has %d bytes, three others have %d; %v", len(many), len(once), err)
	}
	objects, err := objectsOf(once)
	if err != nil {
		t.Fatal(err)
	}
	pages := 0
	for _, o := range objects {
		if pageHead.Match(o) {
			pages++
		}
	}
	if pages != 6 {
		t.Errorf("there are %d pages, want 6", pages)
	}
	if _, err := Join("x", once, files[1]); err != nil {
		t.Errorf("what was joined joins no more: %v", err)
	}
}

func TestJoinRefusesWhatIsNotOurs(t *testing.T) {
	d := New(Meta{Title: "t"}, Style{})
	d.Paragraph("text")
	whole := build(t, d)
	for name, raw := range map[string][]byte{"nothing": nil, "a text": []byte("hello"), "half": whole[:len(whole)/2],
		"no table": bytes.Replace(whole, []byte("startxref\n"), []byte("startxref\n9"), 1), "moved": append([]byte("%x\n"), whole...),
		"no pages": bytes.Replace(whole, []byte("/Type /Pages"), []byte("/Type /Pagez"), 1)} {
		if _, err := Join("x", raw); err == nil {
			t.Errorf("%s was joined", name)
		}
	}
}
