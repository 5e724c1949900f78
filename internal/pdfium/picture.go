package pdfium

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"sync"
)

// encode makes a PNG of 16 grays of a page without colour: smaller and quicker
// than anything else for text. A page with colour becomes a JPEG.
func encode(m *image.RGBA) (kind string, picture []byte, err error) {
	if coloured(m.Pix) {
		var out bytes.Buffer
		err = jpeg.Encode(&out, m, &jpeg.Options{Quality: 70})
		return "image/jpeg", out.Bytes(), err
	}
	picture, err = grayPNG(greens(m))
	return "image/png", picture, err
}

// coloured reports whether a page has more colour than the noise of a scan:
// one visibly coloured pixel in 10,000.
func coloured(pix []byte) bool {
	left := len(pix) / 4 / 10_000
	for i := 0; i+3 < len(pix); i += 4 {
		v := binary.LittleEndian.Uint32(pix[i:]) & 0xFFFFFF
		if v == v&0xFF*0x010101 {
			continue
		}
		r, g, b := pix[i], pix[i+1], pix[i+2]
		if max(r, g, b)-min(r, g, b) < 40 {
			continue
		}
		if left--; left < 0 {
			return true
		}
	}
	return false
}

// greens takes the gray of a picture without colour from its green.
func greens(m *image.RGBA) *image.Gray {
	gray := image.NewGray(m.Rect)
	for y := range m.Rect.Dy() {
		row := m.Pix[y*m.Stride:]
		for x := range gray.Stride {
			gray.Pix[y*gray.Stride+x] = row[4*x+1]
		}
	}
	return gray
}

// sixteenth is the nearest of the 16 grays that four bits can name.
var sixteenth = func() (table [256]byte) {
	for i := range table {
		table[i] = byte((i + 8) / 17)
	}
	return table
}()

// presses keeps the compressors, whose tables take a megabyte, between pages.
var presses = sync.Pool{New: func() any {
	// The level is one that exists.
	w, _ := zlib.NewWriterLevel(nil, zlib.BestSpeed)
	return w
}}

// grayPNG writes a picture as a PNG of four bits a pixel. The
// standard library's encoder takes three times as long over its palettes.
func grayPNG(m *image.Gray) ([]byte, error) {
	width, height := m.Rect.Dx(), m.Rect.Dy()
	header := binary.BigEndian.AppendUint32(nil, uint32(width))
	header = binary.BigEndian.AppendUint32(header, uint32(height))
	header = append(header, 4, 0, 0, 0, 0) // bits, gray, the usual compression, filter and order

	var body bytes.Buffer
	body.Grow(width * height / 8)
	press := presses.Get().(*zlib.Writer)
	defer presses.Put(press)
	press.Reset(&body)
	row := make([]byte, 1+(width+1)/2) // of which the first byte says that it is not filtered
	for y := range height {
		packRow(row[1:], m.Pix[y*m.Stride:y*m.Stride+width])
		if _, err := press.Write(row); err != nil {
			return nil, err
		}
	}
	if err := press.Close(); err != nil {
		return nil, err
	}
	out := append(make([]byte, 0, body.Len()+64), "\x89PNG\r\n\x1a\n"...)
	out = appendChunk(out, "IHDR", header)
	out = appendChunk(out, "IDAT", body.Bytes())
	return appendChunk(out, "IEND", nil), nil
}

// packRow packs the grays of a row, two to a byte.
func packRow(row, pix []byte) {
	for i := range len(pix) / 2 {
		row[i] = sixteenth[pix[2*i]]<<4 | sixteenth[pix[2*i+1]]
	}
	if len(pix)%2 == 1 {
		row[len(row)-1] = sixteenth[pix[len(pix)-1]] << 4
	}
}

// appendChunk adds one part of a PNG.
func appendChunk(out []byte, kind string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	start := len(out)
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}
