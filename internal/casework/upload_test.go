package casework

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/chronology"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// pdfOf is a PDF with one page for each text, whose lines are printed as they are.
func pdfOf(pages ...string) []byte {
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"}
	var kids []string
	for _, text := range pages {
		content := "BT /F1 12 Tf 14 TL 72 720 Td (" + strings.Join(strings.Split(text, "\n"), ") ' (") + ") ' ET"
		objects = append(objects, fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content))
		objects = append(objects, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", len(objects)))
		kids = append(kids, fmt.Sprintf("%d 0 R", len(objects)))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids))
	return assemblePDF(objects, "")
}

func assemblePDF(objects []string, trailer string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, table)
	return b.Bytes()
}

// lockedPDF needs a password that nobody has.
func lockedPDF() []byte {
	hex := strings.Repeat("5a", 32)
	return assemblePDF([]string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>", fmt.Sprintf("<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >>", hex, hex)},
		"/Encrypt 4 0 R /ID [<00> <00>] ")
}

var received = calendar.MustDate("2020-06-20")

func sent(file string) NewDocument {
	return NewDocument{File: file, Source: "provider", Received: received}
}

func (o *office) upload(t *testing.T, file string, content []byte) (Arrival, error) {
	t.Helper()
	return o.Upload(t.Context(), o.act("admin"), worked, sent(file), bytes.NewReader(content))
}

// left lists what lies in the folder of files that come in.
func (o *office) left(t *testing.T) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(o.Incoming())
	must(t, err)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

const ownVisit = "PROGRESS REPORT\nPatient: Emil Haroutunian   DOB: 09/30/1973\nThe pain is unchanged. Quillwork."

func TestUploadBecomesADocument(t *testing.T) {
	o := openOffice(t)
	before, files := o.head(t), storedFiles(t, o)
	content := pdfOf(ownVisit, "Page two.")
	a, err := o.upload(t, `C:\Scans\Visit of <June> 2020.PDF`, content)
	must(t, err)
	c, err := o.Case(t.Context(), o.act("admin"), worked)
	must(t, err)
	doc, _ := c.Document(a.Document)
	want := casefile.Document{ID: a.Document, File: "records/Visit of June 2020.pdf", Title: "Visit of June 2020", Kind: "other", Received: received,
		Source: "provider", SHA256: doc.SHA256, Pages: 2}
	if doc != want || len(doc.SHA256) != 64 {
		t.Errorf("the document is %+v, want %+v", doc, want)
	}
	stored, err := o.OpenFile(doc)
	must(t, err)
	got, err := io.ReadAll(stored)
	must(t, errors.Join(err, stored.Close()))
	if !bytes.Equal(got, content) || storedFiles(t, o) != files+1 || len(o.left(t)) != 0 {
		t.Errorf("%d bytes are stored, want %d; %d files more; left %q", len(got), len(content), storedFiles(t, o)-files, o.left(t))
	}
	if now := o.head(t); now.Seq != before.Seq+1 {
		t.Errorf("%d events, want 1", now.Seq-before.Seq)
	}
	must(t, o.WorkUntilRead(t.Context()))
	records, err := o.Records(t.Context(), o.act("reviewer"), worked, chronology.ByArrival)
	must(t, err)
	read := 0
	for _, p := range records.Pages {
		if p.Document == a.Document && p.Reading == casefile.Printed {
			read++
		}
	}
	if read != 2 {
		t.Errorf("%d pages of it are read, want 2", read)
	}
	again, found, err := o.Arrived(t.Context(), o.act("admin"), worked, a.ID)
	if must(t, err); !found || again.Document != a.Document || again.Size != int64(len(content)) {
		t.Errorf("asked again: %+v, %v", again, found)
	}
}

