package pdfium_test

import (
	"testing"

	"imr/internal/pdfium"
)

func BenchmarkWords(b *testing.B) {
	const pages = 200
	e := engine(b, pdfium.Config{Workers: 1})
	f := onDisk(b, manyNotes(pages))
	if _, err := e.Inspect(b.Context(), f); err != nil {
		b.Fatal(err)
	}
	read := 0
	for b.Loop() {
		for _, err := range e.AllPages(b.Context(), f, "d") {
			if err != nil {
				b.Fatal(err)
			}
			read++
		}
	}
	b.ReportMetric(float64(read)/b.Elapsed().Seconds(), "pages/s")
}

func BenchmarkRender(b *testing.B) {
	const pages = 50
	e := engine(b, pdfium.Config{Workers: 1})
	f := onDisk(b, manyNotes(pages))
	if _, err := e.Inspect(b.Context(), f); err != nil {
		b.Fatal(err)
	}
	drawn := 0
	for b.Loop() {
		if _, err := e.Render(b.Context(), f, drawn%pages+1, 850); err != nil {
			b.Fatal(err)
		}
		drawn++
	}
	b.ReportMetric(float64(drawn)/b.Elapsed().Seconds(), "pages/s")
}
