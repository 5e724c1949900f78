package pdfium_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"imr/internal/pdfium"
	"imr/internal/worker/workertest"
)

// race compares us with a tool of Poppler's on the same file, turn by turn, and
// reports how many pages of ours a second of processor time, our own and the
// worker's, yields, and the share of what the tool does in the same time. Wall
// time would say little on a machine that does other work too.
func race(b *testing.B, f *os.File, pages int, ours func(e *pdfium.Engine) error, tool ...string) {
	e := engine(b, pdfium.Config{Workers: 1})
	if _, err := e.Inspect(b.Context(), f); err != nil {
		b.Fatal(err)
	}
	_, missing := exec.LookPath(tool[0])
	if missing != nil {
		b.Logf("no %s here to compare with", tool[0])
	}
	var used, theirs time.Duration
	rounds := 0
	for b.Loop() {
		before := processorTime(b)
		if err := ours(e); err != nil {
			b.Fatal(err)
		}
		used += processorTime(b) - before
		rounds++
		if missing == nil {
			theirs += limit(b, f, tool)
		}
	}
	b.ReportMetric(float64(rounds*pages)/used.Seconds(), "pages/cpu-s")
	if missing == nil {
		b.ReportMetric(float64(rounds*pages)/theirs.Seconds(), tool[0]+"-pages/cpu-s")
		b.ReportMetric(theirs.Seconds()/used.Seconds(), "ratio")
	}
}

// processorTime is what this process and its workers have used.
func processorTime(b *testing.B) time.Duration {
	var own syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &own); err != nil {
		b.Fatal(err)
	}
	total := time.Duration(own.Utime.Nano() + own.Stime.Nano())
	for _, pid := range workertest.Children(b) {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		if err != nil {
			b.Fatal(err)
		}
		// Counted from the state, after the name in brackets: 11 and 12, in hundredths of a second.
		fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		var user, system int64
		if _, err := fmt.Sscan(fields[11]+" "+fields[12], &user, &system); err != nil {
			b.Fatal(err)
		}
		total += time.Duration(user+system) * 10 * time.Millisecond
	}
	return total
}

// limit runs the tool on the file and returns the processor time it used.
func limit(b *testing.B, f *os.File, tool []string) time.Duration {
	cmd := exec.Command(tool[0], append(tool[1:], f.Name())...)
	if tool[0] == "pdftotext" {
		cmd.Args = append(cmd.Args, "-")
	}
	cmd.Stdout = struct{ io.Writer }{io.Discard}
	if err := cmd.Run(); err != nil {
		b.Fatal(err)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

func BenchmarkWords(b *testing.B) {
	const pages = 1000
	f := onDisk(b, manyNotes(pages))
	race(b, f, pages, func(e *pdfium.Engine) error {
		for _, err := range e.AllPages(b.Context(), f, "d") {
			if err != nil {
				return err
			}
		}
		return nil
	}, "pdftotext", "-bbox")
}

// render draws pages as encoded pictures of so many pixels' width, and reports how
// large they are.
func render(b *testing.B, f *os.File, pages, width int) func(*pdfium.Engine) error {
	return func(e *pdfium.Engine) error {
		size := 0
		for page := range pages {
			picture, err := e.Render(b.Context(), f, page+1, width)
			if err != nil {
				return err
			}
			size += len(picture.Data)
		}
		b.ReportMetric(float64(size)/float64(pages)/1000, "KB/page")
		return nil
	}
}

// BenchmarkDraw is about drawing alone: gray pixels at 100 dpi, as the tool gives them.
func BenchmarkDraw(b *testing.B) {
	for name, c := range map[string]struct {
		data  []byte
		pages int
	}{"text": {manyNotes(100), 100}, "scan": {manyScans(20), 20}} {
		b.Run(name, func(b *testing.B) {
			f := onDisk(b, c.data)
			race(b, f, c.pages, func(e *pdfium.Engine) error {
				for page := range c.pages {
					if _, err := e.Gray(b.Context(), f, page+1, 100); err != nil {
						return err
					}
				}
				return nil
			}, "pdftoppm", "-r", "100", "-gray")
		})
	}
}

// BenchmarkRender adds to the drawing what finds colour and packs the picture,
// at the width of a page and of a thumbnail. The tool packs nothing.
func BenchmarkRender(b *testing.B) {
	for name, c := range map[string]struct {
		data         []byte
		pages, width int
	}{
		"text": {manyNotes(100), 100, 850}, "text thumbnail": {manyNotes(100), 100, 120},
		"scan": {manyScans(20), 20, 850}, "scan thumbnail": {manyScans(20), 20, 120},
	} {
		b.Run(name, func(b *testing.B) {
			f := onDisk(b, c.data)
			race(b, f, c.pages, render(b, f, c.pages, c.width),
				"pdftoppm", "-gray", "-scale-to-x", fmt.Sprint(c.width), "-scale-to-y", "-1")
		})
	}
}

// manyScans is a PDF of so many gray JPEG pages at 200 dpi: lines of dark blots
// on grainy paper, no two pages alike.
func manyScans(pages int) []byte {
	sheets, extra := make([]sheet, pages), make([]string, pages)
	for i := range sheets {
		sheets[i] = sheet{attributes: fmt.Sprintf("/Resources << /XObject << /I %d 0 R >> >>", 4+2*pages+i),
			content: "612 0 0 792 0 0 cm /I Do"}
		extra[i] = stream("/Type /XObject /Subtype /Image /Width 1700 /Height 2200 /BitsPerComponent 8 "+
			"/ColorSpace /DeviceGray /Filter /DCTDecode", string(scan(1700, 2200, uint64(i))))
	}
	return makePDF(sheets, "", extra...)
}

// scan is a JPEG of a page of blots.
func scan(width, height int, seed uint64) []byte {
	random := rand.New(rand.NewPCG(seed, 1))
	m := image.NewGray(image.Rect(0, 0, width, height))
	for i := range m.Pix {
		m.Pix[i] = 235 + uint8(random.IntN(20))
	}
	for y := 150; y < height-150; y += 45 {
		for x := 150; x < width-150; x += 17 + random.IntN(3)*15 {
			dark := uint8(20 + random.IntN(60))
			for d := range 22 {
				m.Pix[(y+d)*m.Stride+x+10] = dark
				for w := range 4 {
					m.Pix[(y+d)*m.Stride+x+w+random.IntN(2)] = dark
				}
			}
		}
	}
	var out bytes.Buffer
	// A buffer takes everything.
	_ = jpeg.Encode(&out, m, &jpeg.Options{Quality: 60})
	return out.Bytes()
}