func TestUploadRefused(t *testing.T) {
	o := openOffice(t)
	c, err := o.Case(t.Context(), o.act("admin"), worked)
	must(t, err)
	first, err := o.OpenFile(c.Documents[0])
	must(t, err)
	copied, err := io.ReadAll(first)
	must(t, errors.Join(err, first.Close()))
	must(t, second(o.upload(t, "other.pdf", pdfOf("Patient: Desmond Okpara"))))
	before, files, left := o.head(t), storedFiles(t, o), len(o.left(t))
	for name, tt := range map[string]struct {
		by      string
		number  casefile.CaseNumber
		doc     NewDocument
		content []byte
		want    fault.Kind
		says    string
	}{
		"empty":                   {content: nil, want: fault.Invalid, says: "not a PDF"},
		"not a PDF":               {content: []byte("notes"), want: fault.Invalid, says: "not a PDF"},
		"encrypted":               {content: lockedPDF(), want: fault.Invalid, says: "password"},
		"damaged":                 {content: []byte("%PDF-1.7\n" + strings.Repeat("fiction ", 500)), want: fault.Invalid, says: "damaged"},
		"no pages":                {content: pdfOf(), want: fault.Invalid, says: "no pages"},
		"an exact copy":           {content: copied, want: fault.Conflict, says: "same as document " + string(c.Documents[0].ID)},
		"an exact copy kept":      {content: pdfOf("Patient: Desmond Okpara"), want: fault.Conflict, says: "kept apart"},
		"no source":               {doc: NewDocument{File: "a.pdf", Received: received}, content: pdfOf(ownVisit), want: fault.Invalid, says: "who sent"},
		"no date":                 {doc: NewDocument{File: "a.pdf", Source: "provider"}, content: pdfOf(ownVisit), want: fault.Invalid, says: "date"},
		"a date to come":          {doc: NewDocument{File: "a.pdf", Source: "provider", Received: calendar.MustDate("2026-11-25")}, content: pdfOf(ownVisit), want: fault.Invalid, says: "after today"},
		"by the reviewer":         {by: "reviewer", content: pdfOf(ownVisit), want: fault.Forbidden, says: "Only an admin"},
		"by another reviewer":     {by: "other", content: pdfOf(ownVisit), want: fault.NotFound},
		"to a case that is not":   {number: "CM14-9999999", content: pdfOf(ownVisit), want: fault.NotFound},
		"by the auditor":          {by: "auditor", content: pdfOf(ownVisit), want: fault.NotFound},
		"by the medical director": {by: "director", content: pdfOf(ownVisit), want: fault.NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			if tt.by == "" {
				tt.by = "admin"
			}
			if tt.number == "" {
				tt.number = worked
			}
			if tt.doc.File == "" {
				tt.doc = sent("a.pdf")
			}
			_, err := o.Upload(t.Context(), o.act(tt.by), tt.number, tt.doc, bytes.NewReader(tt.content))
			if wantKind(t, name, err, tt.want); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("Upload says %v, want %q", err, tt.says)
			}
			if o.head(t) != before || storedFiles(t, o) != files || len(o.left(t)) != left {
				t.Errorf("the refused file left an event or a file behind: %q", o.left(t))
			}
		})
	}
}

func TestUploadOfTooMuch(t *testing.T) {
	for name, tt := range map[string]struct {
		bytes int
		kind  fault.Kind
	}{"just as much": {10, 0}, "one more": {11, fault.Invalid}} {
		read, err := io.ReadAll(&upTo{strings.NewReader(strings.Repeat("x", tt.bytes)), 10})
		if wantKind(t, name, err, tt.kind); err == nil && len(read) != tt.bytes {
			t.Errorf("%s: %d bytes", name, len(read))
		}
	}
}

func TestUploadAfterSigning(t *testing.T) {
	o := openOffice(t)
	must(t, o.sign(t, o.shown(t), password))
	before := o.head(t)
	_, err := o.upload(t, "late.pdf", pdfOf(ownVisit))
	if wantKind(t, "a record after signing", err, fault.Forbidden); !strings.Contains(err.Error(), "signed") || o.head(t) != before || len(o.left(t)) != 0 {
		t.Errorf("it says %v and leaves %q", err, o.left(t))
	}
}

// TestUploadsThatMeet: of the same file sent by several at once one is stored.
func TestUploadsThatMeet(t *testing.T) {
	o := openOffice(t)
	files := storedFiles(t, o)
	var wg sync.WaitGroup
	errs := make([]error, 6)
	for i := range errs {
		wg.Go(func() {
			_, errs[i] = o.Upload(t.Context(), o.act("admin"), worked, sent("same.pdf"), bytes.NewReader(pdfOf(ownVisit)))
		})
	}
	wg.Wait()
	taken := 0
	for _, err := range errs {
		if err == nil {
			taken++
		} else if wantKind(t, "the second", err, fault.Conflict); false {
			break
		}
	}
	if taken != 1 || storedFiles(t, o) != files+1 || len(o.left(t)) != 0 {
		t.Errorf("%d were taken in, %d files more, left %q", taken, storedFiles(t, o)-files, o.left(t))
	}
}

// untilStored is a context that ends when the file gets its place among the documents.
type untilStored struct {
	context.Context
	stored func() bool
}

func (c untilStored) Err() error {
	if c.stored() {
		return context.Canceled
	}
	return c.Context.Err()
}

