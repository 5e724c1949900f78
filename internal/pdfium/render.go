package pdfium

import (
	"image"
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

// A picture is never larger than this, whatever is asked for.
const (
	maxSide   = 10_000
	maxPixels = 20_000_000
)

// pointsPerInch is the number of points in an inch.
const pointsPerInch = 72

// render draws a page and encodes the picture.
func (d *document) render(number, widthPx int) (answer, error) {
	v, err := d.view(number)
	if err != nil {
		return answer{}, err
	}
	size := v.size()
	width, height, err := pixels(size, float64(max(widthPx, 1))/size.Width)
	if err != nil {
		return answer{}, err
	}
	a := answer{Size: size}
	gray, err := d.isGray(number)
	if err != nil {
		return answer{}, err
	}
	if gray {
		err = d.paint(number, canvas{width, height, formatGray}, func(pix []byte, stride int) error {
			var err error
			a.Type = "image/png"
			a.payload, err = d.press.grayPNG(&image.Gray{Pix: pix, Stride: stride, Rect: image.Rect(0, 0, width, height)})
			return err
		})
		return a, err
	}
	err = d.paint(number, canvas{width, height, formatColour}, func(pix []byte, stride int) error {
		var err error
		a.Type, a.payload, err = d.press.encode(&image.RGBA{Pix: pix, Stride: stride, Rect: image.Rect(0, 0, width, height)})
		return err
	})
	return a, err
}

// gray draws a page in 256 grays, row by row without gaps.
func (d *document) gray(number, dpi int) (answer, error) {
	v, err := d.view(number)
	if err != nil {
		return answer{}, err
	}
	size := v.size()
	width, height, err := pixels(size, float64(max(dpi, 1))/pointsPerInch)
	if err != nil {
		return answer{}, err
	}
	a := answer{Size: size, Width: width, DPI: max(int(float64(width)/size.Width*pointsPerInch+0.5), 1)}
	err = d.paint(number, canvas{width, height, formatGray}, func(pix []byte, stride int) error {
		a.payload = d.press.out[:0]
		for y := range height {
			a.payload = append(a.payload, pix[y*stride:y*stride+width]...)
		}
		d.press.out = a.payload
		return nil
	})
	return a, err
}

// pixels is the size of the picture of a page at so many pixels a point, or
// what of it the limits leave.
func pixels(s Size, scale float64) (width, height int, err error) {
	if !(s.Width > 0 && s.Height > 0) || math.IsInf(s.Width*s.Height, 1) {
		return 0, 0, codePageDamaged
	}
	scale = min(scale, maxSide/s.Width, maxSide/s.Height, math.Sqrt(maxPixels/(s.Width*s.Height)))
	return max(int(s.Width*scale+1e-6), 1), max(int(s.Height*scale+1e-6), 1), nil
}

// The formats that pages are drawn in. With alpha, because PDFium draws text a fifth
// faster so, and on white it comes to the same.
const (
	formatGray   = enums.FPDF_BITMAP_FORMAT_GRAY
	formatColour = enums.FPDF_BITMAP_FORMAT_BGRA
)

// canvas is what a page is to be drawn on.
type canvas struct {
	width, height int
	format        enums.FPDF_BITMAP_FORMAT
}

// paint draws a page and shows its pixels, which are PDFium's own and last no
// longer, to use.
func (d *document) paint(number int, c canvas, use func(pix []byte, stride int) error) error {
	made, err := d.instance.FPDFBitmap_CreateEx(&requests.FPDFBitmap_CreateEx{
		Width: c.width, Height: c.height, Format: c.format, Pointer: uint64(0), // PDFium's own memory
	})
	if err != nil {
		return err
	}
	// What is left behind after an error goes with the instance.
	defer func() {
		_, _ = d.instance.FPDFBitmap_Destroy(&requests.FPDFBitmap_Destroy{Bitmap: made.Bitmap})
	}()
	if err := d.draw(made.Bitmap, number, c); err != nil {
		return err
	}
	buffer, err := d.instance.FPDFBitmap_GetBuffer(&requests.FPDFBitmap_GetBuffer{Bitmap: made.Bitmap})
	if err != nil {
		return err
	}
	bytesPerPixel := 4
	if c.format == formatGray {
		bytesPerPixel = 1
	}
	stride := len(buffer.Buffer) / c.height
	if stride < c.width*bytesPerPixel {
		return codePageDamaged
	}
	return use(buffer.Buffer, stride)
}

// draw draws a page with its annotations and form fields on white. The library's
// own RenderPage starts from black glass where a page uses blending.
func (d *document) draw(bitmap references.FPDF_BITMAP, number int, c canvas) error {
	_, err := d.instance.FPDFBitmap_FillRect(&requests.FPDFBitmap_FillRect{
		Bitmap: bitmap, Width: c.width, Height: c.height, Color: 0xFFFFFFFF,
	})
	if err != nil {
		return err
	}
	flags := enums.FPDF_RENDER_FLAG_ANNOT
	if c.format != formatGray {
		flags |= enums.FPDF_RENDER_FLAG_REVERSE_BYTE_ORDER // which PDFium cannot draw paths by in gray
	}
	notes, err := d.notes(number)
	if err != nil {
		return err
	}
	_, err = d.instance.FPDF_RenderPageBitmap(&requests.FPDF_RenderPageBitmap{
		Bitmap: bitmap, Page: d.page(number), SizeX: c.width, SizeY: c.height, Flags: flags,
	})
	if err != nil || notes == 0 {
		return err
	}
	return d.drawFields(bitmap, number, c, flags)
}

// drawFields draws the fields of a form over what was drawn.
func (d *document) drawFields(bitmap references.FPDF_BITMAP, number int, c canvas, flags enums.FPDF_RENDER_FLAG) error {
	form, err := d.instance.FPDFDOC_InitFormFillEnvironment(&requests.FPDFDOC_InitFormFillEnvironment{
		Document: d.ref, FormFillInfo: unattended,
	})
	if err != nil {
		return err
	}
	_, err = d.instance.FPDF_FFLDraw(&requests.FPDF_FFLDraw{
		FormHandle: form.FormHandle, Bitmap: bitmap, Page: d.page(number), SizeX: c.width, SizeY: c.height, Flags: flags,
	})
	if err != nil {
		return err
	}
	_, err = d.instance.FPDFDOC_ExitFormFillEnvironment(&requests.FPDFDOC_ExitFormFillEnvironment{FormHandle: form.FormHandle})
	return err
}

// unattended answers a form that nobody fills in: it is only drawn.
var unattended = structs.FPDF_FORMFILLINFO{
	FFI_Invalidate:         func(references.FPDF_PAGE, float64, float64, float64, float64) {},
	FFI_SetCursor:          func(enums.FXCT) {},
	FFI_SetTimer:           func(int, func(int)) int { return 0 },
	FFI_KillTimer:          func(int) {},
	FFI_GetLocalTime:       func() structs.FPDF_SYSTEMTIME { return structs.FPDF_SYSTEMTIME{} },
	FFI_GetPage:            func(references.FPDF_DOCUMENT, int) *references.FPDF_PAGE { return nil },
	FFI_GetRotation:        func(references.FPDF_PAGE) enums.FPDF_PAGE_ROTATION { return 0 },
	FFI_ExecuteNamedAction: func(string) {},
}
