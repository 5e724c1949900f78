package pdfium_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"imr/internal/fault"
	"imr/internal/pdfium"
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
	e := engine(t, pdfium.Config{Workers: 1, PageTimeout: 600 * time.Millisecond})
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