// TestUploadCutOffBetweenFileAndRow: the machine stops when the file is stored and
// the document is not. It goes on, or a day later nothing of it is left.
func TestUploadCutOffBetweenFileAndRow(t *testing.T) {
	const id = "AAAAAAAAAAAAAAAAAAAAAAAAAA"
	cutOff := func(t *testing.T) (*office, int) {
		o := openOffice(t)
		files := storedFiles(t, o)
		must(t, os.WriteFile(filepath.Join(o.Incoming(), id), pdfOf(ownVisit), 0o600))
		must(t, os.WriteFile(filepath.Join(o.Incoming(), id+".info"), []byte("{}"), 0o600))
		ctx := untilStored{t.Context(), func() bool { return storedFiles(t, o) > files }}
		_, err := o.FinishUpload(ctx, o.act("admin"), worked, id, sent("cut.pdf"))
		c, err2 := o.Case(t.Context(), o.act("admin"), worked)
		must(t, err2)
		if err == nil || fault.Of(err) != nil || storedFiles(t, o) != files+1 || len(o.left(t)) != 2 || strings.Contains(fmt.Sprint(c.Documents), "cut") {
			t.Fatalf("cut off: %v, %d files more, left %q", err, storedFiles(t, o)-files, o.left(t))
		}
		must(t, o.Close())
		o.open(t)
		return o, files
	}
	t.Run("it goes on", func(t *testing.T) {
		o, files := cutOff(t)
		a, err := o.FinishUpload(t.Context(), o.act("admin"), worked, id, sent("cut.pdf"))
		if must(t, err); a.Document == "" || storedFiles(t, o) != files+1 || len(o.left(t)) != 0 {
			t.Errorf("%+v, %d files more, left %q", a, storedFiles(t, o)-files, o.left(t))
		}
	})
	t.Run("nobody comes back", func(t *testing.T) {
		o, files := cutOff(t)
		must(t, o.ClearUploads(t.Context()))
		if len(o.left(t)) != 2 {
			t.Errorf("within a day only %q is left", o.left(t))
		}
		for _, name := range o.left(t) {
			must(t, os.Chtimes(filepath.Join(o.Incoming(), name), time.Time{}, workday.Add(-25*time.Hour)))
		}
		must(t, o.ClearUploads(t.Context()))
		if len(o.left(t)) != 0 || storedFiles(t, o) != files {
			t.Errorf("after a day %q is left, and %d files more", o.left(t), storedFiles(t, o)-files)
		}
	})
}

// TestClearUploadsKeeps: what a document or a decision needs stays.
func TestClearUploadsKeeps(t *testing.T) {
	o := openOffice(t)
	apart, err := o.upload(t, "other.pdf", pdfOf("Patient: Desmond Okpara"))
	must(t, err)
	a, err := o.upload(t, "own.pdf", pdfOf(ownVisit))
	must(t, err)
	// a second name that was left of the document's file, as after a kill at the very end
	must(t, os.WriteFile(filepath.Join(o.Incoming(), a.ID), pdfOf(ownVisit), 0o600))
	must(t, os.WriteFile(filepath.Join(o.dir, "documents", "incoming-OLD"), []byte("half"), 0o600))
	old := workday.Add(-25 * time.Hour)
	for _, path := range []string{filepath.Join(o.Incoming(), a.ID), filepath.Join(o.Incoming(), apart.ID), filepath.Join(o.dir, "documents", "incoming-OLD")} {
		must(t, os.Chtimes(path, old, old))
	}
	files := storedFiles(t, o)
	must(t, o.ClearUploads(t.Context()))
	if left := o.left(t); len(left) != 1 || left[0] != apart.ID || storedFiles(t, o) != files-1 {
		t.Errorf("left %q, want only %s; %d files fewer, want 1", left, apart.ID, files-storedFiles(t, o))
	}
	must(t, o.WorkUntilRead(t.Context()))
	must(t, second(o.TakeIn(t.Context(), o.act("admin"), worked, apart.ID, "a second name")))
}

func TestProgressAndRetry(t *testing.T) {
	o := openOffice(t)
	a, err := o.upload(t, "own.pdf", pdfOf(ownVisit, ownVisit))
	must(t, err)
	find := func() DocumentProgress {
		t.Helper()
		p, err := o.Progress(t.Context(), o.act("reviewer"), worked)
		must(t, err)
		for _, d := range p.Documents {
			if d.ID == a.Document {
				return d
			}
		}
		t.Fatal("the document is not in the list")
		return DocumentProgress{}
	}
	if d := find(); d.Step != sqlite.ReadText || d.Read != 0 || d.Pages != 2 {
		t.Errorf("before: %+v", d)
	}
	wantKind(t, "nothing has failed", o.Retry(t.Context(), o.act("reviewer"), worked, a.Document), fault.Conflict)
	must(t, o.db.Background(t.Context(), func(tx *sqlite.Tx) error {
		j, _, err := tx.Claim(false, lease)
		return errors.Join(err, tx.Fail(j, "The reader is tired."))
	}))
	if d := find(); d.Step != "" || len(d.Failed) != 1 || d.Failed[0].Reason != "The reader is tired." {
		t.Errorf("failed: %+v", d)
	}
	wantKind(t, "a stranger tries again", o.Retry(t.Context(), o.act("other"), worked, a.Document), fault.NotFound)
	must(t, o.Retry(t.Context(), o.act("reviewer"), worked, a.Document))
	must(t, o.WorkUntilRead(t.Context()))
	p, err := o.Progress(t.Context(), o.act("admin"), worked)
	must(t, err)
	if d := find(); d.Step != "" || d.Read != 2 || len(d.Failed) != 0 || p.Going() {
		t.Errorf("after: %+v, going %v", d, p.Going())
	}
	wantKind(t, "progress of another's case", second(o.Progress(t.Context(), o.act("other"), worked)), fault.NotFound)
}
