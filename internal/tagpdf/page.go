package tagpdf

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// page gathers the drawing commands of one page. Every command stands within the
// mark of an element or within an artifact.
type page struct {
	index  int
	body   bytes.Buffer
	owners []*element // by mark id
	open   string     // what the open sequence is, "" where none is
	owner  *element   // its element, nil for an artifact
	fonts  func(*face) string
}

// enter begins the element's marked content, unless it is open already.
func (p *page) enter(e *element) {
	if p.owner == e && p.open != "" {
		return
	}
	p.leave()
	fmt.Fprintf(&p.body, "/%s <</MCID %d>> BDC\n", e.kind, len(p.owners))
	e.marks = append(e.marks, mark{p.index, len(p.owners)})
	p.owners = append(p.owners, e)
	p.open, p.owner = e.kind, e
}

// The artifacts by what they are.
const (
	layoutArtifact = "/Artifact <</Type /Layout>> BDC\n"
	repeatArtifact = "/Artifact <</Type /Pagination>> BDC\n"
	headerArtifact = "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC\n"
	footerArtifact = "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC\n"
)

// artifact begins what a screen reader passes over.
func (p *page) artifact(kind string) {
	if p.open == kind {
		return
	}
	p.leave()
	p.body.WriteString(kind)
	p.open, p.owner = kind, nil
}

func (p *page) leave() {
	if p.open != "" {
		p.body.WriteString("EMC\n")
	}
	p.open, p.owner = "", nil
}

// text draws a line with its baseline at y points above the foot of the page.
func (p *page) text(l line, size, x, y float64, c Color) {
	if len(l) == 0 {
		return
	}
	fmt.Fprintf(&p.body, "BT %s %s %s Td\n", c.operator("rg"), num(x), num(y))
	for start := 0; start < len(l); {
		end := start + 1
		for end < len(l) && l[end].face == l[start].face {
			end++
		}
		fmt.Fprintf(&p.body, "/%s %s Tf <", p.fonts(l[start].face), num(size))
		for _, g := range l[start:end] {
			fmt.Fprintf(&p.body, "%04X", g.id)
		}
		p.body.WriteString("> Tj\n")
		start = end
	}
	p.body.WriteString("ET\n")
}

// stroke draws a straight line; heights are above the foot of the page.
func (p *page) stroke(x0, y0, x1, y1, thick float64, c Color) {
	p.artifact(layoutArtifact)
	fmt.Fprintf(&p.body, "%s %s w %s %s m %s %s l S\n", c.operator("RG"), num(thick), num(x0), num(y0), num(x1), num(y1))
}

func (c Color) operator(op string) string {
	return num(c.R) + " " + num(c.G) + " " + num(c.B) + " " + op
}

// num writes a number with at most two decimals, as PDF wants it.
func num(v float64) string {
	s := strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0")
	if s = strings.TrimSuffix(s, "."); s == "-0" {
		return "0"
	}
	return s
}
