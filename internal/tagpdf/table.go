package tagpdf

type (
	table struct {
		caption string
		head    []string
		rows    [][]string
		widths  []float64 // fractions in any scale, one for each column
	}
	fieldGrid struct {
		columns int
		fields  []Field
	}
	// cell is a cell's text with the column's place and its element, which is nil
	// in a head that is drawn again.
	cell struct {
		lines []line
		at    frame
		elem  *element
	}
)

// wholeRow is the number of lines up to which a row is not split between pages.
const wholeRow = 14

func newTable(caption string, head []string, rows [][]string, widths []float64) table {
	columns := len(head)
	for _, r := range rows {
		columns = max(columns, len(r))
	}
	t := table{caption: caption, widths: make([]float64, columns)}
	for i := range t.widths {
		t.widths[i] = 1
		if i < len(widths) && widths[i] > 0 {
			t.widths[i] = widths[i]
		}
	}
	if len(head) > 0 {
		t.head = filled(head, columns)
	}
	for _, r := range rows {
		t.rows = append(t.rows, filled(r, columns))
	}
	return t
}

func filled(row []string, columns int) []string {
	return append(append([]string{}, row...), make([]string, columns-len(row))...)
}

func (t table) slabs(b *book, f frame) []slab {
	e := b.top("Table", "")
	size := b.style.atLeast(b.style.Size * 0.92)
	var out []slab
	if t.caption != "" {
		out = b.textSlabs([]Run{{t.caption, true}}, f, setting{size: size}, e.add("Caption", ""))
		for i := range out {
			out[i].keep = true
		}
	}
	g := grid{book: b, size: size, pad: size * 0.3, columns: columns(f, t.widths)}
	var again []slab
	if t.head != nil {
		out = append(out, g.headRow(t.head, e.add("THead", ""))...)
		again = g.headRow(t.head, nil)
	}
	body := e.add("TBody", "")
	for i, r := range t.rows {
		row := g.bodyRow(r, body)
		row[len(row)-1].keep = i == len(t.rows)-2 // no row stands alone on the last page
		for k := range row {
			row[k].head = again
		}
		out = append(out, row...)
	}
	if len(out) > 0 {
		out[0].before = b.style.Size * 0.6
	}
	return append(out, slab{before: b.style.Size * 0.3, keep: true})
}

// columns divides the frame by the widths.
func columns(f frame, widths []float64) []frame {
	sum := 0.0
	for _, w := range widths {
		sum += w
	}
	out := make([]frame, len(widths))
	x := f.x
	for i, w := range widths {
		out[i] = frame{x, f.width * w / sum}
		x += out[i].width
	}
	return out
}

// span is a stretch of the page downwards from its top.
type span struct{ top, height float64 }

// grid is what the rows of one table share.
type grid struct {
	book    *book
	size    float64
	pad     float64
	columns []frame
}

func (g grid) headRow(texts []string, parent *element) []slab {
	var tr *element
	if parent != nil {
		tr = parent.add("TR", "")
	}
	cells := make([]cell, len(texts))
	for i, text := range texts {
		cells[i] = g.cell(i, Run{text, true}, tr, "TH")
	}
	slabs := g.row(cells, 0.9)
	for i := range slabs {
		slabs[i].keep = true
	}
	return slabs
}

func (g grid) bodyRow(texts []string, body *element) []slab {
	tr := body.add("TR", "")
	cells := make([]cell, len(texts))
	for i, text := range texts {
		cells[i] = g.cell(i, Run{Text: text}, tr, "TD")
	}
	return g.row(cells, 0.35)
}

// cell wraps a text in its column; TH is a column's head here.
func (g grid) cell(column int, run Run, tr *element, kind string) cell {
	at := g.columns[column]
	at = frame{at.x + g.pad, at.width - 2*g.pad}
	c := cell{lines: wrap(g.book.shape([]Run{run}), g.size, at.width), at: at}
	if tr == nil {
		return c
	}
	attrs := ""
	if kind == "TH" {
		attrs = columnScope
	}
	c.elem = tr.add(kind, attrs)
	return c
}

