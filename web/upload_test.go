package web

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"imr/internal/casefile"
)

// pdfOf is a PDF with one page that bears the words, made longer by so many bytes.
func pdfOf(words string, ballast int) []byte {
	content := "BT /F1 12 Tf 72 720 Td (" + words + ") Tj ET"
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [5 0 R] /Count 1 >>", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", ballast, strings.Repeat("x", ballast))}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, o := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", table, len(objects)+1, at)
	return b.Bytes()
}

const ownPatient = "Patient: Emil Haroutunian"

// filesForm is a form with files as a browser without scripts sends it.
func filesForm(t *testing.T, token string, files map[string][]byte) (io.Reader, http.Header) {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for _, field := range [][2]string{{"_csrf", token}, {"source", "provider"}, {"received", "2020-07-01"}} {
		must(t, form.WriteField(field[0], field[1]))
	}
	for name, content := range files {
		w, err := form.CreateFormFile("files", name)
		must(t, err)
		_, err = w.Write(content)
		must(t, err)
	}
	must(t, form.Close())
	return &b, http.Header{"Content-Type": {form.FormDataContentType()}}
}

func (s *site) documents(t *testing.T) int {
	t.Helper()
	c, err := s.desk.Case(t.Context(), s.actor(t, "admin"), own)
	must(t, err)
	return len(c.Documents)
}

const toOwn = "/cases/" + string(own) + "/upload"

func TestUploadByForm(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "admin")
	before, events := s.documents(t), s.events(t)
	body, header := filesForm(t, "", map[string][]byte{"good.pdf": pdfOf(ownPatient, 3<<20), "bad.pdf": []byte("no PDF")})
	a := b.do(t, http.MethodPost, toOwn, body, header)
	a.want(t, "one good and one bad", http.StatusUnprocessableEntity)
	if s.documents(t) != before+1 || s.events(t) != events+1 || !strings.Contains(a.body, "This file is not a PDF.") || !strings.Contains(a.body, "It is document d") {
		t.Errorf("%d documents and %d events more, and the page\n%.500s", s.documents(t)-before, s.events(t)-events, a.body)
	}
	body, header = filesForm(t, "", nil)
	a = b.do(t, http.MethodPost, toOwn, body, header)
	if a.want(t, "no file", http.StatusUnprocessableEntity); !strings.Contains(a.body, "Choose at least one PDF file.") {
		t.Error("the page does not say that a file lacks")
	}
}

// TestUploadFormIsFromOurPage: the token of a form with files is looked at before
// any of its files.
func TestUploadFormIsFromOurPage(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "admin")
	delete(b.header, "Sec-Fetch-Site") // an old browser, for which the token counts
	page := b.get(t, toOwn)
	token := page.fields(t, toOwn).Get("_csrf")
	before := s.documents(t)
	for name, tt := range map[string]struct {
		site, token string
		want        int
	}{
		"the page's token":     {"", token, http.StatusOK},
		"another token":        {"", "forged", http.StatusForbidden},
		"no token":             {"", "", http.StatusForbidden},
		"another site's page":  {"cross-site", token, http.StatusForbidden},
		"a page of our domain": {"same-site", "forged", http.StatusForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			body, header := filesForm(t, tt.token, map[string][]byte{name + ".pdf": pdfOf(ownPatient+" "+name, 10)})
			if tt.site != "" {
				header.Set("Sec-Fetch-Site", tt.site)
			}
			b.do(t, http.MethodPost, toOwn, body, header).want(t, name, tt.want)
		})
	}
	if s.documents(t) != before+1 {
		t.Errorf("%d documents more, want 1", s.documents(t)-before)
	}
}

// tusCall is a request of the protocol tus.
func (b *browser) tusCall(t *testing.T, method, path string, content []byte, header map[string]string) answer {
	t.Helper()
	h := http.Header{"Tus-Resumable": {"1.0.0"}, "Accept": {"application/json"}}
	for name, value := range header {
		h.Set(name, value)
	}
	return b.do(t, method, path, bytes.NewReader(content), h)
}

func notes(pairs ...string) map[string]string {
	var out []string
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, pairs[i]+" "+base64.StdEncoding.EncodeToString([]byte(pairs[i+1])))
	}
	return map[string]string{"Upload-Metadata": strings.Join(out, ",")}
}

func (b *browser) begin(t *testing.T, number casefile.CaseNumber, size int) answer {
	t.Helper()
	header := notes("filename", "scan.pdf", "source", "provider", "received", "2020-07-01", "modified", "7")
	header["Upload-Length"] = strconv.Itoa(size)
	return b.tusCall(t, http.MethodPost, address("/cases/:number/uploads", number), nil, header)
}

func (b *browser) add(t *testing.T, place string, offset int, content []byte) answer {
	t.Helper()
	return b.tusCall(t, http.MethodPatch, place, content, map[string]string{"Content-Type": "application/offset+octet-stream", "Upload-Offset": strconv.Itoa(offset)})
}

