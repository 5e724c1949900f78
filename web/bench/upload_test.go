package bench

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"imr/internal/account"
	"imr/internal/bundle"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/sample"
	"imr/web"
)

// uploadSize is that of a scan of 3,000 pages, in bytes; pieceSize is what the
// script sends in one request.
const (
	uploadSize = 280 << 20
	pieceSize  = 5 << 20
)

// uploadDesk is the application with one case and an admin who is signed in.
type uploadDesk struct {
	*casework.Desk
	by     account.Actor
	number casefile.CaseNumber
	client *http.Client
	site   string
}

func newUploadDesk(b *testing.B) *uploadDesk {
	b.Helper()
	desk, err := casework.Open(b.Context(), b.TempDir(), time.Now)
	must(b, err)
	b.Cleanup(func() { desk.Close() })
	u, err := desk.AddUser(b.Context(), operator, casework.NewUser{Email: email, Name: "Thelma Okafor", Password: password, Roles: []account.Role{account.Admin}})
	must(b, err)
	dir := filepath.Join(b.TempDir(), "bundle")
	must(b, sample.WriteBundle(dir, "case2"))
	in, err := bundle.Open(dir)
	must(b, err)
	defer in.Close()
	number, err := desk.Import(b.Context(), operator, casework.Intake{Case: in.Case, Open: func(id casefile.DocumentID) (*os.File, error) { return in.OpenFile(id) }})
	must(b, err)
	handler, err := web.New(desk, slog.New(slog.NewJSONHandler(io.Discard, nil)))
	must(b, err)
	jar, err := cookiejar.New(nil)
	must(b, err)
	d := &uploadDesk{desk, u.Act(), number, &http.Client{Jar: jar}, "http://" + serve(b, handler)}
	d.send(b, "POST", "/signin", strings.NewReader(url.Values{"email": {email}, "password": {password}}.Encode()),
		http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, http.StatusOK)
	return d
}

func (d *uploadDesk) send(b *testing.B, method, path string, body io.Reader, header http.Header, want int) *http.Response {
	b.Helper()
	request, err := http.NewRequestWithContext(b.Context(), method, d.site+path, body)
	must(b, err)
	request.Header = header
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	answer, err := d.client.Do(request)
	must(b, err)
	text, err := io.ReadAll(answer.Body)
	must(b, err)
	must(b, answer.Body.Close())
	if answer.StatusCode != want {
		b.Fatalf("%s %s answered %s: %.300s", method, path, answer.Status, text)
	}
	return answer
}

// scan is a PDF of about uploadSize bytes that no other is the same as, made while
// it is read.
func scan(n int) (io.Reader, int64) {
	block := bytes.Repeat([]byte("fiction, as good as scanned. "), 1<<15)
	times := uploadSize / len(block)
	var head strings.Builder
	table := "xref\n0 5\n0000000000 65535 f \n"
	fmt.Fprintf(&head, "%%PDF-1.4\n%% %020d\n", n)
	for i, object := range []string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>", fmt.Sprintf("<< /Length %d >>\nstream\n", times*len(block))} {
		table += fmt.Sprintf("%010d 00000 n \n", head.Len())
		fmt.Fprintf(&head, "%d 0 obj\n%s", i+1, object)
		if i < 3 {
			head.WriteString("\nendobj\n")
		}
	}
	end := "\nendstream\nendobj\n"
	at := head.Len() + times*len(block) + len(end)
	tail := fmt.Sprintf("%s%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", end, table, at)
	parts := []io.Reader{strings.NewReader(head.String())}
	for range times {
		parts = append(parts, bytes.NewReader(block))
	}
	return io.MultiReader(append(parts, strings.NewReader(tail))...), int64(at - len(end) + len(tail))
}

