package tagpdf

// element is a node of the structure tree. It holds either elements or marks.
type element struct {
	kind  string // a standard structure type
	attrs string // its attribute dictionary, or ""
	lang  string // its language, where that is not the document's
	kids  []*element
	marks []mark
	up    *element
	obj   int // its object number, given when the file is written
}

// mark is a marked content sequence.
type mark struct{ page, id int }

func (e *element) add(kind, attrs string) *element {
	kid := &element{kind: kind, attrs: attrs, up: e}
	e.kids = append(e.kids, kid)
	return kid
}

// walk visits the element and all below it, parents first, in reading order.
func (e *element) walk(visit func(*element)) {
	visit(e)
	for _, kid := range e.kids {
		kid.walk(visit)
	}
}

const (
	columnScope  = "<</O /Table /Scope /Column>>"
	rowScope     = "<</O /Table /Scope /Row>>"
	bulletList   = "<</O /List /ListNumbering /Disc>>"
	numberedList = "<</O /List /ListNumbering /Decimal>>"
)
