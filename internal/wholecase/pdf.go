package wholecase

import (
	"bytes"
	"fmt"
	"strings"
)

// pdf is the document as a file with text, a page for each page of the markup.
func (d Document) pdf() []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>"}
	var kids strings.Builder
	for i, markup := range d.Pages {
		content := drawn(layout(markup, fmt.Sprintf("Page %d of %d (fiction)", i+1, len(d.Pages))))
		fmt.Fprintf(&kids, "%d 0 R ", len(objects)+1)
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Resources<</Font<</F1 3 0 R/F2 4 0 R/F3 5 0 R>>>>/Contents %d 0 R>>", pageWidth, pageHeight, len(objects)+2),
			fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(d.Pages))
	return file(objects)
}

func drawn(all []placed) string {
	var b strings.Builder
	b.WriteString("BT\n")
	for _, p := range all {
		fmt.Fprintf(&b, "/%s %.2f Tf 1 0 0 1 %.2f %.2f Tm (%s) Tj\n", p.font, p.size, p.x, p.y, escaped(p.text))
	}
	return b.String() + "ET"
}

// winAnsi is where the signs that stand elsewhere than in Unicode are.
var winAnsi = map[rune]byte{'’': 0x92, '‘': 0x91, '“': 0x93, '”': 0x94, '–': 0x96, '—': 0x97, '•': 0x95, '…': 0x85, '™': 0x99}

func escaped(text string) string {
	var b strings.Builder
	for _, r := range text {
		special, known := winAnsi[r]
		switch {
		case known:
			b.WriteByte(special)
		case r > 0xff:
			b.WriteByte('?')
		case strings.ContainsRune(`()\`, r):
			b.WriteString(`\` + string(r))
		default:
			b.WriteByte(byte(r))
		}
	}
	return b.String()
}

func file(objects []string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, object := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}
