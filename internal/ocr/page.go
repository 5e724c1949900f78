package ocr

import "fmt"

// What a page may measure, in pixels. Tesseract takes some ten bytes a pixel.
const (
	maxSide   = 10_000
	maxPixels = 25_000_000
)

// The resolutions that Tesseract believes, in pixels an inch.
const leastDPI, mostDPI = 70, 2400

// Page is a picture of a page: gray pixels row by row from the top, 0 black and
// 255 white, Stride bytes from one row to the next.
type Page struct {
	Gray                  []byte
	Width, Height, Stride int
	// DPI is the resolution in pixels an inch. It decides what Tesseract takes
	// for letters, and is bounded to 70 and 2400.
	DPI int
}

// sound checks the page and returns it with its rows side by side.
func (p Page) sound() (Page, error) {
	switch {
	case p.Width < 1 || p.Height < 1 || p.Stride < p.Width:
		return p, fmt.Errorf("%w: %d by %d pixels, %d bytes a row", ErrUnreadable, p.Width, p.Height, p.Stride)
	case p.Width > maxSide || p.Height > maxSide || p.Width*p.Height > maxPixels:
		return p, fmt.Errorf("%w: %d by %d pixels are too many", ErrUnreadable, p.Width, p.Height)
	// Divided, not multiplied: a stride may be any number.
	case len(p.Gray) < p.Width || (len(p.Gray)-p.Width)/p.Stride < p.Height-1:
		return p, fmt.Errorf("%w: %d bytes for %d rows of %d", ErrUnreadable, len(p.Gray), p.Height, p.Stride)
	}
	p.DPI = min(max(p.DPI, leastDPI), mostDPI)
	if p.Stride > p.Width {
		packed := make([]byte, 0, p.Width*p.Height)
		for y := range p.Height {
			packed = append(packed, p.Gray[y*p.Stride:][:p.Width]...)
		}
		p.Gray, p.Stride = packed, p.Width
	}
	p.Gray = p.Gray[:p.Width*p.Height]
	return p, nil
}
