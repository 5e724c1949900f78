package tagpdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
)

// Join puts the pages of files that this package wrote behind each other, for a
// printer: what a page draws is kept as it is, tags, bookmarks and metadata are not.
// What several files draw alike, such as fonts, is written once.
func Join(title string, files ...[]byte) ([]byte, error) {
	out, err := newFile()
	if err != nil {
		return nil, err
	}
	j := joiner{out: out, known: map[string]int{}}
	catalog, tree := out.reserve(), out.reserve()
	for n, raw := range files {
		if err := j.take(raw, tree); err != nil {
			return nil, fmt.Errorf("tagpdf: file %d: %w", n+1, err)
		}
	}
	out.set(tree, "<</Type /Pages /Count %d /Kids [%s]>>", len(j.pages), refs(j.pages))
	out.set(catalog, "<</Type /Catalog /Pages %s /ViewerPreferences <</DisplayDocTitle true>>>>", ref(tree))
	return out.finish(catalog, out.add("<</Title %s /Producer %s>>", str(title), str(Producer))), nil
}

// joiner copies objects. known tells objects that are written already by their text.
type joiner struct {
	out   *file
	known map[string]int
	pages []int
}

var (
	reference  = regexp.MustCompile(`(\d+) 0 R`)
	pageKids   = regexp.MustCompile(`^<</Type /Pages /Count \d+ /Kids \[([^\]]*)\]>>$`)
	pageHead   = regexp.MustCompile(`^<</Type /Page /Parent \d+ 0 R`)
	pageTags   = regexp.MustCompile(` /StructParents \d+ /Tabs /S>>$`)
	streamMark = []byte("\nstream\n")
)

func (j *joiner) take(raw []byte, tree int) error {
	objects, err := objectsOf(raw)
	if err != nil {
		return err
	}
	done := map[int]int{}
	for _, o := range objects {
		m := pageKids.FindSubmatch(o)
		if m == nil {
			continue
		}
		for _, kid := range reference.FindAllSubmatch(m[1], -1) {
			n, _ := strconv.Atoi(string(kid[1]))
			page, found := objects[n]
			if !found || !pageHead.Match(page) {
				return fmt.Errorf("object %d is no page of ours", n)
			}
			body := pageTags.ReplaceAll(pageHead.ReplaceAll(page, nil), []byte(">>"))
			body, err := j.renumber(body, objects, done)
			if err != nil {
				return err
			}
			j.pages = append(j.pages, j.out.add("<</Type /Page /Parent %s%s", ref(tree), body))
		}
		return nil
	}
	return fmt.Errorf("it has no list of pages")
}

// renumber copies what the text of an object refers to and names it by its new numbers.
func (j *joiner) renumber(text []byte, objects map[int][]byte, done map[int]int) ([]byte, error) {
	var failed error
	out := reference.ReplaceAllFunc(text, func(m []byte) []byte {
		n, _ := strconv.Atoi(string(m[:bytes.IndexByte(m, ' ')]))
		to, err := j.copy(n, objects, done)
		if err != nil {
			failed = err
		}
		return []byte(ref(to))
	})
	return out, failed
}

// copy writes an object with all that it refers to, unless the same stands already,
// and returns its number.
func (j *joiner) copy(n int, objects map[int][]byte, done map[int]int) (int, error) {
	if to, found := done[n]; found {
		return to, nil
	}
	o, found := objects[n]
	if !found {
		return 0, fmt.Errorf("it has no object %d", n)
	}
	dict, rest := o, []byte(nil)
	if at := bytes.Index(o, streamMark); at >= 0 {
		dict, rest = o[:at], o[at:]
	}
	dict, err := j.renumber(dict, objects, done)
	if err != nil {
		return 0, err
	}
	whole := string(dict) + string(rest)
	to, found := j.known[whole]
	if !found {
		to = j.out.add("%s", whole)
		j.known[whole] = to
	}
	done[n] = to
	return to, nil
}

// objectsOf finds the objects by the table at the file's end.
func objectsOf(raw []byte) (map[int][]byte, error) {
	at := bytes.LastIndex(raw, []byte("startxref\n"))
	if at < 0 {
		return nil, fmt.Errorf("it has no table of objects")
	}
	var start, count int
	if _, err := fmt.Sscanf(string(raw[at:]), "startxref\n%d", &start); err != nil || start <= 0 || start >= at {
		return nil, fmt.Errorf("its table of objects is nowhere")
	}
	if _, err := fmt.Sscanf(string(raw[start:min(start+40, len(raw))]), "xref\n0 %d\n", &count); err != nil || count > len(raw) {
		return nil, fmt.Errorf("its table of objects is none")
	}
	rows := raw[start+len(fmt.Sprintf("xref\n0 %d\n", count)):]
	out := map[int][]byte{}
	for n := 1; n < count; n++ {
		if len(rows) < 20*(n+1) {
			return nil, fmt.Errorf("its table of objects is cut off")
		}
		from, err := strconv.Atoi(string(rows[20*n : 20*n+10]))
		head := fmt.Sprintf("%d 0 obj\n", n)
		if err != nil || from > start || !bytes.HasPrefix(raw[from:], []byte(head)) {
			return nil, fmt.Errorf("object %d is not where the table says", n)
		}
		to := start
		if n+1 < count {
			to, _ = strconv.Atoi(string(rows[20*(n+1) : 20*(n+1)+10]))
		}
		end := from + len(head)
		if to < end || to > start {
			return nil, fmt.Errorf("object %d ends nowhere", n)
		}
		out[n] = bytes.TrimSuffix(raw[end:to], []byte("\nendobj\n"))
	}
	return out, nil
}

// PageCount counts the pages of a file that this package wrote.
func PageCount(raw []byte) (int, error) {
	objects, err := objectsOf(raw)
	if err != nil {
		return 0, err
	}
	for _, o := range objects {
		if m := pageKids.FindSubmatch(o); m != nil {
			return len(reference.FindAll(m[1], -1)), nil
		}
	}
	return 0, fmt.Errorf("tagpdf: the file has no list of pages")
}
