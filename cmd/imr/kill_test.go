package main

import (
	"bytes"
	"compress/zlib"
	"database/sql"
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"imr/internal/pdfium"
	"imr/internal/sample"
)

// asProgram makes the binary of the tests the program itself, see TestMain.
const asProgram = "IMR_TEST_AS_PROGRAM"

// scanned is the document of the sample that comes as a scan in these tests, and
// copied the one that comes twice.
const (
	scanned, copied, copiedAs = "2016-02-09-work-status.pdf", "2015-11-12-ortho-consult.pdf", "2016-02-09-pr2.pdf"
)

// TestKilled kills the real program, and its workers, while it reads a case. At
// the end there stands what an undisturbed program leaves: nothing is lost and
// nothing done twice.
func TestKilled(t *testing.T) {
	whole := unread(t)
	calm := whole.copy(t)
	calm.finish(t)
	want := calm.state(t)
	for _, must := range []string{"ocr", "describe", "copies", "read"} {
		if !strings.Contains(want["work"], must+" done") {
			t.Fatalf("the undisturbed program did no step %q: %s", must, want["work"])
		}
	}
	t.Run("at each step", func(t *testing.T) {
		t.Parallel()
		d := whole.copy(t)
		for _, step := range []string{"read", "describe", "ocr", "copies"} {
			p := d.serve(t)
			d.until(t, "SELECT count(*) FROM work WHERE state = 'running' AND step = '"+step+"' OR state <> 'failed' AND NOT EXISTS (SELECT 1 FROM work WHERE state IN ('waiting', 'running'))")
			p.kill(t)
			d.leaseRunsOut(t)
		}
		d.finish(t)
		d.same(t, want)
	})
	t.Run("at random times", func(t *testing.T) {
		t.Parallel()
		d, seed := whole.copy(t), uint64(time.Now().UnixNano())
		t.Logf("seed %d", seed)
		random := rand.New(rand.NewPCG(seed, 0))
		for range 6 {
			p := d.serve(t)
			time.Sleep(time.Duration(random.IntN(600)) * time.Millisecond)
			p.kill(t)
			d.leaseRunsOut(t)
		}
		d.finish(t)
		d.same(t, want)
	})
	t.Run("its workers", func(t *testing.T) {
		t.Parallel()
		d := whole.copy(t)
		p := d.serve(t)
		for _, step := range []string{"read", "ocr"} {
			d.until(t, "SELECT count(*) FROM work WHERE state = 'running' AND step = '"+step+"'")
			p.killWorkers(t)
		}
		d.idle(t)
		p.kill(t)
		d.same(t, want)
	})
}

// folder is a data folder with a case in it.
type folder struct{ dir string }

// unread is a folder with a case of which nothing is read yet.
func unread(t *testing.T) folder {
	t.Helper()
	in := filepath.Join(t.TempDir(), "bundle")
	must(t, sample.WriteBundle(in, "case2"))
	asScan(t, filepath.Join(in, "records", scanned))
	twice, err := os.ReadFile(filepath.Join(in, "records", copied))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(in, "records", copiedAs), append(twice, "\n% came in again\n"...), 0o600))
	f := folder{t.TempDir()}
	desk := open(t, f.dir)
	_, err = importBundle(t.Context(), desk, in)
	must(t, err)
	must(t, desk.Close())
	return f
}

// asScan replaces the PDF by one that holds a picture of its first page alone.
func asScan(t *testing.T, path string) {
	t.Helper()
	engine := pdfium.New(pdfium.Config{})
	defer engine.Close()
	file, err := os.Open(path)
	must(t, err)
	defer file.Close()
	drawn, err := engine.Gray(t.Context(), file, 1, 150)
	must(t, err)
	must(t, os.WriteFile(path, onePicture(t, drawn.Gray), 0o600))
}

// onePicture is a PDF with one letter page that shows the picture.
func onePicture(t *testing.T, picture *image.Gray) []byte {
	t.Helper()
	var pixels bytes.Buffer
	z := zlib.NewWriter(&pixels)
	for y := range picture.Rect.Dy() {
		_, err := z.Write(picture.Pix[y*picture.Stride : y*picture.Stride+picture.Rect.Dx()])
		must(t, err)
	}
	must(t, z.Close())
	return pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
		stream(fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode",
			picture.Rect.Dx(), picture.Rect.Dy()), pixels.String()),
		stream("", "612 0 0 792 0 0 cm /I Do"))
}

func stream(dictionary, content string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dictionary, len(content), content)
}

