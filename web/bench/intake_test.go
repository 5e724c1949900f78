package bench

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"imr/internal/casefile"
	"imr/internal/worker/workertest"
)

// intakePages is how many pages of typed text come in at once.
const intakePages = 1000

// BenchmarkIntake sends a file of typed pages and reads it to the end: text with word
// boxes, what each record is, pages that came in twice, the index. Beside the pages
// that a second of the clock and of all processors yields stand when the file is a
// record, when its first page is readable, and the most memory that a worker took.
// The aims: all within 60 s, the first page within 2 s, a worker under 500 MB.
func BenchmarkIntake(b *testing.B) {
	d := newUploadDesk(b)
	must(b, d.WorkUntilRead(b.Context()))
	spent := func() float64 { return rusage(b, syscall.RUSAGE_SELF) + children(b) }
	var cpu, taken, first float64
	peak, stop := watchWorkers(b)
	rounds := 0
	for b.Loop() {
		b.StopTimer()
		file := textPDF(newVocabulary(uint64(100 + rounds)))
		b.StartTimer()
		before, start := spent(), time.Now()
		a, err := d.Upload(b.Context(), d.by, d.number, d.document(), bytes.NewReader(file))
		must(b, err)
		taken += time.Since(start).Seconds()
		done := make(chan error, 1)
		go func() { done <- d.WorkUntilRead(b.Context()) }()
		for p := (casefile.Page{}); p.Reading != casefile.Printed; time.Sleep(5 * time.Millisecond) {
			p, err = d.Page(b.Context(), d.by, d.number, a.Document, 1)
			must(b, err)
		}
		first += time.Since(start).Seconds()
		must(b, <-done)
		cpu += spent() - before
		rounds++
	}
	stop()
	pages := float64(rounds * intakePages)
	b.ReportMetric(pages/b.Elapsed().Seconds(), "pages/s")
	b.ReportMetric(pages/cpu, "pages/cpu-s")
	b.ReportMetric(taken/float64(rounds), "s-to-record")
	b.ReportMetric(first/float64(rounds), "s-to-first-page")
	b.ReportMetric(float64(peak.Load())/1024, "worker-MiB")
}

// textPDF is a PDF of typed pages.
func textPDF(words *vocabulary) []byte {
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"}
	var kids []string
	for range intakePages {
		var content strings.Builder
		content.WriteString("BT /F1 11 Tf 14 TL 60 740 Td")
		for i, w := range strings.Fields(words.page()) {
			switch {
			case i == 0:
				content.WriteString(" (")
			case i%12 == 0:
				content.WriteString(") ' (")
			default:
				content.WriteString(" ")
			}
			content.WriteString(strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(w))
		}
		content.WriteString(") ' ET")
		objects = append(objects, fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", content.Len(), content.String()))
		objects = append(objects, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", len(objects)))
		kids = append(kids, fmt.Sprintf("%d 0 R", len(objects)))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids))
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for i, object := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	at := out.Len()
	fmt.Fprintf(&out, "%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", table, len(objects)+1, at)
	return out.Bytes()
}

// watchWorkers looks for the most memory, in KiB, that a worker ever took, until it is
// stopped.
func watchWorkers(b *testing.B) (peak *atomic.Int64, stop func()) {
	peak = new(atomic.Int64)
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for tick := time.NewTicker(100 * time.Millisecond); ; {
			for _, pid := range workertest.Children(b) {
				if kib := field(fmt.Sprintf("/proc/%d/status", pid), "VmHWM:"); kib > peak.Load() {
					peak.Store(kib)
				}
			}
			select {
			case <-end:
				return
			case <-tick.C:
			}
		}
	}()
	return peak, func() { close(end); <-ended }
}

// field is the number after a name in a file of /proc; 0 where it is gone.
func field(path, name string) (n int64) {
	text, _ := os.ReadFile(path)
	if _, after, found := strings.Cut(string(text), name); found {
		fmt.Sscan(after, &n) // it stays 0 where no number follows
	}
	return n
}

// rusage is the processor time of this process or of its children that ended, in seconds.
func rusage(b *testing.B, who int) float64 {
	var u syscall.Rusage
	must(b, syscall.Getrusage(who, &u))
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// children is the processor time of all children, those that live included.
func children(b *testing.B) float64 {
	total := rusage(b, syscall.RUSAGE_CHILDREN)
	for _, pid := range workertest.Children(b) {
		text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		_, after, _ := strings.Cut(string(text), ") ")
		if f := strings.Fields(after); len(f) > 12 {
			var user, system float64
			fmt.Sscan(f[11], &user)
			fmt.Sscan(f[12], &system)
			total += (user + system) / 100 // clock ticks
		}
	}
	return total
}