// row makes a slab for each line that the row is high, so that a row taller than
// a page runs on over the next. Short rows stay whole. Below it is a line.
func (g grid) row(cells []cell, thick float64) []slab {
	n := 1
	for _, c := range cells {
		n = max(n, len(c.lines))
	}
	slabs := make([]slab, n)
	for k := range slabs {
		top, bottom := 0.0, 0.0
		if k == 0 {
			top = g.pad
		}
		if k == n-1 {
			bottom = g.pad
		}
		slabs[k] = slab{
			height: top + g.book.style.lineHeight(g.size) + bottom,
			keep:   k < n-1 && (n <= wholeRow || k == 0 || k == n-2),
		}
		s := slabs[k]
		slabs[k].draw = func(p *page, y float64) {
			g.drawLine(p, cells, k, y-top)
			g.drawRules(p, span{y, s.height}, thick, k == 0, k == n-1)
		}
	}
	return slabs
}

// drawLine draws line k of every cell that has one.
func (g grid) drawLine(p *page, cells []cell, k int, top float64) {
	for _, c := range cells {
		if k >= len(c.lines) || len(c.lines[k]) == 0 {
			continue
		}
		if c.elem != nil {
			p.enter(c.elem)
		} else {
			p.artifact(repeatArtifact)
		}
		p.text(c.lines[k], g.size, c.at.x, g.book.baseline(top, g.size), Color{})
	}
}

// drawRules draws the line below a row, and in a grid those around its cells.
func (g grid) drawRules(p *page, at span, thick float64, first, last bool) {
	top, height := at.top, at.height
	left, end := g.columns[0], g.columns[len(g.columns)-1]
	right := end.x + end.width
	if last && thick > 0 {
		p.stroke(left.x, top-height, right, top-height, thick, gray)
	}
	if !g.book.style.Grid || thick == 0 {
		return
	}
	if first {
		p.stroke(left.x, top, right, top, thick, gray)
	}
	for _, c := range g.columns {
		p.stroke(c.x, top, c.x, top-height, thick, gray)
	}
	p.stroke(right, top, right, top-height, thick, gray)
}

// slabs sets the labels as row heads, as wide as the widest of their column but
// never more than three fifths of it.
func (fg fieldGrid) slabs(b *book, f frame) []slab {
	size := b.style.atLeast(b.style.Size * 0.95)
	g := grid{book: b, size: size, pad: size * 0.12}
	widths := make([]float64, 0, 2*fg.columns)
	whole := f.width / float64(fg.columns)
	for c := range fg.columns {
		label := 0.0
		for i := c; i < len(fg.fields); i += fg.columns {
			label = max(label, advance(b.shape([]Run{{fg.fields[i].Label, true}}))*size+size)
		}
		label = min(label, whole*0.6)
		widths = append(widths, label, whole-label)
	}
	g.columns = columns(f, widths)
	body := b.top("Table", "").add("TBody", "")
	out := []slab{{before: b.style.Size * 0.5, keep: true}}
	for i := 0; i < len(fg.fields); i += fg.columns {
		out = append(out, g.fieldRow(fg.fields[i:min(i+fg.columns, len(fg.fields))], body)...)
	}
	return out
}

func (g grid) fieldRow(fields []Field, body *element) []slab {
	tr := body.add("TR", "")
	cells := make([]cell, 0, len(g.columns))
	for i := range len(g.columns) / 2 {
		if i >= len(fields) {
			cells = append(cells, g.cell(2*i, Run{}, tr, "TD"), g.cell(2*i+1, Run{}, tr, "TD"))
			continue
		}
		label := g.cell(2*i, Run{fields[i].Label, true}, tr, "TH")
		label.elem.attrs = rowScope
		cells = append(cells, label, g.cell(2*i+1, Run{Text: fields[i].Value}, tr, "TD"))
	}
	return g.row(cells, 0)
}
