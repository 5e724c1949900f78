package main

import (
	"bufio"
	"fmt"
	"image"
	"os"
)

// pdfWriter writes the objects of a PDF one after another and notes where each is.
type pdfWriter struct {
	out   *bufio.Writer
	at    int64
	where []int64 // of each object
}

func (w *pdfWriter) text(format string, args ...any) {
	n, _ := fmt.Fprintf(w.out, format, args...) // Flush tells of what fails
	w.at += int64(n)
}

func (w *pdfWriter) object(dictionary string, stream []byte) {
	w.where = append(w.where, w.at)
	w.text("%d 0 obj\n%s", len(w.where), dictionary)
	if stream != nil {
		w.text("\nstream\n")
		n, _ := w.out.Write(stream)
		w.at += int64(n)
		w.text("\nendstream")
	}
	w.text("\nendobj\n")
}

// writeScan writes a PDF of so many pages, each with an image stream of its own.
func writeScan(path string, sheets []*image.Gray, pages int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	scans := make([][]byte, 2*len(sheets))
	for i := range scans {
		if scans[i], err = scanned(sheets[i%len(sheets)], uint64(i)); err != nil {
			return err
		}
	}
	w := &pdfWriter{out: bufio.NewWriterSize(f, 1<<20)}
	w.text("%%PDF-1.5\n")
	w.object("<< /Type /Catalog /Pages 2 0 R >>", nil)
	kids := "<< /Type /Pages /Count " + fmt.Sprint(pages) + " /Kids ["
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 3+3*i)
	}
	w.object(kids+"] >>", nil)
	content := []byte("612 0 0 792 0 0 cm /I Do")
	for i := range pages {
		sheet, first := sheets[i%len(scans)%len(sheets)], 3+3*i
		w.object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources << /XObject << /I %d 0 R >> >> >>", first+1, first+2), nil)
		w.object(fmt.Sprintf("<< /Length %d >>", len(content)), content)
		scan := scans[i%len(scans)]
		w.object(fmt.Sprintf("<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode /Length %d >>",
			sheet.Rect.Dx(), sheet.Rect.Dy(), len(scan)), scan)
	}
	table := w.at
	w.text("xref\n0 %d\n0000000000 65535 f \n", len(w.where)+1)
	for _, at := range w.where {
		w.text("%010d 00000 n \n", at)
	}
	w.text("trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(w.where)+1, table)
	return w.out.Flush()
}
