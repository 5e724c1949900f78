package tagpdf

import (
	"encoding/binary"
	"maps"
	"slices"
)

// Flags of a composite glyph's parts.
const (
	argsAreWords = 1 << 0
	hasScale     = 1 << 3
	moreParts    = 1 << 5
	hasTwoScales = 1 << 6
	hasMatrix    = 1 << 7
)

// subset is the font with only the named glyphs drawn, each under its old number,
// so that text can name glyphs directly. The glyphs that composites are made of
// are kept too.
func (f *face) subset(used []uint16) []byte {
	keep := map[uint16]bool{0: true}
	for _, g := range used {
		f.keepWithParts(g, keep)
	}
	loca := make([]byte, 4*len(f.offsets))
	hmtx := make([]byte, 4*len(f.advances))
	var glyf []byte
	for g := range f.advances {
		binary.BigEndian.PutUint32(loca[4*g:], uint32(len(glyf)))
		if keep[uint16(g)] {
			glyf = append(glyf, f.outline(uint16(g))...)
			glyf = append(glyf, make([]byte, -len(glyf)&3)...)
			binary.BigEndian.PutUint16(hmtx[4*g:], f.advances[g])
			binary.BigEndian.PutUint16(hmtx[4*g+2:], f.bearing(g))
		}
	}
	binary.BigEndian.PutUint32(loca[4*len(f.advances):], uint32(len(glyf)))
	head := slices.Clone(f.tables["head"])
	binary.BigEndian.PutUint32(head[8:], 0)  // checksum of the whole, which readers of PDF do not ask for
	binary.BigEndian.PutUint16(head[50:], 1) // loca in long form
	hhea := slices.Clone(f.tables["hhea"])
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(f.advances)))
	return joinTables(map[string][]byte{"head": head, "hhea": hhea, "hmtx": hmtx, "loca": loca, "glyf": glyf,
		"maxp": f.tables["maxp"], "cvt ": f.tables["cvt "], "fpgm": f.tables["fpgm"], "prep": f.tables["prep"]})
}

func (f *face) outline(g uint16) []byte { return f.tables["glyf"][f.offsets[g]:f.offsets[g+1]] }

// bearing is the left side bearing as stored; glyphs past the last full record
// have only that.
func (f *face) bearing(g int) uint16 {
	full := int(u16(f.tables["hhea"], 34))
	if g < full {
		return u16(f.tables["hmtx"], 4*g+2)
	}
	return u16(f.tables["hmtx"], 4*full+2*(g-full))
}

func (f *face) keepWithParts(g uint16, keep map[uint16]bool) {
	if keep[g] {
		return
	}
	keep[g] = true
	out := f.outline(g)
	if len(out) == 0 || i16(out, 0) >= 0 {
		return
	}
	for at, more := 10, true; more; {
		flags := u16(out, at)
		f.keepWithParts(u16(out, at+2), keep)
		at += partSize(flags)
		more = flags&moreParts != 0
	}
}

// partSize is the length in bytes of one part of a composite glyph.
func partSize(flags uint16) int {
	size := 6
	if flags&argsAreWords != 0 {
		size = 8
	}
	switch {
	case flags&hasScale != 0:
		size += 2
	case flags&hasTwoScales != 0:
		size += 4
	case flags&hasMatrix != 0:
		size += 8
	}
	return size
}

// joinTables builds a font file; tables that the font lacks are left out.
func joinTables(tables map[string][]byte) []byte {
	maps.DeleteFunc(tables, func(_ string, t []byte) bool { return t == nil })
	tags := slices.Sorted(maps.Keys(tables))
	power, log := 1, 0
	for power*2 <= len(tags) {
		power, log = power*2, log+1
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, v := range []int{len(tags), 16 * power, log, 16 * (len(tags) - power)} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	at := 12 + 16*len(tags)
	var body []byte
	for _, tag := range tags {
		t := tables[tag]
		out = append(out, tag...)
		for _, v := range []uint32{checksum(t), uint32(at + len(body)), uint32(len(t))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		body = append(body, t...)
		body = append(body, make([]byte, -len(body)&3)...)
	}
	return append(out, body...)
}

func checksum(table []byte) uint32 {
	var sum uint32
	for i := 0; i < len(table); i += 4 {
		var word [4]byte
		copy(word[:], table[i:])
		sum += binary.BigEndian.Uint32(word[:])
	}
	return sum
}