func TestUploadInPieces(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "admin")
	content := pdfOf(ownPatient, 4<<20) // more than a page's form may be
	for _, number := range []casefile.CaseNumber{own, foreign} {
		began := b.begin(t, number, len(content))
		began.want(t, "beginning", http.StatusCreated)
		place := began.header.Get("Location")
		if !strings.HasPrefix(place, address("/cases/:number/uploads/", number)) {
			t.Fatalf("the place is %s", place)
		}
		first := len(content) - 1<<20
		b.add(t, place, 0, content[:first]).want(t, "the first piece", http.StatusNoContent)
		b.add(t, place, 0, content[:first]).want(t, "the first piece again", http.StatusConflict)
		if page := b.get(t, address(uploadPath, number)); !strings.Contains(page.body, "3 MB of 4 MB") {
			t.Error("the page does not show what is not finished")
		}
		head := b.tusCall(t, http.MethodHead, place, nil, nil)
		if head.want(t, "asking", http.StatusOK); head.header.Get("Upload-Offset") != strconv.Itoa(first) {
			t.Errorf("the offset is %s, want %d", head.header.Get("Upload-Offset"), first)
		}
		last := b.add(t, place, first, content[first:])
		if last.want(t, "the last piece", http.StatusOK); !strings.Contains(last.body, "Taken in") {
			t.Errorf("the last answer is %s", last.body)
		}
		// the answer was lost on its way, so the script asks and sends again
		head = b.tusCall(t, http.MethodHead, place, nil, nil)
		if head.want(t, "asking again", http.StatusOK); head.header.Get("Upload-Offset") != strconv.Itoa(len(content)) {
			t.Errorf("the offset is %s of %d", head.header.Get("Upload-Offset"), len(content))
		}
		if again := b.add(t, place, first, content[first:]); again.status != http.StatusOK || strings.TrimSpace(again.body) != last.body {
			t.Errorf("the last piece again: %d %s", again.status, again.body)
		}
	}
	if left, err := filepath.Glob(filepath.Join(s.desk.Incoming(), "*")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

// TestUploadGoesOnAfterTheLastPiece: the program was stopped when all of a file was
// there and nothing had come of it yet.
func TestUploadGoesOnAfterTheLastPiece(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "admin")
	content := pdfOf(ownPatient, 10)
	place := b.begin(t, own, len(content)).header.Get("Location")
	must(t, os.WriteFile(filepath.Join(s.desk.Incoming(), filepath.Base(place)), content, 0o600))
	before := s.documents(t)
	if head := b.tusCall(t, http.MethodHead, place, nil, nil); head.status != http.StatusOK || s.documents(t) != before+1 {
		t.Errorf("%d, %d documents more", head.status, s.documents(t)-before)
	}
}

func TestUploadInPiecesRefused(t *testing.T) {
	s := openSite(t)
	admin := s.as(t, "admin")
	content := []byte("this is no PDF")
	place := admin.begin(t, own, len(content)).header.Get("Location")
	elsewhere := strings.Replace(place, string(own), "CM20-00%2F%C3%BC%3B07", 1)
	for name, tt := range map[string]struct {
		ask  func() answer
		want int
		says string
	}{
		"a reviewer's piece":       {func() answer { return s.as(t, "reviewer").add(t, place, 0, content) }, 404, ""},
		"nobody's piece":           {func() answer { return s.browser(t).add(t, place, 0, content) }, 401, "session has ended"},
		"beside another case":      {func() answer { return admin.add(t, elsewhere, 0, content) }, 404, "no such transfer"},
		"a way out of the folder":  {func() answer { return admin.add(t, toOwn+"s/..%2Fimr.db", 0, content) }, 404, "no such transfer"},
		"more than the disk holds": {func() answer { return admin.begin(t, own, 1<<55) }, 507, "The disk of the server is too full"},
		"too large":                {func() answer { return admin.begin(t, own, 501<<20) }, 413, ""},
		"without a source": {func() answer {
			return admin.tusCall(t, http.MethodPost, toOwn+"s", nil, map[string]string{"Upload-Length": "5"})
		}, 422, "who sent"},
		"not a PDF": {func() answer { return admin.add(t, place, 0, content) }, 422, "This file is not a PDF."},
	} {
		t.Run(name, func(t *testing.T) {
			a := tt.ask()
			a.want(t, name, tt.want)
			var said struct{ Message string }
			if tt.says != "" && (json.Unmarshal([]byte(a.body), &said) != nil || !strings.Contains(said.Message, tt.says)) {
				t.Errorf("it says %q, want %q", a.body, tt.says)
			}
		})
	}
	if strings.Contains(s.log.String(), `"level":"ERROR"`) || strings.Contains(s.log.String(), "scan.pdf") {
		t.Errorf("the log says\n%s", s.log)
	}
}

func TestUploadStopped(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "admin")
	place := b.begin(t, own, 100).header.Get("Location")
	b.add(t, place, 0, []byte("%PDF-1.4 half")).want(t, "half", http.StatusNoContent)
	b.tusCall(t, http.MethodDelete, place, nil, nil).want(t, "stopping", http.StatusNoContent)
	if left, err := filepath.Glob(filepath.Join(s.desk.Incoming(), "*")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

// TestProgressCostsNothing: what is known is not sent again, and a page that asks
// by itself does not keep its session alive.
func TestProgressCostsNothing(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	first := b.get(t, address("/cases/:number/progress", own))
	first.want(t, "the first look", http.StatusOK)
	again := b.do(t, http.MethodGet, address("/cases/:number/progress", own), nil, http.Header{"If-None-Match": {first.header.Get("ETag")}})
	if again.want(t, "the second", http.StatusNotModified); again.body != "" {
		t.Errorf("%d bytes were sent again", len(again.body))
	}
	for range 4 {
		s.clock.move(9 * time.Minute)
		b.get(t, address("/cases/:number/progress", own))
	}
	b.do(t, http.MethodGet, address("/cases/:number/progress", own), nil, http.Header{"Accept": {"application/json"}}).want(t, "after half an hour", http.StatusUnauthorized)
}
