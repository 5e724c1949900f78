package tagpdf

import (
	"fmt"
	"strings"
)

// book is a document while it is laid out.
type book struct {
	meta     Meta
	style    Style
	root     *element
	lang     string // of what is laid out now
	pages    []*page
	outline  []entry
	used     map[*face]map[uint16]rune // glyphs drawn, with the character of each
	fontList []*face                   // in order of first use, named F1, F2 …
}

// entry is a heading in the outline; y is its top above the foot of the page.
type entry struct {
	level, page int
	text        string
	y           float64
}

// frame is where a block may draw: from x to x+width.
type frame struct{ x, width float64 }

// slab is a piece of the flow that no page break cuts.
type slab struct {
	before float64 // space above, which falls away at the top of a page
	height float64
	keep   bool   // stays on the page of the next slab
	breaks bool   // begins a new page
	head   []slab // drawn first, as an artifact, where the slab begins a page
	draw   func(p *page, top float64)
}

// block is one part of a document. It lays itself out within the frame and hangs
// its elements into the book's tree.
type block interface {
	slabs(b *book, f frame) []slab
}

func newBook(m Meta, s Style) *book {
	return &book{meta: m, style: s, lang: m.Lang, root: &element{kind: "Document"}, used: map[*face]map[uint16]rune{}}
}

// top adds an element below the root, with its language where that is another.
func (b *book) top(kind, attrs string) *element {
	e := b.root.add(kind, attrs)
	if b.lang != b.meta.Lang {
		e.lang = b.lang
	}
	return e
}

func (b *book) fontName(f *face) string {
	for i, known := range b.fontList {
		if known == f {
			return fmt.Sprintf("F%d", i+1)
		}
	}
	b.fontList = append(b.fontList, f)
	return fmt.Sprintf("F%d", len(b.fontList))
}

func (b *book) newPage() *page {
	p := &page{index: len(b.pages), fonts: b.fontName}
	b.pages = append(b.pages, p)
	return p
}

// flow puts the slabs on pages. Slabs kept together move to the next page as one,
// unless not even an empty page holds them.
func (b *book) flow(slabs []slab) {
	c := cursor{book: b}
	c.turn()
	for len(slabs) > 0 && slabs[len(slabs)-1].draw == nil {
		slabs = slabs[:len(slabs)-1] // space at the end must not make a page
	}
	for len(slabs) > 0 {
		group := slabs[:together(slabs)]
		if group[0].breaks || !c.fits(group) && stack(group) <= c.room() {
			c.turn()
		}
		for _, s := range group {
			c.place(s)
		}
		slabs = slabs[len(group):]
	}
	for _, p := range b.pages {
		p.leave()
		b.runningLines(p)
	}
}

// together counts the slabs, from the first, that belong on one page.
func together(slabs []slab) int {
	n := 1
	for n < len(slabs) && slabs[n-1].keep && !slabs[n].breaks {
		n++
	}
	return n
}

// stack is the height of slabs at the top of a page, a repeated head included.
func stack(slabs []slab) float64 {
	h := -slabs[0].before
	for _, s := range slabs[0].head {
		h += s.height
	}
	for _, s := range slabs {
		h += s.before + s.height
	}
	return h
}

// cursor is the place on the page where the next slab goes.
type cursor struct {
	book  *book
	page  *page
	y     float64 // above the foot of the page
	fresh bool    // nothing stands on the page yet
}

func (c *cursor) turn() {
	if c.page != nil {
		if c.fresh {
			return
		}
		c.page.leave()
	}
	c.page, c.y, c.fresh = c.book.newPage(), PageHeight-c.book.style.Margin, true
}

// room is the height that an empty page offers.
func (c *cursor) room() float64 { return PageHeight - 2*c.book.style.Margin + 0.001 }

func (c *cursor) fits(group []slab) bool {
	h := 0.0
	for _, s := range group {
		h += s.before + s.height
	}
	return c.fresh || c.y-h >= c.book.style.Margin-0.001
}

func (c *cursor) place(s slab) {
	if s.draw == nil {
		if !c.fresh {
			c.y -= s.before
		}
		return
	}
	if !c.fits([]slab{s}) {
		c.turn()
	}
	if c.fresh {
		s.before = 0
		for _, h := range s.head {
			h.draw(c.page, c.y)
			c.y -= h.height
		}
	}
	c.y -= s.before
	s.draw(c.page, c.y)
	c.y -= s.height
	c.fresh = false
}

// runningLines writes the header and footer, once the count of pages is known.
func (b *book) runningLines(p *page) {
	size, m := b.style.atLeast(b.style.Size*0.8), b.style.Margin
	if !(b.style.PlainFirst && p.index == 0) {
		b.running(p, b.style.Header, headerArtifact, size, PageHeight-m*0.55)
	}
	b.running(p, b.style.Footer, footerArtifact, size, m*0.5)
	p.leave()
}

func (b *book) running(p *page, r Running, kind string, size, y float64) {
	fill := strings.NewReplacer("{page}", fmt.Sprint(p.index+1), "{pages}", fmt.Sprint(len(b.pages)))
	for align, text := range []string{Left: r.Left, Center: r.Center, Right: r.Right} {
		if text == "" {
			continue
		}
		p.artifact(kind)
		l := line(b.shape([]Run{{Text: fill.Replace(text)}}))
		f := frame{b.style.Margin, PageWidth - 2*b.style.Margin}
		p.text(l, size, f.indent(l, size, Align(align)), y, gray)
	}
}

// indent is where a line begins in the frame.
func (f frame) indent(l line, size float64, a Align) float64 {
	rest := f.width - l.visible()*size
	switch a {
	case Center:
		return f.x + rest/2
	case Right:
		return f.x + rest
	default:
		return f.x
	}
}

var gray = Color{0.3, 0.3, 0.3}
