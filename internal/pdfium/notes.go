package pdfium

import (
	"github.com/klippa-app/go-pdfium/requests"
)

// notes is how many annotations a page has; the fields of a form are such.
func (d *document) notes(number int) (int, error) {
	got, err := d.instance.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: d.page(number)})
	if err != nil {
		return 0, err
	}
	return got.Count, nil
}

// flatten makes what fields and annotations show a part of the page's content, of
// which alone PDFium knows the text. Afterwards the page, until leave is called, is
// the changed one. A document must be opened anew to draw it as it was.
func (d *document) flatten(number int) (leave func(), err error) {
	leave = func() {}
	count, err := d.notes(number)
	if err != nil || count == 0 {
		return leave, err
	}
	d.flat[number] = true
	// Drawing makes PDFium form the look of fields that come with a value only.
	if err := d.paint(number, canvas{1, 1, formatGray}, func([]byte, int) error { return nil }); err != nil {
		return leave, err
	}
	if err := d.removeUnseen(count); err != nil {
		return leave, err
	}
	_, err = d.instance.FPDFPage_Flatten(&requests.FPDFPage_Flatten{Page: d.page(number)})
	if err != nil {
		return leave, err
	}
	loaded, err := d.instance.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: d.ref, Index: number - 1})
	if err != nil {
		return leave, err
	}
	d.changed = &requests.Page{ByReference: &loaded.Page}
	return func() {
		d.changed = nil
		// What is left behind after an error goes with the instance.
		_, _ = d.instance.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	}, nil
}

// removeUnseen removes those of so many annotations of the page loaded last that
// are not for the screen, which flattening would show.
func (d *document) removeUnseen(count int) error {
	const noView = 1 << 5 // PDF 32000-1, table 165
	m, err := d.direct()
	if err != nil {
		return err
	}
	page := d.probe.page
	for i := count - 1; i >= 0; i-- {
		note, err := m.call("FPDFPage_GetAnnot", page, uint64(i))
		if err != nil || note == 0 {
			return err
		}
		flags, err := m.call("FPDFAnnot_GetFlags", note)
		if err != nil {
			return err
		}
		if _, err := m.call("FPDFPage_CloseAnnot", note); err != nil {
			return err
		}
		if flags&noView == 0 {
			continue
		}
		if _, err := m.call("FPDFPage_RemoveAnnot", page, uint64(i)); err != nil {
			return err
		}
	}
	return nil
}
