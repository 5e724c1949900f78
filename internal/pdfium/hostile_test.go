package pdfium_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"imr/internal/fault"
	"imr/internal/pdfium"
	"imr/internal/worker/workertest"
)

func TestUnusable(t *testing.T) {
	whole := makePDF([]sheet{{content: note(1)}}, "")
	hex := strings.Repeat("5a", 32)
	locked := makePDF([]sheet{{content: note(1)}}, "/Encrypt 6 0 R /ID [<00> <00>]",
		fmt.Sprintf("<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >>", hex, hex))
	e := engine(t, pdfium.Config{Workers: 1})
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"empty":       {nil, "not a PDF"},
		"garbage":     {[]byte(strings.Repeat("fiction ", 500)), "not a PDF"},
		"late header": {append(make([]byte, 2000), whole...), "not a PDF"},
		"header only": {[]byte("%PDF-1.7\n" + strings.Repeat("fiction ", 500)), "damaged"},
		"truncated":   {whole[:len(whole)/10], "damaged"},
		"locked":      {locked, "password"},
		"no pages":    {makePDF(nil, ""), "no pages"},
		"many pages": {assemble([]string{"<< /Type /Catalog /Pages 2 0 R >>",
			"<< /Type /Pages /Kids [3 0 R] /Count 900000 >>", "<< /Type /Page /Parent 2 0 R >>"}, ""), "more than 20000 pages"},
	} {
		t.Run(name, func(t *testing.T) {
			f := onDisk(t, tt.data)
			_, err := e.Inspect(t.Context(), f)
			if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Inspect says %v, want a fault with %q", err, tt.want)
			}
			yielded := 0
			for page, err := range e.AllPages(t.Context(), f, "d") {
				yielded++
				if page.Number != 0 || !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("AllPages says %d, %v", page.Number, err)
				}
			}
			if yielded != 1 {
				t.Errorf("AllPages yields %d times, want 1", yielded)
			}
		})
	}
	if _, err := e.Inspect(t.Context(), onDisk(t, append([]byte("junk before\n"), whole...))); err != nil {
		t.Errorf("a header in the first kilobyte is refused: %v", err)
	}
}

func TestPageOutOfRange(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1})
	f := onDisk(t, manyNotes(3))
	for _, page := range []int{-1, 0, 4, 1 << 40} {
		if _, _, err := e.Words(t.Context(), f, page); !fault.Is(err, fault.Invalid) {
			t.Errorf("Words of page %d: %v", page, err)
		}
		if _, err := e.Render(t.Context(), f, page, 100); !fault.Is(err, fault.Invalid) {
			t.Errorf("Render of page %d: %v", page, err)
		}
		if _, err := e.Gray(t.Context(), f, page, 100); !fault.Is(err, fault.Invalid) {
			t.Errorf("Gray of page %d: %v", page, err)
		}
	}
}

func TestBombMissesDeadline(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1, PageTimeout: 1200 * time.Millisecond})
	f := onDisk(t, bomb())
	if len(bomb()) > 16<<10 {
		t.Errorf("the bomb has %d bytes", len(bomb()))
	}
	start := time.Now()
	_, _, err := e.Words(t.Context(), f, 2)
	if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "in time") {
		t.Errorf("the bomb gives %v after %v", err, time.Since(start))
	}
	if words, _, err := e.Words(t.Context(), f, 3); err != nil || text(words) != "after" {
		t.Errorf("the page after the bomb gives %v, %v", words, err)
	}
	var got []string
	for page, err := range e.AllPages(t.Context(), f, "d") {
		got = append(got, fmt.Sprintf("%d %s %v", page.Number, page.Text(), fault.Is(err, fault.Invalid)))
	}
	if fmt.Sprint(got) != "[1 before false 2  true 3 after false]" {
		t.Errorf("AllPages gives %q", got)
	}
}

func TestBombRunsOutOfMemory(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1, MemoryMiB: 64, PageTimeout: time.Minute})
	f := onDisk(t, bomb())
	if _, _, err := e.Words(t.Context(), f, 2); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "memory") {
		t.Errorf("the bomb gives %v", err)
	}
	if words, _, err := e.Words(t.Context(), f, 1); err != nil || text(words) != "before" {
		t.Errorf("the page before the bomb gives %v, %v", words, err)
	}
}

