package wholecase

import (
	"strconv"
	"strings"
)

// The page: US Letter in points.
const (
	pageWidth, pageHeight = 612.0, 792.0
	margin, lowest        = 54.0, 46.0
)

// placed is a string that stands on a page.
type placed struct {
	x, y, size float64
	font, text string
}

// flow sets lines below each other between two edges.
type flow struct {
	left, width, y, size float64
	out                  *[]placed
}

// layout sets the page's markup, smaller and smaller until it fits.
func layout(markup, foot string) []placed {
	for size := 10.0; ; size *= 0.93 {
		var out []placed
		f := flow{margin, pageWidth - 2*margin, pageHeight - 40, size, &out}
		f.set(strings.Split(markup, "\n"))
		if f.y > lowest || size < 5 {
			return append(out, placed{pageWidth/2 - 20, 26, 8, "F1", foot})
		}
	}
}

func (f *flow) set(lines []string) {
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		if !strings.HasPrefix(line, "%") {
			f.line(line)
			continue
		}
		end := i + 1
		for end < len(lines) && lines[end] != "%end" {
			end++
		}
		f.block(line, lines[i+1:end])
		i = end
	}
}

func (f *flow) line(line string) {
	switch {
	case line == "":
		f.y -= f.size * 0.6
	case strings.HasPrefix(line, "## "):
		f.y -= f.size * 0.3
		f.text(line[3:], "F2")
	case strings.HasPrefix(line, "# "):
		f.put(f.left+(f.width-width(line[2:], f.size*1.2))/2, line[2:], "F2")
		f.y -= f.size * 0.3
	default:
		f.text(line, "F1")
	}
}

// block sets lines in two columns (%two, split by %col), as a table (%table and
// the widths of its columns) or as typed (%pre).
func (f *flow) block(head string, lines []string) {
	kind, rest, _ := strings.Cut(head, " ")
	switch kind {
	case "%two":
		f.columns(lines)
	case "%table":
		for _, row := range lines {
			f.row(strings.Split(row, "|"), strings.Fields(rest))
		}
	default:
		for _, line := range lines {
			f.put(f.left, line, "F3")
		}
	}
}

func (f *flow) columns(lines []string) {
	left, right, _ := strings.Cut(strings.Join(lines, "\n"), "\n%col\n")
	one, two := *f, *f
	one.width = f.width/2 - 8
	two.left, two.width = f.left+f.width/2+8, f.width/2-8
	one.set(strings.Split(left, "\n"))
	two.set(strings.Split(right, "\n"))
	f.y = min(one.y, two.y)
}

func (f *flow) row(cells, widths []string) {
	total, x, end := 0.0, f.left, f.y
	for _, w := range widths {
		n, _ := strconv.ParseFloat(w, 64)
		total += n
	}
	for i, cell := range cells {
		share := 1.0
		if i < len(widths) {
			share, _ = strconv.ParseFloat(widths[i], 64)
		}
		one := flow{x, f.width*share/total - 6, f.y, f.size, f.out}
		one.text(strings.TrimSpace(cell), "F1")
		x, end = x+f.width*share/total, min(end, one.y)
	}
	f.y = min(end, f.y-f.size*1.3)
}

// text wraps the words between the edges.
func (f *flow) text(words, font string) {
	line := ""
	for word := range strings.FieldsSeq(words) {
		if longer := strings.TrimSpace(line + " " + word); line == "" || width(longer, f.size) <= f.width {
			line = longer
			continue
		}
		f.put(f.left, line, font)
		line = word
	}
	if line != "" {
		f.put(f.left, line, font)
	}
}

func (f *flow) put(x float64, text, font string) {
	f.y -= f.size * 1.3
	size := f.size
	if font == "F3" {
		size *= 0.92
	}
	*f.out = append(*f.out, placed{x, f.y, size, font, text})
}

// helvetica is the widths of the characters from the space on, in thousandths.
var helvetica = [...]float64{278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556,
	278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944,
	667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556,
	500, 722, 500, 500, 500, 334, 260, 334, 584}

func width(text string, size float64) float64 {
	sum := 0.0
	for _, r := range text {
		if i := int(r) - ' '; i >= 0 && i < len(helvetica) {
			sum += helvetica[i]
		} else {
			sum += 556
		}
	}
	return sum * size / 1000
}
