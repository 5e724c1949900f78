package tagpdf

import (
	"encoding/binary"
	"fmt"
	"sync"

	"github.com/go-fonts/liberation/liberationmonobold"
	"github.com/go-fonts/liberation/liberationmonoregular"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifregular"
)

// face is one TrueType font, read once and then only looked at.
type face struct {
	name      string // PostScript name without a subset prefix
	tables    map[string][]byte
	unitsPer  float64 // units of the em
	ascent    float64 // in em, as are the next two
	descent   float64 // negative
	capHeight float64
	box       [4]int16 // in units
	advances  []uint16 // by glyph, in units
	offsets   []uint32 // by glyph, into the glyf table, with the end of the last
	glyphs    map[rune]uint16
}

var faces = map[Family][2]func() *face{ // regular, bold
	Serif: {once("LiberationSerif", liberationserifregular.TTF), once("LiberationSerif-Bold", liberationserifbold.TTF)},
	Sans:  {once("LiberationSans", liberationsansregular.TTF), once("LiberationSans-Bold", liberationsansbold.TTF)},
	Mono:  {once("LiberationMono", liberationmonoregular.TTF), once("LiberationMono-Bold", liberationmonobold.TTF)},
}

// once reads a font when it is first used. The fonts are part of the program, so
// one that cannot be read is a defect of the build.
func once(name string, ttf []byte) func() *face {
	return sync.OnceValue(func() *face {
		f, err := readFace(name, ttf)
		if err != nil {
			panic(fmt.Sprintf("tagpdf: font %s: %v", name, err))
		}
		return f
	})
}

// width is the advance of a glyph in em.
func (f *face) width(glyph uint16) float64 { return float64(f.advances[glyph]) / f.unitsPer }

func readFace(name string, ttf []byte) (*face, error) {
	f := &face{name: name, tables: map[string][]byte{}}
	for i := range int(u16(ttf, 4)) {
		rec := ttf[12+16*i:]
		at, size := u32(rec, 8), u32(rec, 12)
		f.tables[string(rec[:4])] = ttf[at : at+size]
	}
	for _, need := range []string{"head", "hhea", "hmtx", "maxp", "loca", "glyf", "cmap", "OS/2"} {
		if f.tables[need] == nil {
			return nil, fmt.Errorf("no table %s", need)
		}
	}
	head, hhea := f.tables["head"], f.tables["hhea"]
	f.unitsPer = float64(u16(head, 18))
	for i := range f.box {
		f.box[i] = i16(head, 36+2*i)
	}
	f.ascent, f.descent = float64(i16(hhea, 4))/f.unitsPer, float64(i16(hhea, 6))/f.unitsPer
	f.capHeight = float64(i16(f.tables["OS/2"], 88)) / f.unitsPer
	count := int(u16(f.tables["maxp"], 4))
	f.readAdvances(count, int(u16(hhea, 34)))
	f.readOffsets(count, u16(head, 50) == 0)
	var err error
	f.glyphs, err = readCmap(f.tables["cmap"])
	return f, err
}

// readAdvances spreads the last stored advance over the glyphs that store none.
func (f *face) readAdvances(count, stored int) {
	f.advances = make([]uint16, count)
	for g := range f.advances {
		f.advances[g] = u16(f.tables["hmtx"], 4*min(g, stored-1))
	}
}

func (f *face) readOffsets(count int, short bool) {
	f.offsets = make([]uint32, count+1)
	for g := range f.offsets {
		if short {
			f.offsets[g] = 2 * uint32(u16(f.tables["loca"], 2*g))
		} else {
			f.offsets[g] = u32(f.tables["loca"], 4*g)
		}
	}
}

// readCmap reads the Unicode table of format 4, which every font of ours has.
func readCmap(cmap []byte) (map[rune]uint16, error) {
	for i := range int(u16(cmap, 2)) {
		rec := cmap[4+8*i:]
		sub := cmap[u32(rec, 4):]
		if u16(rec, 0) == 3 && u16(rec, 2) == 1 && u16(sub, 0) == 4 {
			return readSegments(sub), nil
		}
	}
	return nil, fmt.Errorf("no Unicode cmap of format 4")
}

func readSegments(sub []byte) map[rune]uint16 {
	glyphs := map[rune]uint16{}
	n := int(u16(sub, 6)) // twice the count of segments
	ends, starts, deltas, ranges := 14, 16+n, 16+2*n, 16+3*n
	for s := 0; s < n; s += 2 {
		shift := int(u16(sub, ranges+s))
		for r := int(u16(sub, starts+s)); r <= int(u16(sub, ends+s)) && r < 0xFFFF; r++ {
			g := uint16(r)
			if shift != 0 {
				g = u16(sub, ranges+s+shift+2*(r-int(u16(sub, starts+s))))
			}
			if shift == 0 || g != 0 {
				g += u16(sub, deltas+s)
			}
			if g != 0 {
				glyphs[rune(r)] = g
			}
		}
	}
	return glyphs
}

func u16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }
func i16(b []byte, at int) int16  { return int16(u16(b, at)) }
func u32(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }
