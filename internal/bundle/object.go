package bundle

// object is the table of a JSON object: its members in the order in which they
// are written, and a rule that joins several of them, if there is one.
type object[S any] struct {
	members []property[S]
	rule    func(d *decoder, v value, s S)
}

// property is one member of an object that stands for an S.
type property[S any] struct {
	name     string
	required bool
	// omits reports whether an empty value is left out; nil means that it is written.
	omits func(S) bool
	read  func(d *decoder, v value, s *S)
	write func(b []byte, s *S) []byte
}

// field ties a member's name and form to the place in S that holds it.
func field[S, T any](name string, c codec[T], place func(*S) *T) property[S] {
	return property[S]{
		name:  name,
		read:  func(d *decoder, v value, s *S) { *place(s) = c.read(d, v) },
		write: func(b []byte, s *S) []byte { return c.write(b, *place(s)) },
	}
}

// must makes the member one that has to be there and to say something.
func (p property[S]) must() property[S] {
	p.required = true
	return p
}

// optional leaves the member out of what is written where it is empty.
func (p property[S]) optional() property[S] {
	return p.optionalWhere(func(S) bool { return true })
}

// optionalWhere is optional for those S only.
func (p property[S]) optionalWhere(where func(S) bool) property[S] {
	p.omits = where
	return p
}

// codec reads and writes the object by its table.
func (o object[S]) codec() codec[S] {
	return codec[S]{
		read: o.read,
		write: func(b []byte, s S) []byte {
			b = append(b, '{')
			for _, p := range o.members {
				b = p.append(b, &s)
			}
			return append(b, '}')
		},
	}
}

func (o object[S]) read(d *decoder, v value) (s S) {
	if !d.expect(v, objectKind, "an object") {
		return s
	}
	seen := map[string]bool{}
	for _, m := range v.node.members {
		at := value{m.value, v.under(m.name)}
		p, known := o.member(m.name)
		switch {
		case !known:
			d.refuse(at, "unknown field")
		case seen[m.name]:
			d.refuse(at, "is given twice")
		case p.required && m.value.blank():
			d.refuse(at, "must not be empty")
		default:
			p.read(d, at, &s)
		}
		seen[m.name] = true
	}
	for _, p := range o.members {
		if p.required && !seen[p.name] {
			d.refuseAt(v.end, v.under(p.name), "is required")
		}
	}
	if o.rule != nil {
		o.rule(d, v, s)
	}
	return s
}

func (o object[S]) member(name string) (property[S], bool) {
	for _, p := range o.members {
		if p.name == name {
			return p, true
		}
	}
	return property[S]{}, false
}

// append writes the member, with a comma where another one stands before it.
func (p property[S]) append(b []byte, s *S) []byte {
	written := p.write(nil, s)
	if p.omits != nil && p.omits(*s) && nothing(written) {
		return b
	}
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	b = append(quote(b, p.name), ':')
	return append(b, written...)
}

// nothing reports whether the JSON stands for an empty value.
func nothing(b []byte) bool {
	return string(b) == `""` || string(b) == "[]" || string(b) == "null"
}
