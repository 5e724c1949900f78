// Package tagpdf writes tagged PDF files: text with headings, lists and tables
// that a screen reader can follow, in embedded fonts, on US Letter pages. The
// same calls always give the same bytes, and nothing in the file names a person
// that the caller did not name.
//
// Text is set left to right, one column, without hyphenation. A character that
// the font lacks is written as its code point, such as [U+1F600], so that none is
// lost in silence; control characters are written so too, except that a line feed
// breaks the line and a tab is a space. Soft hyphens, word joiners and byte order
// marks show nothing and are left out. Where two characters share one glyph, text
// taken from the file gives the lower of those that the document uses.
package tagpdf

// Doc is a document under construction. Blocks stand in the order of the calls.
type Doc struct {
	meta   Meta
	style  Style
	blocks []block
}

// Run is a piece of text within a paragraph.
type Run struct {
	Text string
	Bold bool
}

// Para is a paragraph with all that can be said of one.
type Para struct {
	Runs     []Run
	Align    Align
	Size     float64 // in points; 0 means that of the document
	Tight    bool    // no space above it
	KeepNext bool    // stays on the page of the block that follows
	Lang     string  // BCP 47; empty means the language in which the document goes on
	Accent   bool    // in the accent colour
}

// Field is a label with its value.
type Field struct{ Label, Value string }

// New starts an empty document.
func New(meta Meta, style Style) *Doc {
	if meta.Lang == "" {
		meta.Lang = "en-US"
	}
	return &Doc{meta: meta, style: style.withDefaults()}
}

// Heading adds a heading of level 1 to 6, which is also an entry of the outline
// and stays on the page of what follows it. Levels outside are clamped.
func (d *Doc) Heading(level int, text string) { d.heading(level, text, Left) }

// CenteredHeading is Heading between the margins.
func (d *Doc) CenteredHeading(level int, text string) { d.heading(level, text, Center) }

func (d *Doc) heading(level int, text string, align Align) {
	d.add(heading{level: min(max(level, 1), 6), text: text, align: align})
}

// Paragraph adds plain text.
func (d *Doc) Paragraph(text string) { d.Text(Para{Runs: []Run{{Text: text}}}) }

// ParagraphRuns adds text of which parts are bold.
func (d *Doc) ParagraphRuns(runs []Run) { d.Text(Para{Runs: runs}) }

// Text adds a paragraph in full detail.
func (d *Doc) Text(p Para) { d.add(p) }

// Letterhead adds a name in large letters and lines below it, over a rule.
func (d *Doc) Letterhead(name string, lines []string, align Align) {
	d.Text(Para{Runs: []Run{{name, true}}, Align: align, Size: d.style.Size * 1.45, Accent: true, KeepNext: true, Tight: true})
	for _, l := range lines {
		d.Text(Para{Runs: []Run{{Text: l}}, Align: align, Size: d.style.atLeast(d.style.Size * 0.85), KeepNext: true, Tight: true})
	}
	d.Rule()
}

// List adds a list with bullets.
func (d *Doc) List(items []string) { d.add(list{items: items}) }

// Numbered adds a list counted from 1.
func (d *Doc) Numbered(items []string) { d.add(list{items: items, numbered: true}) }

// Table adds a table. Its head is repeated, as an artifact, on each page that it
// reaches. Widths are fractions of the line in any scale; nil means equal columns.
// A row with fewer cells than the head is filled with empty ones; a row with more
// makes the table that wide. An empty caption is left out.
func (d *Doc) Table(caption string, head []string, rows [][]string, widths []float64) {
	d.add(newTable(caption, head, rows, widths))
}

// Fields adds labels with their values, side by side in the given number of
// columns (1 or more), read row by row.
func (d *Doc) Fields(columns int, fields []Field) {
	if len(fields) > 0 {
		d.add(fieldGrid{columns: max(columns, 1), fields: fields})
	}
}

// Box adds paragraphs within a frame.
func (d *Doc) Box(paras ...Para) { d.add(box{paras}) }

// Rule adds a line from margin to margin.
func (d *Doc) Rule() { d.add(rule{}) }

// Space adds empty height in points, which falls away at the top of a page.
func (d *Doc) Space(pt float64) { d.add(space(pt)) }

// PageBreak lets what follows begin on a new page.
func (d *Doc) PageBreak() { d.add(pageBreak{}) }

// Language says in which language what follows is, as a BCP 47 tag; it begins in that
// of the document.
func (d *Doc) Language(tag string) { d.add(language(tag)) }

// Bytes is the finished file. It may be called again, also after further blocks.
func (d *Doc) Bytes() ([]byte, error) {
	b := newBook(d.meta, d.style)
	var flow []slab
	for _, bl := range d.blocks {
		flow = append(flow, bl.slabs(b, frame{d.style.Margin, PageWidth - 2*d.style.Margin})...)
	}
	b.flow(flow)
	return b.write()
}

func (d *Doc) add(b block) { d.blocks = append(d.blocks, b) }
