package web

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"imr/internal/reading"
)

var pdfStream = regexp.MustCompile(`(?s)stream\r?\n(.*?)\r?\nendstream`)

// allOfPDF is everything that a PDF file holds: its bytes, its streams unpacked and
// the text that a reader shows.
func allOfPDF(t *testing.T, file []byte) string {
	t.Helper()
	out := string(file)
	for _, m := range pdfStream.FindAllSubmatch(file, -1) {
		r, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue // not packed
		}
		plain, _ := io.ReadAll(r) // a stream that is cut short still has a beginning
		out += "\n" + string(plain)
	}
	path := filepath.Join(t.TempDir(), "of.pdf")
	must(t, os.WriteFile(path, file, 0o600))
	f, err := os.Open(path)
	must(t, err)
	defer f.Close()
	reader := reading.New()
	defer reader.Close()
	pages, err := reader.PDF.Document(t.Context(), f, "of")
	must(t, err)
	for _, p := range pages {
		out += "\n" + p.Text()
	}
	return out
}

// everything unpacks what was sent: files of a ZIP, and PDF files within and without.
func everything(t *testing.T, a answer) string {
	t.Helper()
	switch {
	case strings.HasPrefix(a.body, "%PDF"):
		return allOfPDF(t, []byte(a.body))
	case !strings.HasPrefix(a.body, "PK\x03\x04"):
		return a.body
	}
	z, err := zip.NewReader(strings.NewReader(a.body), int64(len(a.body)))
	must(t, err)
	var out strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		content, err := io.ReadAll(r)
		must(t, err)
		out.WriteString("\n" + f.Name + "\n" + everything(t, answer{body: string(content)}))
	}
	return out.String()
}

// TestPacketLeavesWithoutItsReviewer takes the packet as a browser gets it, with the
// letters as PDF, and looks at every byte.
func TestPacketLeavesWithoutItsReviewer(t *testing.T) {
	s := openSite(t)
	s.issueOwn(t)
	director := s.as(t, "director")
	path := caseURL(own) + "/packet"
	director.get(t, path).want(t, "the page", http.StatusOK)
	a := director.post(t, path, url.Values{"profile": {"outside"}})
	a.want(t, "the packet", http.StatusOK)
	if a.header.Get("Content-Type") != "application/zip" || !strings.Contains(a.header.Get("Content-Disposition"), "-outside.zip") {
		t.Errorf("it comes as %v", a.header)
	}
	who := s.userOf(t, "reviewer")
	all := strings.ToLower(everything(t, a))
	if !strings.Contains(all, "%pdf") || !strings.Contains(all, "sha256sum") {
		t.Fatal("the packet lacks its letters or its cover")
	}
	for _, canary := range []string{who.Name, "reviewer@imr.example", string(who.ID)} {
		if strings.Contains(all, strings.ToLower(canary)) {
			t.Errorf("the packet holds %q", canary)
		}
	}
	director.post(t, path, url.Values{"profile": {"everybody"}}).want(t, "for nobody that there is", http.StatusUnprocessableEntity)
}