// BenchmarkUpload sends a large file in each way, beside writing the same bytes to
// a file on the same disk and waiting for them to be there.
func BenchmarkUpload(b *testing.B) {
	d := newUploadDesk(b)
	count := 0
	for _, way := range []struct {
		name string
		send func(*testing.B, io.Reader, int64)
	}{{"act", d.byAct}, {"form", d.byForm}, {"pieces", d.byPieces}} {
		b.Run(way.name, func(b *testing.B) {
			var ours, bare time.Duration
			var bytes int64
			most := 0.0
			for b.Loop() {
				count++
				file, size := scan(count)
				watch := watchMemory()
				start := time.Now()
				way.send(b, file, size)
				ours += time.Since(start)
				most = max(most, watch())
				bytes += size
				start = time.Now()
				writeBare(b, count)
				bare += time.Since(start)
			}
			b.ReportMetric(float64(bytes)/1e6/ours.Seconds(), "MB/s")
			b.ReportMetric(float64(bytes)/1e6/bare.Seconds(), "limit-MB/s")
			b.ReportMetric(bare.Seconds()/ours.Seconds(), "ratio")
			b.ReportMetric(most, "peak-MiB")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// writeBare is the least that a durable upload can be.
func writeBare(b *testing.B, n int) {
	b.Helper()
	path := filepath.Join(b.TempDir(), "bare")
	file, err := os.Create(path)
	must(b, err)
	content, _ := scan(n)
	_, err = io.Copy(file, content)
	must(b, err)
	must(b, file.Sync())
	must(b, file.Close())
	must(b, os.Remove(path))
}

// watchMemory returns a function that says by how many MiB the memory of this
// process, client and server, grew at most since.
func watchMemory() func() float64 {
	runtime.GC()
	used := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapInuse + m.StackInuse
	}
	before, most := used(), uint64(0)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			most = max(most, used())
			time.Sleep(20 * time.Millisecond)
		}
	}()
	return func() float64 {
		stop()
		<-done
		return float64(most-min(before, most)) / (1 << 20)
	}
}

func (d *uploadDesk) document() casework.NewDocument {
	return casework.NewDocument{File: "scan.pdf", Source: "provider", Received: calendar.MustDate("2016-04-01")}
}

func (d *uploadDesk) byAct(b *testing.B, file io.Reader, _ int64) {
	_, err := d.Upload(b.Context(), d.by, d.number, d.document(), file)
	must(b, err)
}

func (d *uploadDesk) byForm(b *testing.B, file io.Reader, _ int64) {
	var head bytes.Buffer
	form := multipart.NewWriter(&head)
	for _, field := range [][2]string{{"_csrf", ""}, {"source", "provider"}, {"received", "2016-04-01"}} {
		must(b, form.WriteField(field[0], field[1]))
	}
	_, err := form.CreateFormFile("files", "scan.pdf")
	must(b, err)
	body := io.MultiReader(&head, file, strings.NewReader("\r\n--"+form.Boundary()+"--\r\n"))
	d.send(b, "POST", "/cases/"+string(d.number)+"/upload", body, http.Header{"Content-Type": {form.FormDataContentType()}}, http.StatusOK)
}

func (d *uploadDesk) byPieces(b *testing.B, file io.Reader, size int64) {
	header := func() http.Header { return http.Header{"Tus-Resumable": {"1.0.0"}, "Accept": {"application/json"}} }
	begin := header()
	begin["Upload-Length"] = []string{strconv.FormatInt(size, 10)}
	begin["Upload-Metadata"] = []string{"filename c2Nhbi5wZGY=,source cHJvdmlkZXI=,received MjAxNi0wNC0wMQ=="}
	place := d.send(b, "POST", "/cases/"+string(d.number)+"/uploads", nil, begin, http.StatusCreated).Header.Get("Location")
	piece := make([]byte, pieceSize)
	for offset := int64(0); offset < size; {
		n, err := io.ReadFull(file, piece[:min(pieceSize, size-offset)])
		must(b, err)
		add := header()
		add["Content-Type"], add["Upload-Offset"] = []string{"application/offset+octet-stream"}, []string{strconv.FormatInt(offset, 10)}
		offset += int64(n)
		want := http.StatusNoContent
		if offset == size {
			want = http.StatusOK
		}
		d.send(b, "PATCH", place, bytes.NewReader(piece[:n]), add, want)
	}
}
