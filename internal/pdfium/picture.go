package pdfium

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
)

// encode makes a PNG of 16 grays of a page without colour: smaller and quicker
// than anything else for text. A page with colour becomes a JPEG.
func (p *press) encode(m *image.RGBA) (kind string, picture []byte, err error) {
	if coloured(m.Pix) {
		var out bytes.Buffer
		err = jpeg.Encode(&out, m, &jpeg.Options{Quality: 70})
		return "image/jpeg", out.Bytes(), err
	}
	picture, err = p.grayPNG(greens(m))
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
func sixteenth(gray byte) byte { return byte((int(gray) + 8) / 17) }

// cleaned is sixteenth but for what is nearly white, the grain of scanned paper,
// which becomes white: no eye tells the difference, and it takes half of the bytes.
func cleaned(gray byte) byte {
	if gray >= 230 {
		return 15
	}
	return sixteenth(gray)
}

// pairs is two grays in a byte, for two pixels of 256 grays as they lie in memory.
type pairs [1 << 16]byte

var sixteenths, cleanedPairs = pairsOf(sixteenth), pairsOf(cleaned)

// pairsOf makes the table of a way to tell grays.
func pairsOf(of func(byte) byte) *pairs {
	var table pairs
	for i := range table {
		table[i] = of(byte(i))<<4 | of(byte(i>>8))
	}
	return &table
}

// tooLarge is how large a picture of a page may be, in bytes, before its paper is
// cleaned.
const tooLarge = 150_000

// press makes pictures. It keeps its memory, of which fresh one costs as much as
// the work, between pages: what it returns lasts until the next page.
type press struct {
	zip  *zlib.Writer
	row  []byte
	body bytes.Buffer
	out  []byte
}

// newPress makes a press.
func newPress() *press {
	// The level is one that exists.
	zip, _ := zlib.NewWriterLevel(nil, zlib.BestSpeed)
	return &press{zip: zip}
}

// grayPNG writes a picture as a PNG of four bits a pixel. The
// standard library's encoder takes three times as long over its palettes.
func (p *press) grayPNG(m *image.Gray) ([]byte, error) {
	picture, err := p.pack(m, sixteenths)
	if err == nil && len(picture) > tooLarge {
		picture, err = p.pack(m, cleanedPairs)
	}
	return picture, err
}

// pack writes a picture in the grays of a table.
func (p *press) pack(m *image.Gray, grays *pairs) ([]byte, error) {
	width, height := m.Rect.Dx(), m.Rect.Dy()
	header := binary.BigEndian.AppendUint32(nil, uint32(width))
	header = binary.BigEndian.AppendUint32(header, uint32(height))
	header = append(header, 4, 0, 0, 0, 0) // bits, gray, the usual compression, filter and order

	p.body.Reset()
	p.zip.Reset(&p.body)
	p.row = append(p.row[:0], make([]byte, 1+(width+1)/2)...) // of which the first byte says that it is not filtered
	for y := range height {
		packRow(p.row[1:], m.Pix[y*m.Stride:y*m.Stride+width], grays)
		if _, err := p.zip.Write(p.row); err != nil {
			return nil, err
		}
	}
	if err := p.zip.Close(); err != nil {
		return nil, err
	}
	p.out = append(p.out[:0], "\x89PNG\r\n\x1a\n"...)
	p.out = appendChunk(p.out, "IHDR", header)
	p.out = appendChunk(p.out, "IDAT", p.body.Bytes())
	p.out = appendChunk(p.out, "IEND", nil)
	return p.out, nil
}

// packRow packs the grays of a row, two to a byte.
func packRow(row, pix []byte, grays *pairs) {
	for i := range len(pix) / 2 {
		row[i] = grays[binary.LittleEndian.Uint16(pix[2*i:])]
	}
	if len(pix)%2 == 1 {
		row[len(row)-1] = grays[pix[len(pix)-1]] & 0xF0
	}
}

// appendChunk adds one part of a PNG.
func appendChunk(out []byte, kind string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	start := len(out)
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}
