package tagpdf

import "fmt"

type (
	heading struct {
		level int
		text  string
		align Align
	}
	list struct {
		items    []string
		numbered bool
	}
	box       struct{ paras []Para }
	rule      struct{}
	space     float64
	pageBreak struct{}
	language  string
)

// setting says how lines are drawn.
type setting struct {
	size  float64
	align Align
	color Color
}

// textSlabs makes one slab for each line of the runs. The first two lines stay
// together, and so do the last two.
func (b *book) textSlabs(runs []Run, f frame, s setting, e *element) []slab {
	lines := wrap(b.shape(runs), s.size, f.width)
	slabs := make([]slab, len(lines))
	for i, l := range lines {
		slabs[i] = slab{
			height: b.style.lineHeight(s.size),
			keep:   i < len(lines)-1 && (i == 0 || i == len(lines)-2),
			draw: func(p *page, top float64) {
				if len(l) > 0 {
					p.enter(e)
					p.text(l, s.size, f.indent(l, s.size, s.align), b.baseline(top, s.size), s.color)
				}
			},
		}
	}
	return slabs
}

// baseline is where letters stand in a line whose top is given.
func (b *book) baseline(top, size float64) float64 {
	f := faces[b.style.Family][0]()
	slack := b.style.lineHeight(size) - (f.ascent-f.descent)*size
	return top - slack/2 - f.ascent*size
}

func (h heading) slabs(b *book, f frame) []slab {
	e := b.top(fmt.Sprintf("H%d", h.level), "")
	size := b.style.headingSize(h.level)
	slabs := b.textSlabs([]Run{{h.text, true}}, f, setting{size, h.align, b.style.Accent}, e)
	for i := range slabs {
		slabs[i].keep = true
	}
	slabs[0].before = b.style.Size * 1.15
	slabs[len(slabs)-1].height += size * 0.1
	draw := slabs[0].draw
	slabs[0].draw = func(p *page, top float64) {
		b.outline = append(b.outline, entry{h.level, p.index, h.text, top})
		draw(p, top)
	}
	return slabs
}

func (para Para) slabs(b *book, f frame) []slab {
	s := setting{size: para.Size, align: para.Align}
	if s.size == 0 {
		s.size = b.style.Size
	}
	if para.Accent {
		s.color = b.style.Accent
	}
	e := b.top("P", "")
	if para.Lang != "" {
		e.lang = para.Lang
	}
	slabs := b.textSlabs(para.Runs, f, s, e)
	if !para.Tight {
		slabs[0].before = s.size * 0.55
	}
	if para.KeepNext {
		slabs[len(slabs)-1].keep = true
	}
	return slabs
}

func (l list) slabs(b *book, f frame) []slab {
	attrs := bulletList
	if l.numbered {
		attrs = numberedList
	}
	parent := b.top("L", attrs)
	var out []slab
	size := b.style.Size
	indent := size * 1.6
	for i, item := range l.items {
		sign := "•"
		if l.numbered {
			sign = fmt.Sprintf("%d.", i+1)
		}
		li := parent.add("LI", "")
		label := line(b.shape([]Run{{Text: sign + " "}}))
		lbl := li.add("Lbl", "")
		slabs := b.textSlabs([]Run{{Text: item}}, frame{f.x + indent, f.width - indent}, setting{size: size}, li.add("LBody", ""))
		draw := slabs[0].draw
		slabs[0].before = size * 0.3
		slabs[0].draw = func(p *page, top float64) {
			p.enter(lbl)
			p.text(label, size, f.x+indent-size*0.5-label.visible()*size, b.baseline(top, size), Color{})
			draw(p, top)
		}
		out = append(out, slabs...)
	}
	return out
}

func (r rule) slabs(b *book, f frame) []slab {
	return []slab{{before: b.style.Size * 0.4, height: b.style.Size * 0.4, draw: func(p *page, top float64) {
		p.stroke(f.x, top, f.x+f.width, top, 1, b.style.Accent)
	}}}
}

func (s space) slabs(*book, frame) []slab { return []slab{{before: float64(s), keep: true}} }

func (l language) slabs(b *book, _ frame) []slab {
	b.lang = string(l)
	return nil
}

func (pageBreak) slabs(*book, frame) []slab { return []slab{{breaks: true, keep: true}} }

// slabs draws the frame piece by piece. A box stays on one page unless it is taller.
func (x box) slabs(b *book, f frame) []slab {
	pad := b.style.Size * 0.8
	inner := frame{f.x + pad, f.width - 2*pad}
	out := []slab{{before: pad, height: pad * 0.4, keep: true, draw: func(p *page, top float64) {
		p.stroke(f.x, top, f.x+f.width, top, 1, b.style.Accent)
	}}}
	for _, para := range x.paras {
		out = append(out, para.slabs(b, inner)...)
	}
	out = append(out, slab{height: pad * 0.8, draw: func(p *page, top float64) {
		p.stroke(f.x, top-pad*0.8, f.x+f.width, top-pad*0.8, 1, b.style.Accent)
	}})
	for i := range out {
		out[i] = b.withSides(out[i], f, i > 0)
		out[i].keep = i < len(out)-1
	}
	return append(out, slab{before: pad * 0.4, keep: true})
}

// withSides adds the box's edges beside a slab; space above it becomes a part of it.
func (b *book) withSides(s slab, f frame, inside bool) slab {
	gap, draw := 0.0, s.draw
	if inside {
		gap, s.before = s.before, 0
	}
	s.height += gap
	s.draw = func(p *page, top float64) {
		for _, x := range []float64{f.x, f.x + f.width} {
			p.stroke(x, top, x, top-s.height, 1, b.style.Accent)
		}
		draw(p, top-gap)
	}
	return s
}
