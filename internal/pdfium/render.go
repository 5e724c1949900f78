package pdfium

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
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

// render draws a page and encodes the picture.
func (d *document) render(number, widthPx int) (answer, error) {
	v, err := d.view(number)
	if err != nil {
		return answer{}, err
	}
	size := v.size()
	width, height := pixels(size, widthPx)
	made, err := d.instance.FPDFBitmap_Create(&requests.FPDFBitmap_Create{Width: width, Height: height, Alpha: 0})
	if err != nil {
		return answer{}, err
	}
	// What is left behind after an error goes with the instance.
	defer func() {
		_, _ = d.instance.FPDFBitmap_Destroy(&requests.FPDFBitmap_Destroy{Bitmap: made.Bitmap})
	}()
	if err := d.draw(made.Bitmap, number, width, height); err != nil {
		return answer{}, err
	}
	buffer, err := d.instance.FPDFBitmap_GetBuffer(&requests.FPDFBitmap_GetBuffer{Bitmap: made.Bitmap})
	if err != nil {
		return answer{}, err
	}
	if len(buffer.Buffer) != width*height*4 {
		return answer{}, codePageDamaged
	}
	kind, picture, err := encode(&image.RGBA{Pix: buffer.Buffer, Stride: width * 4, Rect: image.Rect(0, 0, width, height)})
	return answer{Size: size, Type: kind, payload: picture}, err
}

// pixels is the size of the picture of a page: the width asked for, or what
// of it the limits leave, and a height in proportion.
func pixels(s Size, widthPx int) (width, height int) {
	scale := float64(max(widthPx, 1)) / s.Width
	scale = min(scale, maxSide/s.Width, maxSide/s.Height, math.Sqrt(maxPixels/(s.Width*s.Height)))
	return max(int(s.Width*scale+1e-6), 1), max(int(s.Height*scale+1e-6), 1)
}

// draw draws a page with its annotations and form fields on white. The library's
// own RenderPage starts from black glass where a page uses blending.
func (d *document) draw(bitmap references.FPDF_BITMAP, number, width, height int) error {
	_, err := d.instance.FPDFBitmap_FillRect(&requests.FPDFBitmap_FillRect{
		Bitmap: bitmap, Width: width, Height: height, Color: 0xFFFFFFFF,
	})
	if err != nil {
		return err
	}
	const flags = enums.FPDF_RENDER_FLAG_ANNOT | enums.FPDF_RENDER_FLAG_REVERSE_BYTE_ORDER
	_, err = d.instance.FPDF_RenderPageBitmap(&requests.FPDF_RenderPageBitmap{
		Bitmap: bitmap, Page: d.page(number), SizeX: width, SizeY: height, Flags: flags,
	})
	if err != nil {
		return err
	}
	form, err := d.instance.FPDFDOC_InitFormFillEnvironment(&requests.FPDFDOC_InitFormFillEnvironment{
		Document: d.ref, FormFillInfo: unattended,
	})
	if err != nil {
		return err
	}
	_, err = d.instance.FPDF_FFLDraw(&requests.FPDF_FFLDraw{
		FormHandle: form.FormHandle, Bitmap: bitmap, Page: d.page(number), SizeX: width, SizeY: height, Flags: flags,
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

// grays is the palette of a page without colour.
var grays = func() color.Palette {
	p := make(color.Palette, 16)
	for i := range p {
		p[i] = color.Gray{Y: uint8(i * 17)}
	}
	return p
}()

// encode makes a PNG of 16 grays of a page without colour: smaller and quicker
// than anything else for text. A page with colour becomes a JPEG.
func encode(m *image.RGBA) (kind string, picture []byte, err error) {
	var out bytes.Buffer
	if coloured(m.Pix) {
		opaque(m.Pix)
		err = jpeg.Encode(&out, m, &jpeg.Options{Quality: 70})
		return "image/jpeg", out.Bytes(), err
	}
	flat := image.NewPaletted(m.Rect, grays)
	for i := range flat.Pix {
		flat.Pix[i] = uint8((uint(m.Pix[4*i+1]) + 8) / 17)
	}
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	err = encoder.Encode(&out, flat)
	return "image/png", out.Bytes(), err
}

// coloured reports whether a page has more colour than the noise of a scan:
// one visibly coloured pixel in 10,000.
func coloured(pix []byte) bool {
	left := len(pix) / 4 / 10_000
	for i := 0; i+3 < len(pix); i += 4 {
		r, g, b := pix[i], pix[i+1], pix[i+2]
		if r == g && g == b || max(r, g, b)-min(r, g, b) < 40 {
			continue
		}
		if left--; left < 0 {
			return true
		}
	}
	return false
}

// opaque sets the fourth byte of each pixel, which a bitmap without alpha leaves open.
func opaque(pix []byte) {
	for i := 3; i < len(pix); i += 4 {
		pix[i] = 0xFF
	}
}
