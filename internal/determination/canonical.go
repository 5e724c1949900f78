package determination

import (
	"bytes"
	"crypto/sha256"
	"encoding"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Canonical is the determination as canonical JSON (RFC 8785): one line, keys in
// order, no escape that is not needed, integers only. The names are those of the
// types in layout.go and fixed for good by the format imr-determination/1. Every
// field is always there, but for those of evidence.go; a date that is not set is "",
// a representative that the employee does not have is null. Equal determinations give equal bytes. Text that
// is no valid UTF-8 and a Format other than this one are errors.
func (d Determination) Canonical() ([]byte, error) {
	if d.Format != Format {
		return nil, fmt.Errorf("determination: format is %q, not %q", d.Format, Format)
	}
	return appendCanonical(nil, reflect.ValueOf(toLayout(d)))
}

// Parse reads canonical JSON back. It refuses anything that Canonical would not
// have written, so that the bytes and what they say can never be two things.
// Lists without elements come back as nil.
func Parse(canonical []byte) (Determination, error) {
	var l layout
	dec := json.NewDecoder(bytes.NewReader(canonical))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&l); err != nil {
		return Determination{}, fmt.Errorf("determination: %w", err)
	}
	d := l.determination()
	again, err := d.Canonical()
	if err != nil {
		return Determination{}, err
	}
	if !bytes.Equal(again, canonical) {
		return Determination{}, fmt.Errorf("determination: not the canonical form of %s", Format)
	}
	return d, nil
}

// SHA256 is the hash by which a determination is known, in lower-case hex.
func SHA256(canonical []byte) string {
	sum := sha256.Sum256(canonical)
	return hex.EncodeToString(sum[:])
}

func appendCanonical(out []byte, v reflect.Value) ([]byte, error) {
	if m, ok := v.Interface().(encoding.TextMarshaler); ok && v.Kind() == reflect.Struct {
		text, err := m.MarshalText()
		if err != nil {
			return nil, err
		}
		return appendString(out, string(text))
	}
	switch v.Kind() {
	case reflect.String:
		return appendString(out, v.String())
	case reflect.Int:
		return strconv.AppendInt(out, v.Int(), 10), nil
	case reflect.Bool:
		return strconv.AppendBool(out, v.Bool()), nil
	case reflect.Pointer:
		if v.IsNil() {
			return append(out, "null"...), nil
		}
		return appendCanonical(out, v.Elem())
	case reflect.Slice:
		return appendArray(out, v)
	case reflect.Struct:
		return appendObject(out, v)
	}
	return nil, fmt.Errorf("determination: %s has no canonical form", v.Type())
}

func appendArray(out []byte, v reflect.Value) ([]byte, error) {
	out = append(out, '[')
	for i := range v.Len() {
		if i > 0 {
			out = append(out, ',')
		}
		var err error
		if out, err = appendCanonical(out, v.Index(i)); err != nil {
			return nil, err
		}
	}
	return append(out, ']'), nil
}

// appendObject sorts by bytes, which for our ASCII names is the order of UTF-16
// that RFC 8785 asks for.
func appendObject(out []byte, v reflect.Value) ([]byte, error) {
	fields := map[string]reflect.Value{}
	for i := range v.NumField() {
		name, added, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if added == "" || !v.Field(i).IsZero() {
			fields[name] = v.Field(i)
		}
	}
	out = append(out, '{')
	for i, name := range slices.Sorted(maps.Keys(fields)) {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(strconv.AppendQuote(out, name), ':')
		var err error
		if out, err = appendCanonical(out, fields[name]); err != nil {
			return nil, err
		}
	}
	return append(out, '}'), nil
}

var shortEscapes = map[rune]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\t': `\t`, '\n': `\n`, '\f': `\f`, '\r': `\r`}

func appendString(out []byte, s string) ([]byte, error) {
	if !utf8.ValidString(s) {
		return nil, fmt.Errorf("determination: %q is not valid UTF-8", s)
	}
	out = append(out, '"')
	for _, r := range s {
		switch short, ok := shortEscapes[r]; {
		case ok:
			out = append(out, short...)
		case r < ' ':
			out = fmt.Appendf(out, `\u%04x`, r)
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	return append(out, '"'), nil
}