// TestOddFiles gives each odd file to everything that reads a page. It is read,
// or refused with a fault, within 30 seconds and bounded memory, and does not
// harm the files after it.
func TestOddFiles(t *testing.T) {
	const most = 30 * time.Second
	e := engine(t, pdfium.Config{Workers: 2, PageTimeout: 1500 * time.Millisecond, OpenTimeout: 5 * time.Second})
	sound := onDisk(t, manyNotes(1))
	files := odds()
	if len(files) < 25 {
		t.Fatalf("only %d files", len(files))
	}
	var turns, peak atomic.Int64 // the largest memory of a worker, in MiB
	t.Run("files", func(t *testing.T) {
		for _, file := range files {
			t.Run(file.name, func(t *testing.T) {
				t.Parallel()
				f := onDisk(t, file.data)
				start := time.Now()
				text, late := tryAll(t, e, f)
				if took := time.Since(start); took > most {
					t.Errorf("took %v", took)
				}
				if !late && !strings.Contains(text, file.reads) {
					t.Errorf("reads %.80q, want %q", text, file.reads)
				}
				if words, _, err := e.Words(t.Context(), sound, 1); err != nil || len(words) != 480 {
					t.Errorf("a sound file after it gives %d words, %v", len(words), err)
				}
				turns.Add(1)
				peak.Store(max(peak.Load(), workerPeak(t)))
			})
		}
	})
	t.Logf("%d files; a worker took up to %d MiB", turns.Load(), peak.Load())
	if peak.Load() > 1100 { // 512 for PDFium, the rest for pictures on their way out
		t.Errorf("a worker took %d MiB", peak.Load())
	}
}

// tryAll reads and draws the first pages of a file and returns the text of the
// first, or that it was not read in time. An error that is no fault, or a fault without a sentence, fails the test.
func tryAll(t *testing.T, e *pdfium.Engine, f *os.File) (first string, late bool) {
	check := func(what string, err error) {
		if err != nil && (!fault.Is(err, fault.Invalid) || !strings.HasSuffix(err.Error(), ".")) {
			t.Errorf("%s: %v", what, err)
		}
	}
	sizes, err := e.Inspect(t.Context(), f)
	check("Inspect", err)
	for page := 1; page <= min(len(sizes), 3); page++ {
		words, _, err := e.Words(t.Context(), f, page)
		check("Words", err)
		if page == 1 {
			first, late = text(words), err != nil && strings.Contains(err.Error(), "in time")
		}
		_, err = e.Render(t.Context(), f, page, 1240)
		check("Render", err)
		if err == nil { // what cannot be drawn once would take as long again
			_, err = e.Gray(t.Context(), f, page, 200)
			check("Gray", err)
		}
	}
	return first, late
}

// workerPeak is the most memory, in MiB, that a worker alive has held.
func workerPeak(t *testing.T) int64 {
	var most int64
	for _, pid := range workertest.Children(t) {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if err != nil {
			continue // it has ended
		}
		_, rest, _ := strings.Cut(string(status), "VmHWM:")
		var kib int64
		if _, err := fmt.Sscan(rest, &kib); err == nil { // one that is ending has none
			most = max(most, kib>>10)
		}
	}
	return most
}

// TestSpoiledFiles changes bytes of a sound file at random places: whatever
// comes of it, it is text, pictures or a fault, and never a failure of ours.
func TestSpoiledFiles(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 2})
	whole := makePDF([]sheet{{content: note(1)}, {content: note(2)}}, "")
	random := rand.New(rand.NewPCG(1, 2))
	read := 0
	for range 40 {
		data := slices.Clone(whole)
		for range 1 + random.IntN(60) {
			data[9+random.IntN(len(data)-9)] = byte(random.Uint32())
		}
		f := onDisk(t, data)
		for _, err := range e.AllPages(t.Context(), f, "d") {
			if err != nil && !fault.Is(err, fault.Invalid) {
				t.Fatal(err)
			}
			read++
		}
		if _, err := e.Render(t.Context(), f, 2, 300); err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatal(err)
		}
	}
	if read < 40 {
		t.Errorf("only %d answers", read)
	}
}
