package ocr_test

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"imr/internal/ocr"
)

// BenchmarkOCR reads the same full pages with each reader that there is, tells
// the processor time of the readers a page, with their starts, and compares
// their words. The embedded one is to take at most twice the native one's time.
func BenchmarkOCR(b *testing.B) {
	pages := make([]ocr.Page, 6)
	for i := range pages {
		pages[i] = sheet{text: note(i), noise: 20, degrees: 0.4}.scan(b)
	}
	spent, read := map[string]float64{}, map[string][][]string{}
	for _, name := range []string{"native", "embedded"} {
		b.Run(name, func(b *testing.B) {
			if name == "native" && !installed() {
				b.Skip("tesseract is not installed")
			}
			e := engine(b, ocr.Config{Workers: 1, Embedded: name == "embedded"})
			before, n := childTime(b), 0
			for b.Loop() {
				for _, p := range pages {
					r, err := e.Read(b.Context(), p)
					if err != nil {
						b.Fatal(err)
					}
					read[name] = append(read[name], strings.Fields(text(r)))
					n++
				}
			}
			wall := b.Elapsed()
			if err := e.Close(); err != nil { // a child's time is known when it has ended
				b.Fatal(err)
			}
			spent[name] = (childTime(b) - before).Seconds() / float64(n)
			b.ReportMetric(spent[name], "cpu-s/page")
			b.ReportMetric(float64(n)/wall.Seconds(), "pages/s")
			if name == "embedded" && spent["native"] > 0 {
				b.ReportMetric(spent[name]/spent["native"], "x-native")
				b.ReportMetric(differ(read["native"], read[name], len(pages)), "%words-differ")
			}
		})
	}
}

// differ is in how many of 100 words the first so many pages differ.
func differ(a, b [][]string, pages int) float64 {
	words, wrong := 0, 0
	for i := range pages {
		words += len(a[i])
		wrong += distance(a[i], b[i])
	}
	return 100 * float64(wrong) / float64(words)
}

// childTime is the processor time of all children that have ended.
func childTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
