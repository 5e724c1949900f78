package pdfium

import (
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"

	"imr/internal/casefile"
)

// layers says what kind of page the words were found on. Shares are from 0 to 1.
type layers struct {
	Hidden  float64 `json:",omitempty"` // of the characters, drawn invisibly or under an image of the page
	Images  float64 `json:",omitempty"` // of the page's area
	Garbled float64 `json:",omitempty"` // of the characters, such as no reader can make sense of
	Drawn   bool    `json:",omitempty"` // there is something else than text
}

// What a page must have for its text to count as usable.
const (
	fewest     = 25  // characters on a page that is mostly an image
	mostly     = 0.5 // a share that counts as most
	covering   = 0.8 // the share of the page over which an image hides what is under it
	tooGarbled = 0.3
	margin     = 1. / 12 // of the page's height, where fax headers and stamps stand
)

// reading says where the words come from. A fax header or a stamp over a scan
// is no text of the page.
func (l layers) reading(words []casefile.Word, size Size) casefile.Reading {
	all, body := 0, 0
	for _, w := range words {
		n := utf8.RuneCountInString(w.Text)
		all += n
		if middle := (w.Y0 + w.Y1) / 2; middle > margin*size.Height && middle < (1-margin)*size.Height {
			body += n
		}
	}
	switch {
	case l.Garbled > tooGarbled, l.Images > mostly && body < fewest, all == 0 && l.Drawn:
		return casefile.AwaitsOCR
	case all == 0:
		return casefile.NoText
	case l.Hidden > mostly:
		return casefile.HiddenOCR
	}
	return casefile.Printed
}

// A survey looks at no more than about so many objects of a page or a form on
// it: all those at both ends, where scans stand, and some of those between.
const (
	surveyed     = 160
	surveyedEnds = 16
	deepest      = 3 // forms within forms
)

// survey gathers what a page is made of.
type survey struct {
	document *document
	number   int
	view     view
	layers   layers
	texts    []textRun
	left     int // objects that may still be looked at
}

// textRun is one text object.
type textRun struct {
	ref    references.FPDF_PAGEOBJECT
	hidden bool
}

// survey finds the layers of a page. Where PDFium fails over it, what is known
// so far must do, and the instance is not used any more.
func (d *document) survey(number int, v view) layers {
	s := survey{document: d, number: number, view: v, left: 4 * surveyed}
	if err := s.page(d.page(number)); err != nil {
		d.used = pagesPerInstance
		return s.layers
	}
	hidden, err := s.hidden()
	if err != nil {
		d.used = pagesPerInstance
	}
	s.layers.Hidden = hidden
	return s.layers
}

// page looks at the objects of a page.
func (s *survey) page(page requests.Page) error {
	count, err := s.document.instance.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return err
	}
	for i := range picks(count.Count) {
		got, err := s.document.instance.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			return err
		}
		if err := s.object(got.PageObject, upright, 0); err != nil {
			return err
		}
	}
	if count.Count > 0 {
		return nil
	}
	notes, err := s.document.instance.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: page})
	if err == nil && notes.Count > 0 {
		s.layers.Drawn = true
	}
	return err
}

// form looks at the objects of a form.
func (s *survey) form(ref references.FPDF_PAGEOBJECT, at structs.FPDF_FS_MATRIX, depth int) error {
	if depth > deepest {
		return nil
	}
	own, err := s.document.instance.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: ref})
	if err != nil {
		return err
	}
	count, err := s.document.instance.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: ref})
	if err != nil {
		return err
	}
	for i := range picks(count.Count) {
		got, err := s.document.instance.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: ref, Index: uint64(i)})
		if err != nil {
			return err
		}
		if err := s.object(got.PageObject, then(own.Matrix, at), depth); err != nil {
			return err
		}
	}
	return nil
}

// picks yields which of so many objects to look at.
func picks(count int) func(func(int) bool) {
	step := 1 + count/surveyed
	return func(yield func(int) bool) {
		for i := 0; i < count; {
			if !yield(i) {
				return
			}
			if i+1 < surveyedEnds || i+step >= count-surveyedEnds {
				i++
			} else {
				i += step
			}
		}
	}
}

// object takes one object into account.
func (s *survey) object(ref references.FPDF_PAGEOBJECT, at structs.FPDF_FS_MATRIX, depth int) error {
	s.document.handles++
	if s.left--; s.left < 0 {
		return nil
	}
	kind, err := s.document.instance.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: ref})
	if err != nil {
		return err
	}
	switch kind.Type {
	case enums.FPDF_PAGEOBJ_TEXT:
		mode, err := s.document.instance.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: ref})
		if err != nil {
			return err
		}
		s.texts = append(s.texts, textRun{ref, mode.TextRenderMode == enums.FPDF_TEXTRENDERMODE_INVISIBLE})
	case enums.FPDF_PAGEOBJ_IMAGE:
		s.layers.Drawn = true
		return s.image(ref, at)
	case enums.FPDF_PAGEOBJ_FORM:
		return s.form(ref, at, depth+1)
	default:
		s.layers.Drawn = true
	}
	return nil
}

