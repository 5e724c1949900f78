package letter

import "strings"

// Text is the letter as plain text. A paragraph, a field and a row are one line
// each, blocks are parted by an empty line, and there are no marks for bold.
func (l Letter) Text() string {
	var b strings.Builder
	b.WriteString(l.Letterhead.Name + "\n")
	for _, line := range l.Letterhead.Lines {
		b.WriteString(line + "\n")
	}
	for _, bl := range l.Blocks() {
		b.WriteString("\n")
		writeText(&b, bl)
	}
	return b.String()
}

// Blocks are those of all parts, in reading order.
func (l Letter) Blocks() []Block {
	var out []Block
	for _, part := range l.Parts {
		out = append(out, part.Blocks...)
	}
	return out
}

func writeText(b *strings.Builder, bl Block) {
	switch bl := bl.(type) {
	case Heading:
		b.WriteString(bl.Text + "\n")
	case Paragraph:
		b.WriteString(bl.Text() + "\n")
	case List:
		for _, it := range bl.Items {
			b.WriteString("- " + it + "\n")
		}
	case Fields:
		for _, f := range bl.Pairs {
			b.WriteString(f.Label + ": " + strings.ReplaceAll(f.Value, "\n", "; ") + "\n")
		}
	case Table:
		if bl.Caption != "" {
			b.WriteString(bl.Caption + "\n")
		}
		for _, row := range append([][]string{bl.Head}, bl.Rows...) {
			b.WriteString(strings.Join(row, " | ") + "\n")
		}
	case Notice:
		for _, p := range bl.Paragraphs {
			b.WriteString(p.Text() + "\n")
		}
	}
}

// Text is the paragraph without marks for bold.
func (p Paragraph) Text() string {
	var b strings.Builder
	for _, r := range p.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}
