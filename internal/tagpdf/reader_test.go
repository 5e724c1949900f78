package tagpdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// reading is a finished file, read back through its cross-reference table.
type reading struct {
	t       *testing.T
	raw     []byte
	objects map[int]string
	trailer string
	pages   []pageReading
	byMark  map[mark]string // text of each mark
}

type pageReading struct {
	obj       int
	marks     []int
	artifacts []string // text of each artifact that has any
	content   string
}

func read(t *testing.T, raw []byte) *reading {
	t.Helper()
	r := &reading{t: t, raw: raw, objects: map[int]string{}, byMark: map[mark]string{}}
	start := atoi(t, find(t, `startxref\n(\d+)`, string(raw)))
	lines := strings.Split(string(raw[start:]), "\n")
	for n := 1; n < atoi(t, strings.Fields(lines[1])[1]); n++ {
		at := atoi(t, lines[n+2][:10])
		head := fmt.Sprintf("%d 0 obj\n", n)
		if !bytes.HasPrefix(raw[at:], []byte(head)) {
			t.Fatalf("the table leads astray for object %d", n)
		}
		body := string(raw[at+len(head):])
		r.objects[n] = body[:strings.Index(body, "\nendobj\n")]
	}
	r.trailer = string(raw[start:])
	for i, p := range refsOf(find(t, `/Kids \[([^\]]*)\]`, r.get(r.catalog(), "Pages"))) {
		r.pages = append(r.pages, r.readPage(i, p))
	}
	return r
}

func (r *reading) catalog() string {
	return r.objects[atoi(r.t, find(r.t, `/Root (\d+)`, r.trailer))]
}

// get follows a reference in a dictionary.
func (r *reading) get(dict, key string) string {
	return r.objects[atoi(r.t, find(r.t, `/`+key+` (\d+) 0 R`, dict))]
}

func (r *reading) unpack(object string) string {
	r.t.Helper()
	_, packed, _ := strings.Cut(object, "\nstream\n")
	z, err := zlib.NewReader(strings.NewReader(packed))
	if err != nil {
		r.t.Fatal(err)
	}
	out, err := io.ReadAll(z)
	if err != nil {
		r.t.Fatal(err)
	}
	return string(out)
}

var operators = regexp.MustCompile(`(?m)^(/Artifact .* BDC|/\w+ <</MCID (\d+)>> BDC|EMC)$|/(F\d+) [\d.]+ Tf <([0-9A-F]*)> Tj| l (S)$`)

// readPage takes the text of every marked sequence, and fails where one stands
// within another or where something is painted outside of all.
func (r *reading) readPage(index, obj int) pageReading {
	dict := r.objects[obj]
	p := pageReading{obj: obj, content: r.unpack(r.get(dict, "Contents"))}
	fonts := map[string]map[string]string{}
	for _, m := range regexp.MustCompile(`/(F\d+) (\d+) 0 R`).FindAllStringSubmatch(dict, -1) {
		fonts[m[1]] = r.unicodes(r.objects[atoi(r.t, m[2])])
	}
	open, id, text := false, -1, ""
	for _, m := range operators.FindAllStringSubmatch(p.content, -1) {
		switch {
		case !open && (m[3] != "" || m[5] != ""):
			r.t.Fatalf("page %d: text or a line outside of marks", index+1)
		case m[5] != "" && id >= 0:
			r.t.Fatalf("page %d: a line that is no artifact", index+1)
		case m[5] != "": // a line within an artifact, as it should be
		case m[3] != "":
			for i := 0; i < len(m[4]); i += 4 {
				char, ok := fonts[m[3]][m[4][i:i+4]]
				if !ok {
					r.t.Fatalf("page %d: glyph %s has no character", index+1, m[4][i:i+4])
				}
				text += char
			}
		case m[0] == "EMC":
			if id >= 0 {
				r.byMark[mark{index, id}] = text
				p.marks = append(p.marks, id)
			} else if text != "" {
				p.artifacts = append(p.artifacts, text)
			}
			open, id, text = false, -1, ""
		default:
			if open {
				r.t.Fatalf("page %d: a mark within a mark", index+1)
			}
			open = true
			if m[2] != "" {
				id = atoi(r.t, m[2])
			}
		}
	}
	return p
}

func (r *reading) unicodes(font string) map[string]string {
	out := map[string]string{}
	for _, m := range regexp.MustCompile(`<(\w{4})> <(\w+)>`).FindAllStringSubmatch(r.unpack(r.get(font, "ToUnicode")), -1) {
		code, err := strconv.ParseUint(m[2], 16, 32)
		if err == nil {
			out[m[1]] = string(rune(code))
		}
	}
	return out
}

// node is an element of the structure tree as read.
type node struct {
	kind, text, dict string
	kids             []node
	marks            []mark
}

func (r *reading) tree() node {
	root := r.get(r.catalog(), "StructTreeRoot")
	return r.node(atoi(r.t, find(r.t, `/K (\d+) 0 R`, root)))
}

func (r *reading) node(obj int) node {
	dict := r.objects[obj]
	n := node{kind: find(r.t, `/S /(\w+)`, dict), dict: dict}
	kids := find(r.t, `/K \[(.*)\]>>$`, dict)
	for _, m := range regexp.MustCompile(`<</Type /MCR /Pg (\d+) 0 R /MCID (\d+)>>`).FindAllStringSubmatch(kids, -1) {
		for i, p := range r.pages {
			if p.obj == atoi(r.t, m[1]) {
				mk := mark{i, atoi(r.t, m[2])}
				n.marks = append(n.marks, mk)
				n.text += r.byMark[mk]
			}
		}
	}
	if len(n.marks) == 0 {
		for _, k := range refsOf(kids) {
			n.kids = append(n.kids, r.node(k))
		}
	}
	return n
}

func (n node) walk(visit func(node)) {
	visit(n)
	for _, k := range n.kids {
		k.walk(visit)
	}
}

// outlineText lists kinds and texts in reading order, one a line.
func (n node) outlineText() string {
	var b strings.Builder
	n.walk(func(k node) {
		if k.text != "" || len(k.kids) == 0 {
			fmt.Fprintf(&b, "%s: %s\n", k.kind, k.text)
		}
	})
	return b.String()
}

func find(t *testing.T, pattern, in string) string {
	t.Helper()
	m := regexp.MustCompile(`(?s)` + pattern).FindStringSubmatch(in)
	if m == nil {
		t.Fatalf("nothing like %s in %.300s", pattern, in)
	}
	return m[1]
}

func refsOf(s string) []int {
	var out []int
	for _, m := range regexp.MustCompile(`(\d+) 0 R`).FindAllStringSubmatch(s, -1) {
		n, _ := strconv.Atoi(m[1])
		out = append(out, n)
	}
	return out
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