// image adds an image's share of the page. One that covers the page hides the
// text that was drawn before it.
func (s *survey) image(ref references.FPDF_PAGEOBJECT, at structs.FPDF_FS_MATRIX) error {
	own, err := s.document.instance.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: ref})
	if err != nil {
		return err
	}
	share := s.view.share(then(own.Matrix, at))
	s.layers.Images = min(s.layers.Images+share, 1)
	if share < covering || len(s.texts) == 0 {
		return nil
	}
	glass, err := s.glass(ref)
	if err != nil || glass {
		return err
	}
	for i := range s.texts {
		s.texts[i].hidden = true
	}
	return nil
}

// glass reports whether one can see through an image. Its mask shows only in
// what PDFium makes of it, which takes time, but few images need to be asked.
func (s *survey) glass(ref references.FPDF_PAGEOBJECT) (bool, error) {
	clear, err := s.document.instance.FPDFPageObj_HasTransparency(&requests.FPDFPageObj_HasTransparency{PageObject: ref})
	if err != nil || clear.HasTransparency {
		return true, err
	}
	drawn, err := s.document.instance.FPDFImageObj_GetRenderedBitmap(&requests.FPDFImageObj_GetRenderedBitmap{
		Document: s.document.ref, Page: s.document.page(s.number), ImageObject: ref,
	})
	if err != nil {
		return true, err
	}
	pixels, err := s.document.instance.FPDFBitmap_GetBuffer(&requests.FPDFBitmap_GetBuffer{Bitmap: drawn.Bitmap})
	if err != nil {
		return true, err
	}
	opaque := 0
	for i := 3; i < len(pixels.Buffer); i += 4 {
		opaque += int(pixels.Buffer[i] >> 7)
	}
	seen := float64(opaque) < covering*float64(len(pixels.Buffer)/4)
	_, err = s.document.instance.FPDFBitmap_Destroy(&requests.FPDFBitmap_Destroy{Bitmap: drawn.Bitmap})
	return seen, err
}

// hidden is the share of hidden characters. Their number in a run is taken
// from how long it is for its height.
func (s *survey) hidden() (float64, error) {
	unseen := 0
	for _, t := range s.texts {
		if t.hidden {
			unseen++
		}
	}
	if unseen == 0 || unseen == len(s.texts) {
		return float64(unseen) / float64(max(len(s.texts), 1)), nil
	}
	var all, hidden float64
	for _, t := range s.texts {
		b, err := s.document.instance.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: t.ref})
		if err != nil {
			return 0, err
		}
		width, height := float64(b.Right-b.Left), float64(b.Top-b.Bottom)
		characters := 1 + 2*max(width, height)/max(min(width, height), 1)
		if !(characters < 1e6) {
			continue
		}
		all += characters
		if t.hidden {
			hidden += characters
		}
	}
	return hidden / max(all, 1), nil
}

// upright is the matrix that changes nothing.
var upright = structs.FPDF_FS_MATRIX{A: 1, D: 1}

// then is the matrix that does first m and then n.
func then(m, n structs.FPDF_FS_MATRIX) structs.FPDF_FS_MATRIX {
	return structs.FPDF_FS_MATRIX{
		A: m.A*n.A + m.B*n.C, B: m.A*n.B + m.B*n.D,
		C: m.C*n.A + m.D*n.C, D: m.C*n.B + m.D*n.D,
		E: m.E*n.A + m.F*n.C + n.E, F: m.E*n.B + m.F*n.D + n.F,
	}
}

// share is how much of the page's area the unit square takes under m, and 0
// where there is no telling.
func (v view) share(m structs.FPDF_FS_MATRIX) float64 {
	left := max(float64(m.E+min(m.A, 0)+min(m.C, 0)), v.left)
	right := min(float64(m.E+max(m.A, 0)+max(m.C, 0)), v.right)
	bottom := max(float64(m.F+min(m.B, 0)+min(m.D, 0)), v.bottom)
	top := min(float64(m.F+max(m.B, 0)+max(m.D, 0)), v.top)
	share := (right - left) * (top - bottom) / ((v.right - v.left) * (v.top - v.bottom))
	if right > left && top > bottom && share > 0 {
		return min(share, 1)
	}
	return 0
}
