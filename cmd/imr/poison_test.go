package main

import (
	"bytes"
	"compress/zlib"
	"database/sql"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"imr/internal/sample"
)

// The records of the sample that are poisoned in this test: one has a page that asks
// for more memory than a worker gets, the other goes to pieces on the disk.
const (
	greedy, torn = "2016-02-09-work-status.pdf", "2015-11-12-ortho-consult.pdf"
)

// TestPoisonedFilesFailAlone has the real program read a case with files that no
// worker survives or can open. It goes on, reads all the others to their end, says of
// each poisoned one what is wrong, and reads a torn one once it is mended.
func TestPoisonedFilesFailAlone(t *testing.T) {
	t.Parallel()
	in := filepath.Join(t.TempDir(), "bundle")
	must(t, sample.WriteBundle(in, "case2"))
	must(t, os.WriteFile(filepath.Join(in, "records", greedy), greedyPDF(t), 0o600))
	sound, err := os.ReadFile(filepath.Join(in, "records", torn))
	must(t, err)
	f := folder{t.TempDir()}
	desk := open(t, f.dir)
	_, err = importBundle(t.Context(), desk, in)
	must(t, err)
	must(t, desk.Close())
	stored := storedAs(t, f, sound)
	must(t, os.WriteFile(stored, []byte("nothing of a PDF is left"), 0o600))

	p := f.serve(t)
	f.idle(t)
	must(t, p.command.Process.Signal(syscall.Signal(0))) // it lives
	states := func() map[string]string {
		out := map[string]string{}
		f.query(t, func(db *sql.DB) {
			rows, err := db.Query(`SELECT d.file, group_concat(DISTINCT p.reading), (SELECT coalesce(group_concat(w.reason), '') FROM work w
				WHERE w.case_id = d.case_id AND w.document_position = d.position AND w.state = 'failed')
				FROM documents d JOIN pages p ON p.case_id = d.case_id AND p.document_position = d.position GROUP BY d.file`)
			must(t, err)
			defer rows.Close()
			for rows.Next() {
				var file, readings, failed string
				must(t, rows.Scan(&file, &readings, &failed))
				out[filepath.Base(file)] = readings + "; " + failed
			}
			must(t, rows.Err())
		})
		return out
	}
	got := states()
	for file, state := range got {
		switch file {
		case greedy:
			if !strings.Contains(state, "unreadable") || !strings.Contains(state, "text") {
				t.Errorf("%s: %s; want its bomb unreadable and the pages beside it read", file, state)
			}
		case torn:
			if !strings.HasPrefix(state, "waiting; ") || len(state) < len("waiting; ")+10 {
				t.Errorf("%s: %s; want no page read, and a reason", file, state)
			}
		default:
			if state != got["2016-01-19-pr2.pdf"] || strings.Contains(state, "waiting") {
				t.Errorf("%s: %s; want it read", file, state)
			}
		}
	}
	must(t, os.WriteFile(stored, sound, 0o600))
	f.query(t, func(db *sql.DB) {
		_, err := db.Exec("UPDATE work SET state = 'waiting', attempts = 0 WHERE state = 'failed'")
		must(t, err)
	})
	f.idle(t)
	if state := states()[torn]; strings.Contains(state, "waiting") || !strings.HasSuffix(state, "; ") {
		t.Errorf("mended, %s: %s", torn, state)
	}
}

// greedyPDF has three pages, of which the second draws a line of many million parts.
func greedyPDF(t *testing.T) []byte {
	t.Helper()
	var packed bytes.Buffer
	z, err := zlib.NewWriterLevel(&packed, zlib.BestSpeed)
	must(t, err)
	part := bytes.Repeat([]byte("10 10 m 20 20 l "), 1<<16)
	for range 300 {
		_, err := z.Write(part)
		must(t, err)
	}
	must(t, z.Close())
	page := func(content string) string {
		return "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 9 0 R>>>>/Contents " + content + ">>"
	}
	note := stream("", "BT /F 12 Tf 72 700 Td (A note of one line that says enough of the visit to be read.) Tj ET")
	return pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3>>", page("6 0 R"), page("7 0 R"), page("8 0 R"),
		note, stream("/Filter/FlateDecode", packed.String()), note, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
}

// storedAs is the stored file with the content.
func storedAs(t *testing.T, f folder, content []byte) (path string) {
	t.Helper()
	root := filepath.Join(f.dir, "documents")
	must(t, filepath.WalkDir(root, func(at string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		stored, err := os.ReadFile(at)
		if bytes.Equal(stored, content) {
			path = at
		}
		return err
	}))
	return path
}
