package bundle

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	maxCaseJSON = 16 << 20 // bytes of one case.json
	maxValues   = 500_000  // values in it; a large real case has some ten thousand
	maxDepth    = 32       // levels in it; the format itself has seven
)

// kind is the JSON type of a node.
type kind int

const (
	nullKind kind = iota
	objectKind
	listKind
	textKind
	numberKind
	boolKind
)

// node is one JSON value. Unlike a map it keeps the order of an object's members
// and those that are given twice, and it knows where in the file it stands.
type node struct {
	kind     kind
	text     string // of a text, or a number as it is written
	truth    bool
	members  []member
	elements []*node
	pos, end int64
}

type member struct {
	name  string
	value *node
}

// blank reports whether the value is there but says nothing.
func (n *node) blank() bool {
	return n.kind == textKind && strings.TrimSpace(n.text) == "" || n.kind == listKind && len(n.elements) == 0
}

// member is the first member with the name, or nil.
func (n *node) member(name string) *node {
	for _, m := range n.members {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// parse reads one JSON value and nothing after it. Its errors are for people to read.
func parse(data []byte) (*node, error) {
	if len(data) > maxCaseJSON {
		return nil, errors.New("is larger than 16 MiB")
	}
	if !utf8.Valid(data) {
		return nil, errors.New("is not UTF-8 text")
	}
	var whole json.RawMessage
	if err := json.Unmarshal(data, &whole); err != nil {
		return nil, notJSON(data, err)
	}
	p := parser{dec: json.NewDecoder(bytes.NewReader(data))}
	p.dec.UseNumber()
	return p.value(1)
}

func notJSON(data []byte, err error) error {
	offset := int64(len(data))
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		offset = min(offset, syntax.Offset)
	}
	line := 1 + bytes.Count(data[:offset], []byte("\n"))
	return errors.New("is not JSON: line " + strconv.Itoa(line) + ": " + err.Error())
}

type parser struct {
	dec    *json.Decoder
	values int
}

func (p *parser) value(depth int) (*node, error) {
	p.values++
	if p.values > maxValues {
		return nil, errors.New("holds too many values")
	}
	if depth > maxDepth {
		return nil, errors.New("is nested too deeply")
	}
	token, err := p.dec.Token()
	if err != nil {
		return nil, err
	}
	n := &node{pos: p.dec.InputOffset()}
	switch t := token.(type) {
	case json.Delim:
		if err = p.inner(n, t, depth); err == nil {
			_, err = p.dec.Token()
		}
	case string:
		n.kind, n.text = textKind, t
	case json.Number:
		n.kind, n.text = numberKind, t.String()
	case bool:
		n.kind, n.truth = boolKind, t
	}
	n.end = p.dec.InputOffset()
	return n, err
}

// inner reads what stands between the brackets of an object or a list.
func (p *parser) inner(n *node, open json.Delim, depth int) error {
	n.kind = listKind
	if open == '{' {
		n.kind = objectKind
	}
	for p.dec.More() {
		name := ""
		if n.kind == objectKind {
			token, err := p.dec.Token()
			if err != nil {
				return err
			}
			name, _ = token.(string)
		}
		v, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		if n.kind == objectKind {
			n.members = append(n.members, member{name, v})
		} else {
			n.elements = append(n.elements, v)
		}
	}
	return nil
}
