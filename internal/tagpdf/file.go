package tagpdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode/utf16"
)

// file gathers the objects of a PDF file. Objects are numbered from 1.
type file struct {
	objects [][]byte
	packer  *zlib.Writer // one for all streams: its tables are larger than most of them
}

func newFile() (*file, error) {
	packer, err := zlib.NewWriterLevel(nil, zlib.BestCompression)
	return &file{packer: packer}, err
}

// reserve gives the number of an object that is written later.
func (f *file) reserve() int {
	f.objects = append(f.objects, nil)
	return len(f.objects)
}

func (f *file) set(n int, format string, args ...any) {
	f.objects[n-1] = fmt.Appendf(nil, format, args...)
}

func (f *file) add(format string, args ...any) int {
	n := f.reserve()
	f.set(n, format, args...)
	return n
}

// stream adds a compressed stream; dict holds further entries of its dictionary.
func (f *file) stream(dict string, data []byte) (int, error) {
	var packed bytes.Buffer
	f.packer.Reset(&packed)
	if _, err := f.packer.Write(data); err != nil {
		return 0, err
	}
	if err := f.packer.Close(); err != nil {
		return 0, err
	}
	return f.add("<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream", dict, packed.Len(), packed.Bytes()), nil
}

// finish is the whole file. Its identifier is a hash of the objects.
func (f *file) finish(root, info int) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(f.objects))
	for i, o := range f.objects {
		offsets[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	id := sha256.Sum256(out.Bytes())
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects)+1)
	for _, at := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d /Root %s /Info %s /ID [<%X> <%X>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.objects)+1, ref(root), ref(info), id[:16], id[:16], start)
	return out.Bytes()
}

func ref(n int) string { return fmt.Sprintf("%d 0 R", n) }

func refs(ns []int) string {
	var b strings.Builder
	for i, n := range ns {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(ref(n))
	}
	return b.String()
}

// str is a text string: plain where it is ASCII, else UTF-16 with its mark.
func str(s string) string {
	for _, r := range s {
		if r < ' ' || r > '~' {
			return "<FEFF" + hex16(s) + ">"
		}
	}
	return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
}

func hex16(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}
