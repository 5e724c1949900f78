package bundle

import (
	"bytes"
	"encoding/json"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"imr/internal/calendar"
)

// codec reads and writes the JSON form of a T. Reading refuses what is wrong
// and then gives the zero T; writing appends compact JSON.
type codec[T any] struct {
	read  func(d *decoder, v value) T
	write func(b []byte, t T) []byte
}

// text is any text.
func text[T ~string]() codec[T] {
	return codec[T]{
		read: func(d *decoder, v value) T {
			if !d.expect(v, textKind, "text") {
				return ""
			}
			if strings.ContainsFunc(v.text, isControl) {
				d.refuse(v, "must hold no control characters")
				return ""
			}
			return T(v.text)
		},
		write: func(b []byte, t T) []byte { return quote(b, string(t)) },
	}
}

// isControl reports whether the sign has no place in a text that people read.
func isControl(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' }

// textOrNumber is a text that others like to write as a number, such as a year.
func textOrNumber() codec[string] {
	c := text[string]()
	read := c.read
	c.read = func(d *decoder, v value) string {
		if v.kind == numberKind {
			return v.text
		}
		return read(d, v)
	}
	return c
}

// oneOf is one of the words allowed, or "" where the field may be empty.
func oneOf[T ~string](allowed []T) codec[T] {
	return text[T]().and(func(d *decoder, v value, t T) {
		if t != "" && !slices.Contains(allowed, t) {
			d.refuse(v, "must be %s", alternatives(allowed))
		}
	})
}

// named is the name of a noun, which must be its own.
func named[T ~string](n noun) codec[T] {
	return text[T]().and(func(d *decoder, v value, t T) {
		if t != "" {
			d.name(n, string(t), v)
		}
	})
}

// referenceTo is the name of a noun given elsewhere; "" refers to none.
func referenceTo[T ~string](n noun) codec[T] {
	return text[T]().and(func(d *decoder, v value, t T) {
		if t != "" {
			d.references = append(d.references, reference{n, string(t), v})
		}
	})
}

// documentFile is the path of a document within the bundle.
func documentFile() codec[string] {
	return text[string]().and(func(d *decoder, v value, name string) {
		if name == "" {
			return
		}
		if words := pathFault(name); words != "" {
			d.refuse(v, "%s", words)
			return
		}
		d.name(file, path.Clean(name), v)
		if words := d.fileFault(path.Clean(name)); words != "" {
			d.refuse(v, "%s", words)
		}
	})
}

// and adds a check to a text codec, made where the value is a text.
func (c codec[T]) and(check func(d *decoder, v value, t T)) codec[T] {
	return codec[T]{write: c.write, read: func(d *decoder, v value) T {
		t := c.read(d, v)
		if v.kind == textKind {
			check(d, v, t)
		}
		return t
	}}
}

// date is a calendar date; "" is one that is not known.
var date = codec[calendar.Date]{
	read: func(d *decoder, v value) (day calendar.Date) {
		if !d.expect(v, textKind, "text, a date like 2014-03-14") {
			return day
		}
		if err := day.UnmarshalText([]byte(v.text)); err != nil {
			d.refuse(v, "must be a date like 2014-03-14")
		}
		return day
	},
	write: func(b []byte, day calendar.Date) []byte { return quote(b, day.String()) },
}

// flag is true or false.
var flag = codec[bool]{
	read: func(d *decoder, v value) bool {
		return d.expect(v, boolKind, "true or false") && v.truth
	},
	write: strconv.AppendBool,
}

// pageNumber is a page of a PDF, counted from 1.
var pageNumber = codec[int]{
	read: func(d *decoder, v value) int {
		n, err := strconv.Atoi(v.text)
		if v.kind != numberKind || err != nil || n < 1 {
			d.refuse(v, "must be a whole number from 1")
			return 0
		}
		return n
	},
	write: func(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) },
}

// list is a list of what the codec reads; an empty one is nil.
func list[T any](of codec[T]) codec[[]T] {
	return codec[[]T]{
		read: func(d *decoder, v value) (ts []T) {
			if !d.expect(v, listKind, "a list") {
				return nil
			}
			for i, n := range v.elements {
				at := value{n, v.path + "[" + strconv.Itoa(i) + "]"}
				if n.blank() {
					d.refuse(at, "must not be empty")
					continue
				}
				ts = append(ts, of.read(d, at))
			}
			return ts
		},
		write: func(b []byte, ts []T) []byte {
			b = append(b, '[')
			for i, t := range ts {
				if i > 0 {
					b = append(b, ',')
				}
				b = of.write(b, t)
			}
			return append(b, ']')
		},
	}
}

// maybe is a part that a bundle may lack; nil is written as null.
func maybe[T any](of codec[T]) codec[*T] {
	return codec[*T]{
		read: func(d *decoder, v value) *T {
			t := of.read(d, v)
			return &t
		},
		write: func(b []byte, t *T) []byte {
			if t == nil {
				return append(b, "null"...)
			}
			return of.write(b, *t)
		},
	}
}

// quote appends the text as JSON. Unlike json.Marshal it leaves <, > and & alone.
func quote(b []byte, s string) []byte {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a string in memory cannot fail to encode
	return append(b, bytes.TrimSuffix(out.Bytes(), []byte("\n"))...)
}

// alternatives lists words for people: a, b or c.
func alternatives[T ~string](words []T) string {
	var names []string
	for _, w := range words {
		if w != "" {
			names = append(names, string(w))
		}
	}
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