// pdfOf is a file of the objects, of which the first is the root.
func pdfOf(objects ...string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	places := make([]int, len(objects))
	for i, object := range objects {
		places[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
	for _, at := range places {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(places)+1, xref)
	return out.Bytes()
}

func (f folder) copy(t *testing.T) folder {
	t.Helper()
	to := filepath.Join(t.TempDir(), "data")
	must(t, os.CopyFS(to, os.DirFS(f.dir)))
	return folder{to}
}

// program is the real program in a process of its own.
type program struct{ command *exec.Cmd }

// serve starts the program on the folder, which begins to work on the records.
func (f folder) serve(t *testing.T) program {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	p := program{exec.Command(self, "serve", "--addr", "127.0.0.1:0", "--data", f.dir)}
	p.command.Env = append(os.Environ(), asProgram+"=1")
	out, err := p.command.StdoutPipe()
	must(t, err)
	must(t, p.command.Start())
	t.Cleanup(func() { p.command.Process.Kill(); p.command.Wait() })
	line := make([]byte, 100)
	n, err := out.Read(line)
	if err != nil || !strings.Contains(string(line[:n]), "http://127.0.0.1:") {
		t.Fatalf("it says %q, %v", line[:n], err)
	}
	return p
}

// kill ends the program as a power cut does, and its workers with it.
func (p program) kill(t *testing.T) {
	t.Helper()
	must(t, p.command.Process.Kill())
	p.command.Wait()
}

var parentIn = regexp.MustCompile(`(?m)^PPid:\s*(\d+)$`)

// killWorkers kills the processes that the program has started.
func (p program) killWorkers(t *testing.T) {
	t.Helper()
	all, err := filepath.Glob("/proc/[0-9]*/status")
	must(t, err)
	for _, path := range all {
		status, err := os.ReadFile(path)
		if parent := parentIn.FindSubmatch(status); err != nil || parent == nil || string(parent[1]) != strconv.Itoa(p.command.Process.Pid) {
			continue // it may have ended meanwhile
		}
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		must(t, err)
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
}

func (f folder) query(t *testing.T, do func(*sql.DB)) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(f.dir, "imr.db")+"?_busy_timeout=10000")
	must(t, err)
	defer db.Close()
	do(db)
}

// until waits until the count is not 0.
func (f folder) until(t *testing.T, query string) {
	t.Helper()
	f.query(t, func(db *sql.DB) {
		for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
			n := 0
			if must(t, db.QueryRow(query).Scan(&n)); n > 0 {
				return
			}
		}
		t.Fatalf("two minutes without %s", query)
	})
}

func (f folder) idle(t *testing.T) {
	t.Helper()
	f.until(t, "SELECT NOT EXISTS (SELECT 1 FROM work WHERE state IN ('waiting', 'running'))")
}

// leaseRunsOut stands for the half minute after which a step is taken again whose
// program shows no more sign of life.
func (f folder) leaseRunsOut(t *testing.T) {
	t.Helper()
	f.query(t, func(db *sql.DB) {
		_, err := db.Exec("UPDATE work SET leased_until = 0 WHERE state = 'running'")
		must(t, err)
	})
}

// finish lets the program work until nothing waits.
func (f folder) finish(t *testing.T) {
	t.Helper()
	p := f.serve(t)
	f.idle(t)
	p.kill(t)
}

// states is what must be the same however often the program was killed. Words are
// found by the index, one after the other.
var states = map[string]string{
	"pages":     "SELECT document_position || '.' || number || ' ' || reading || ' ' || (length(words) > 60) || (print IS NULL) AS row FROM pages ORDER BY document_position, number",
	"index":     "SELECT count(*) AS row FROM page_text_docsize UNION ALL SELECT count(*) FROM page_text WHERE page_text MATCH 'knee' UNION ALL SELECT count(*) FROM page_text WHERE page_text MATCH 'status OR pharmacy'",
	"copies":    "SELECT document_position || '.' || number || ' of ' || of_position || '.' || of_number AS row FROM page_copies ORDER BY row",
	"described": "SELECT document_position || ' ' || first_page || '-' || last_page AS row FROM encounters ORDER BY document_position, first_page",
	"proposed":  "SELECT document_position || ' ' || first_page || ' ' || field || ' ' || value AS row FROM proposals ORDER BY row",
	"work":      "SELECT document_position || ' ' || step || ' ' || state AS row FROM work ORDER BY document_position, step",
	"trail":     "SELECT seq || ' ' || name || ' ' || object AS row FROM audit_events ORDER BY seq",
}

func (f folder) state(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	f.query(t, func(db *sql.DB) {
		for name, query := range states {
			var text sql.NullString
			must(t, db.QueryRow("SELECT group_concat(row, char(10)) FROM ("+query+")").Scan(&text))
			all[name] = text.String
		}
		var sound string
		if must(t, db.QueryRow("PRAGMA integrity_check").Scan(&sound)); sound != "ok" {
			t.Errorf("the database is damaged: %s", sound)
		}
	})
	return all
}

func (f folder) same(t *testing.T, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, f.state(t)); diff != "" {
		t.Errorf("what is left differs (-undisturbed +killed):\n%s", diff)
	}
	done(t, "audit", "verify", "--data", f.dir)
}
