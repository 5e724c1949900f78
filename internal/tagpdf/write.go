package tagpdf

import (
	"fmt"
	"html"
	"strings"
)

// write turns the laid-out book into a file.
func (b *book) write() ([]byte, error) {
	f, err := newFile()
	if err != nil {
		return nil, err
	}
	catalog, pageTree, treeRoot := f.reserve(), f.reserve(), f.reserve()
	pages := make([]int, len(b.pages))
	for i := range pages {
		pages[i] = f.reserve()
	}
	b.writeTree(f, treeRoot, pages)
	fonts, err := b.writeFonts(f)
	if err != nil {
		return nil, err
	}
	for i, p := range b.pages {
		content, err := f.stream("", p.body.Bytes())
		if err != nil {
			return nil, err
		}
		f.set(pages[i], "<</Type /Page /Parent %s /MediaBox [0 0 %s %s] /Resources <</Font <<%s>>>> /Contents %s /StructParents %d /Tabs /S>>",
			ref(pageTree), num(PageWidth), num(PageHeight), fonts, ref(content), i)
	}
	f.set(pageTree, "<</Type /Pages /Count %d /Kids [%s]>>", len(pages), refs(pages))
	// PDF/UA wants the XMP readable without unpacking.
	xmp := b.xmp()
	metadata := f.add("<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream", len(xmp), xmp)
	f.set(catalog, "<</Type /Catalog /Pages %s /StructTreeRoot %s /MarkInfo <</Marked true>> /Lang %s /Metadata %s /ViewerPreferences <</DisplayDocTitle true>>%s>>",
		ref(pageTree), ref(treeRoot), str(b.meta.Lang), ref(metadata), b.writeOutline(f, pages))
	return f.finish(catalog, f.add("<<%s>>", b.info())), nil
}

// writeTree writes the structure elements and the parent tree, which leads from
// each mark of a page back to its element.
func (b *book) writeTree(f *file, treeRoot int, pages []int) {
	b.root.walk(func(e *element) { e.obj = f.reserve() })
	b.root.walk(func(e *element) {
		parent := treeRoot
		if e.up != nil {
			parent = e.up.obj
		}
		attrs := ""
		if e.attrs != "" {
			attrs = " /A " + e.attrs
		}
		if e.lang != "" {
			attrs += " /Lang " + str(e.lang)
		}
		f.set(e.obj, "<</Type /StructElem /S /%s /P %s%s /K [%s]>>", e.kind, ref(parent), attrs, e.kidRefs(pages))
	})
	nums := make([]string, len(b.pages))
	for i, p := range b.pages {
		owners := make([]int, len(p.owners))
		for k, e := range p.owners {
			owners[k] = e.obj
		}
		nums[i] = fmt.Sprintf("%d %s", i, ref(f.add("[%s]", refs(owners))))
	}
	parents := f.add("<</Nums [%s]>>", strings.Join(nums, " "))
	f.set(treeRoot, "<</Type /StructTreeRoot /K %s /ParentTree %s /ParentTreeNextKey %d>>", ref(b.root.obj), ref(parents), len(b.pages))
}

func (e *element) kidRefs(pages []int) string {
	var kids []string
	for _, k := range e.kids {
		kids = append(kids, ref(k.obj))
	}
	for _, m := range e.marks {
		kids = append(kids, fmt.Sprintf("<</Type /MCR /Pg %s /MCID %d>>", ref(pages[m.page]), m.id))
	}
	return strings.Join(kids, " ")
}

// writeOutline writes the headings as bookmarks, deeper levels below the nearest
// higher one before them, and gives the catalog's entry.
func (b *book) writeOutline(f *file, pages []int) string {
	if len(b.outline) == 0 {
		return ""
	}
	root := &bookmark{obj: f.reserve()}
	last := map[int]*bookmark{0: root}
	for _, en := range b.outline {
		up := root
		for level := en.level - 1; level > 0; level-- {
			if last[level] != nil {
				up = last[level]
				break
			}
		}
		bm := &bookmark{entry: en, obj: f.reserve(), up: up}
		up.kids = append(up.kids, bm)
		last[en.level] = bm
		for level := en.level + 1; level <= 6; level++ {
			last[level] = nil
		}
	}
	f.set(root.obj, "<</Type /Outlines%s>>", root.family())
	root.write(f, pages)
	return fmt.Sprintf(" /Outlines %s /PageMode /UseOutlines", ref(root.obj))
}

// bookmark is an entry of the outline with those below it.
type bookmark struct {
	entry
	obj  int
	up   *bookmark
	kids []*bookmark
}

// family names the first and last below and counts all, since all stand open.
func (bm *bookmark) family() string {
	if len(bm.kids) == 0 {
		return ""
	}
	return fmt.Sprintf(" /First %s /Last %s /Count %d", ref(bm.kids[0].obj), ref(bm.kids[len(bm.kids)-1].obj), bm.count())
}

func (bm *bookmark) count() int {
	n := len(bm.kids)
	for _, k := range bm.kids {
		n += k.count()
	}
	return n
}

func (bm *bookmark) write(f *file, pages []int) {
	for i, k := range bm.kids {
		beside := ""
		if i > 0 {
			beside += " /Prev " + ref(bm.kids[i-1].obj)
		}
		if i+1 < len(bm.kids) {
			beside += " /Next " + ref(bm.kids[i+1].obj)
		}
		f.set(k.obj, "<</Title %s /Parent %s%s%s /Dest [%s /XYZ 0 %s null]>>",
			str(k.text), ref(bm.obj), beside, k.family(), ref(pages[k.page]), num(k.y))
		k.write(f, pages)
	}
}

// info is the old form of the metadata.
func (b *book) info() string {
	s := fmt.Sprintf("/Title %s /Producer %s", str(b.meta.Title), str(Producer))
	if b.meta.Subject != "" {
		s += " /Subject " + str(b.meta.Subject)
	}
	if !b.meta.Created.IsZero() {
		s += " /CreationDate " + str(b.meta.Created.UTC().Format("D:20060102150405Z"))
	}
	return s
}

func (b *book) xmp() string {
	esc := html.EscapeString
	var x strings.Builder
	x.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"` +
		` xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">` + "\n")
	fmt.Fprintf(&x, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n", esc(b.meta.Title))
	fmt.Fprintf(&x, "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n", esc(b.meta.Lang))
	if b.meta.Subject != "" {
		fmt.Fprintf(&x, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:description>\n", esc(b.meta.Subject))
	}
	if !b.meta.Created.IsZero() {
		fmt.Fprintf(&x, "<xmp:CreateDate>%s</xmp:CreateDate>\n", b.meta.Created.UTC().Format("2006-01-02T15:04:05Z"))
	}
	fmt.Fprintf(&x, "<pdf:Producer>%s</pdf:Producer>\n<pdfuaid:part>1</pdfuaid:part>\n", esc(Producer))
	x.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return x.String()
}
