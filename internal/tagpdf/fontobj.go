package tagpdf

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// writeFonts embeds what is used of each font and gives the resource entries.
func (b *book) writeFonts(f *file) (string, error) {
	var entries strings.Builder
	for i, fc := range b.fontList {
		n, err := writeFont(f, fc, b.used[fc])
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&entries, "/F%d %s ", i+1, ref(n))
	}
	return entries.String(), nil
}

func writeFont(f *file, fc *face, used map[uint16]rune) (int, error) {
	glyphs := slices.Sorted(maps.Keys(used))
	ttf := fc.subset(glyphs)
	program, err := f.stream(fmt.Sprintf("/Length1 %d", len(ttf)), ttf)
	if err != nil {
		return 0, err
	}
	unicodes, err := f.stream("", toUnicode(glyphs, used))
	if err != nil {
		return 0, err
	}
	name := subsetPrefix(ttf) + "+" + fc.name
	flags := 32 // nonsymbolic
	if strings.Contains(fc.name, "Serif") {
		flags |= 2
	}
	stem := 80
	if strings.HasSuffix(fc.name, "-Bold") {
		stem = 140
	}
	if strings.Contains(fc.name, "Mono") {
		flags |= 1
	}
	mil := func(em float64) int { return int(math.Round(em * 1000)) }
	descriptor := f.add("<</Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV %d /FontFile2 %s>>",
		name, flags, mil(float64(fc.box[0])/fc.unitsPer), mil(float64(fc.box[1])/fc.unitsPer),
		mil(float64(fc.box[2])/fc.unitsPer), mil(float64(fc.box[3])/fc.unitsPer),
		mil(fc.ascent), mil(fc.descent), mil(fc.capHeight), stem, ref(program))
	var widths strings.Builder
	for _, g := range glyphs {
		fmt.Fprintf(&widths, "%d [%s] ", g, num(fc.width(g)*1000))
	}
	descendant := f.add("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor %s /CIDToGIDMap /Identity /DW 0 /W [%s]>>",
		name, ref(descriptor), widths.String())
	return f.add("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%s] /ToUnicode %s>>",
		name, ref(descendant), ref(unicodes)), nil
}

// subsetPrefix is the tag of six letters that marks a subset, drawn from its bytes.
func subsetPrefix(ttf []byte) string {
	sum := sha256.Sum256(ttf)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// toUnicode is the map from glyphs back to characters, a hundred at a time, which
// is the most that a block of it may hold.
func toUnicode(glyphs []uint16, used map[uint16]rune) []byte {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for part := range slices.Chunk(glyphs, 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, g := range part {
			fmt.Fprintf(&b, "<%04X> <%s>\n", g, hex16(string(used[g])))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return []byte(b.String())
}
