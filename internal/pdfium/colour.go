package pdfium

import (
	"github.com/klippa-app/go-pdfium/enums"
)

// palette looks for colour among the objects of a page, so that a page that
// has none can be drawn in gray, which takes half the time. Where it cannot be
// sure, there is colour; then the picture itself will tell.
type palette struct {
	*module
	page  uint64
	fonts map[uint64]bool // those that are known to have no colours of their own
	left  int             // objects that may still be looked at
}

// mostInspected is how many objects a page may have to be looked through.
const mostInspected = 3000

// isGray reports whether all that stands on a page is certainly gray.
func (d *document) isGray(number int) (bool, error) {
	notes, err := d.notes(number)
	if err != nil || notes > 0 {
		return false, err
	}
	m, err := d.direct()
	if err != nil {
		return false, err
	}
	p := palette{module: m, page: d.probe.page, fonts: map[uint64]bool{}, left: mostInspected}
	return p.all("FPDFPage_CountObjects", "FPDFPage_GetObject", p.page, 0)
}

// all reports whether all objects of a page, or of a form on it, are gray.
func (p *palette) all(count, get string, of uint64, depth int) (bool, error) {
	n, err := p.call(count, of)
	if err != nil || depth > deepest || int(int32(n)) > p.left {
		return false, err
	}
	p.left -= int(int32(n))
	for i := range uint64(max(int32(n), 0)) {
		object, err := p.call(get, of, i)
		if err != nil || object == 0 {
			return false, err
		}
		if gray, err := p.object(object, depth); !gray {
			return false, err
		}
	}
	return true, nil
}

// object reports whether one object is gray.
func (p *palette) object(object uint64, depth int) (bool, error) {
	kind, err := p.call("FPDFPageObj_GetType", object)
	if err != nil {
		return false, err
	}
	switch enums.FPDF_PAGEOBJ(int32(kind)) {
	case enums.FPDF_PAGEOBJ_FORM:
		return p.all("FPDFFormObj_CountObjects", "FPDFFormObj_GetObject", object, depth+1)
	case enums.FPDF_PAGEOBJ_IMAGE:
		return p.image(object)
	case enums.FPDF_PAGEOBJ_TEXT:
		if plain, err := p.font(object); !plain {
			return false, err
		}
	case enums.FPDF_PAGEOBJ_PATH:
	default:
		return false, nil
	}
	if gray, err := p.ink("FPDFPageObj_GetFillColor", object); !gray {
		return false, err
	}
	return p.ink("FPDFPageObj_GetStrokeColor", object)
}

// ink reports whether the object is filled, or stroked, in gray. White and one
// gray are how PDFium describes a pattern, which may have any colour.
func (p *palette) ink(of string, object uint64) (bool, error) {
	known, err := p.call(of, object, p.at(0), p.at(4), p.at(8), p.at(12))
	if err != nil || int32(known) == 0 {
		return false, err
	}
	red, green, blue := p.word(0), p.word(4), p.word(8)
	return red == green && green == blue && red != 0xFF && red != 0xBF, nil
}

// font reports whether the font of a text has a name. One without may be of a
// kind whose letters are drawings with colours of their own.
func (p *palette) font(text uint64) (bool, error) {
	font, err := p.call("FPDFTextObj_GetFont", text)
	if err != nil || font == 0 || p.fonts[font] {
		return p.fonts[font], err
	}
	length, err := p.call("FPDFFont_GetBaseFontName", font, 0, 0)
	p.fonts[font] = err == nil && uint32(length) > 1
	return p.fonts[font], err
}

// image reports whether an image holds gray only.
func (p *palette) image(image uint64) (bool, error) {
	known, err := p.call("FPDFImageObj_GetImageMetadata", image, p.page, p.at(0))
	if err != nil || int32(known) == 0 {
		return false, err
	}
	bits, space := p.word(16), enums.FPDF_COLORSPACE(p.word(20))
	switch space {
	case enums.FPDF_COLORSPACE_DEVICEGRAY, enums.FPDF_COLORSPACE_CALGRAY, enums.FPDF_COLORSPACE_ICCBASED:
		return bits <= 8, nil // more are of several colours, whatever the file says
	case enums.FPDF_COLORSPACE_UNKNOWN:
		if bits == 1 { // a stencil, through which the ink shows
			return p.ink("FPDFPageObj_GetFillColor", image)
		}
	}
	return false, nil
}
