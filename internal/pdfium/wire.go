package pdfium

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"syscall"

	"imr/internal/casefile"
)

// A message on the socket is two lengths, a head in JSON and raw bytes. The
// limits keep a worker that has gone wrong from filling the parent's memory.
const (
	maxHead    = 4 << 20
	maxPayload = 32 << 20
	maxPages   = 20_000
)

// operation is what a worker can be asked for.
type operation string

const (
	opInspect operation = "inspect"
	opWords   operation = "words"
	opRender  operation = "render"
	opGray    operation = "gray"
)

// code says why a worker could not do what it was asked.
type code string

// Error makes a code an error.
func (c code) Error() string { return "pdfium: " + string(c) }

const (
	codePassword    code = "password"
	codeDamaged     code = "damaged"
	codeNoPages     code = "no-pages"
	codeTooMany     code = "too-many-pages"
	codeTooLarge    code = "too-large"
	codePageRange   code = "page-range"
	codePageDamaged code = "page-damaged"
)

// fileKey tells one state of one file from every other.
type fileKey struct {
	Device, Inode uint64
	Size, Changed int64
}

// request asks a worker for something about a file. Pages count from 1.
type request struct {
	Op         operation
	Key        fileKey
	HasFile    bool // the descriptor travels with the message
	Page, Last int
	Width, DPI int // of a picture
}

// identify fills in the key of the file.
func (r *request) identify(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("pdfium: look at the file: %w", err)
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.Mode().IsRegular() {
		return errors.New("pdfium: the record is not a regular file")
	}
	r.Key = fileKey{Device: stat.Dev, Inode: stat.Ino, Size: info.Size(), Changed: info.ModTime().UnixNano()}
	return nil
}

// answers is how many messages follow the one that says that a file of so
// many pages is open.
func (r *request) answers(pages int) int {
	if r.Op == opInspect {
		return 1
	}
	return max(min(r.Last, pages)-r.Page, 0) + 1
}

// answer is what a worker sends back: first one that says whether the file is
// open and how many pages it has, then one for each page, or one with all Sizes.
type answer struct {
	Code    code   `json:",omitempty"`
	Pages   int    `json:",omitempty"`
	Page    int    `json:",omitempty"`
	Size    Size   `json:",omitzero"`
	Sizes   []Size `json:",omitempty"`
	Layers  layers `json:",omitzero"`
	Type    string `json:",omitempty"`
	Width   int    `json:",omitempty"` // of gray pixels
	DPI     int    `json:",omitempty"`
	payload []byte // words, a picture or gray pixels
}

// pack makes the beginning of a message: its lengths and head, after which
// come so many raw bytes.
func pack(head any, payload int) ([]byte, error) {
	text, err := json.Marshal(head)
	if err != nil {
		return nil, err
	}
	message := binary.BigEndian.AppendUint32(nil, uint32(len(text)))
	message = binary.BigEndian.AppendUint32(message, uint32(payload))
	return append(message, text...), nil
}

// unpack reads the rest of a message whose two lengths are given.
func unpack(r io.Reader, lengths [8]byte, head any) ([]byte, error) {
	text, payload := binary.BigEndian.Uint32(lengths[:4]), binary.BigEndian.Uint32(lengths[4:])
	if text > maxHead || payload > maxPayload {
		return nil, errors.New("pdfium: message too long")
	}
	body := make([]byte, int(text)+int(payload))
	if _, err := io.ReadFull(r, body); err != nil {
		return nil, err
	}
	return body[text:], json.Unmarshal(body[:text], head)
}

// encodeWords packs words for the socket; coordinates keep hundredths of a point.
func encodeWords(words []casefile.Word) []byte {
	b := binary.AppendUvarint(nil, uint64(len(words)))
	for _, w := range words {
		b = binary.AppendUvarint(b, uint64(len(w.Text)))
		b = append(b, w.Text...)
		b = binary.AppendUvarint(b, uint64(w.Line))
		for _, v := range []float64{w.X0, w.Y0, w.X1, w.Y1} {
			b = binary.AppendUvarint(b, uint64(math.Round(v*100)))
		}
	}
	return b
}

// decodeWords is the reverse of encodeWords and trusts nothing about its input.
func decodeWords(b []byte) ([]casefile.Word, error) {
	in := &wordReader{rest: string(b)}
	count := in.number()
	words := make([]casefile.Word, 0, min(count, 4096))
	for uint64(len(words)) < count && !in.broken {
		w := casefile.Word{Text: in.text(), Line: int(in.number() & math.MaxInt32)}
		for _, v := range []*float64{&w.X0, &w.Y0, &w.X1, &w.Y1} {
			*v = float64(in.number()) / 100
		}
		words = append(words, w)
	}
	if in.broken || len(in.rest) > 0 {
		return nil, errors.New("pdfium: the worker sent broken words")
	}
	return words, nil
}

// wordReader takes numbers and texts off a packed list of words.
type wordReader struct {
	rest   string // the words' texts are parts of it, which saves 500 allocations a page
	broken bool
}

// number takes one number, or 0 where there is none.
func (r *wordReader) number() uint64 {
	var v uint64
	for i := range min(len(r.rest), binary.MaxVarintLen64) {
		b := r.rest[i]
		v |= uint64(b&0x7F) << (7 * i)
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return v
		}
	}
	r.broken = true
	return 0
}

// text takes one text, or "" where there is none.
func (r *wordReader) text() string {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.broken = true
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}
