package pdfium

import (
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"

	"imr/internal/casefile"
)

// view turns the coordinates of a page's content, whose origin is at the
// bottom left, into those of the page as it is shown.
type view struct {
	left, bottom, right, top float64 // the crop box
	rotation                 enums.FPDF_PAGE_ROTATION
}

// box is a rectangle on the page as it is shown.
type box struct {
	x0, y0, x1, y1 float64
}

// words reads the words of a page.
func (d *document) words(number int) (answer, error) {
	v, err := d.view(number)
	if err != nil {
		return answer{}, err
	}
	leave, err := d.flatten(number)
	if err != nil {
		return answer{}, err
	}
	defer leave()
	b := builder{view: v, size: v.size()}
	if err := d.eachCharacter(number, b.add); err != nil {
		return answer{}, err
	}
	b.endWord()
	found := d.survey(number, v)
	found.Garbled = float64(b.garbled) / float64(max(b.garbled+b.plain, 1))
	return answer{Size: b.size, Layers: found, payload: encodeWords(arrange(b.lines))}, nil
}

// view finds how a page is shown.
func (d *document) view(number int) (view, error) {
	bounds, err := d.instance.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: d.page(number)})
	if err != nil {
		return view{}, err
	}
	rotation, err := d.instance.FPDFPage_GetRotation(&requests.FPDFPage_GetRotation{Page: d.page(number)})
	if err != nil {
		return view{}, err
	}
	r := bounds.Rect
	return view{left: float64(r.Left), bottom: float64(r.Bottom), right: float64(r.Right), top: float64(r.Top),
		rotation: rotation.PageRotation}, nil
}

// size is the size of the page as it is shown.
func (v view) size() Size {
	if v.rotation == enums.FPDF_PAGE_ROTATION_90_CW || v.rotation == enums.FPDF_PAGE_ROTATION_270_CW {
		return Size{Width: v.top - v.bottom, Height: v.right - v.left}
	}
	return Size{Width: v.right - v.left, Height: v.top - v.bottom}
}

// show turns a rectangle of the content into one of the page as it is shown.
func (v view) show(p responses.CharPosition) box {
	switch v.rotation {
	case enums.FPDF_PAGE_ROTATION_90_CW:
		return box{p.Bottom - v.bottom, p.Left - v.left, p.Top - v.bottom, p.Right - v.left}
	case enums.FPDF_PAGE_ROTATION_180_CW:
		return box{v.right - p.Right, p.Bottom - v.bottom, v.right - p.Left, p.Top - v.bottom}
	case enums.FPDF_PAGE_ROTATION_270_CW:
		return box{v.top - p.Top, v.right - p.Right, v.top - p.Bottom, v.right - p.Left}
	}
	return box{p.Left - v.left, v.top - p.Top, p.Right - v.left, v.top - p.Bottom}
}

// line is one printed line, or a part of it that stands apart.
type line struct {
	words []casefile.Word
	box
}

// builder gathers characters into words and words into lines.
type builder struct {
	view  view
	size  Size
	lines []line

	text   []byte
	box    box
	broken bool // the next word begins a line

	plain, garbled int // characters that say something, and those that do not
}

// add takes the next character in PDFium's order. PDFium puts in the spaces
// and line ends that the file leaves to the eye, and turns a hyphen that ends
// a line into U+0002, leaving out the line end after it.
func (b *builder) add(r rune, at responses.CharPosition) {
	switch {
	case r == '\n' || r == '\r':
		b.endWord()
		b.broken = true
	case unicode.IsSpace(r):
		b.endWord()
	case r == '\x02':
		b.put('-', at)
		b.endWord()
		b.broken = true
	case r == '\u00ad': // old fonts print their hyphen by this code
		b.put('-', at)
	case !utf8.ValidRune(r), r == '\ufffe', r == '\uffff', unicode.In(r, unicode.Cc, unicode.Cf):
		b.garbled++
	case r == utf8.RuneError, unicode.Is(unicode.Co, r):
		b.garbled++
		b.put(r, at)
	default:
		b.plain++
		b.put(r, at)
	}
}

// put adds a visible character to the word, unless it lies off the page.
func (b *builder) put(r rune, where responses.CharPosition) {
	at := b.view.show(where)
	if at.x1 < 0 || at.y1 < 0 || at.x0 > b.size.Width || at.y0 > b.size.Height {
		return
	}
	at = box{max(at.x0, 0), max(at.y0, 0), min(at.x1, b.size.Width), min(at.y1, b.size.Height)}
	if len(b.text) == 0 {
		b.box = at
	}
	b.text = utf8.AppendRune(b.text, r)
	b.box = b.box.with(at)
}

// endWord adds the word so far, if any, to its line.
func (b *builder) endWord() {
	if len(b.text) == 0 {
		return
	}
	w := casefile.Word{Text: string(b.text), X0: b.box.x0, Y0: b.box.y0, X1: b.box.x1, Y1: b.box.y1}
	b.text = b.text[:0]
	last := len(b.lines) - 1
	if last < 0 || b.broken && !b.lines[last].continuesWith(b.box) {
		b.lines = append(b.lines, line{words: []casefile.Word{w}, box: b.box})
	} else {
		b.lines[last].words = append(b.lines[last].words, w)
		b.lines[last].box = b.lines[last].box.with(b.box)
	}
	b.broken = false
}

// with is the smallest rectangle around both.
func (a box) with(b box) box {
	return box{min(a.x0, b.x0), min(a.y0, b.y0), max(a.x1, b.x1), max(a.y1, b.y1)}
}

// continuesWith reports whether what is at b stands to the right on the same
// printed line, as the next cell of a table row does.
func (l line) continuesWith(b box) bool {
	shared := min(l.y1, b.y1) - max(l.y0, b.y0)
	return b.x0 >= l.x1 && shared > 0.6*min(l.y1-l.y0, b.y1-b.y0)
}
