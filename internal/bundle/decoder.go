package bundle

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"imr/internal/fault"
)

// value is a node together with its path, such as items[0].timing.
type value struct {
	*node
	path string
}

var plainName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// under is the path of a member. A name that no format would use is quoted, so
// that it cannot pass for another path or for a line of its own.
func (v value) under(name string) string {
	if !plainName.MatchString(name) {
		name = strconv.Quote(name)
	}
	if v.path == "" {
		return name
	}
	return v.path + "." + name
}

// decoder gathers what is wrong with a bundle while its tree is read.
type decoder struct {
	problems   []problem                  // maxProblems at most
	more       int                        // problems beyond
	given      map[noun]map[string]string // name to the path that gives it
	references []reference
	fileFault  func(name string) string // why a document cannot be read, or ""
}

// maxProblems keeps the refusal of a file that is nothing but wrong readable.
const maxProblems = 1_000

type problem struct {
	pos   int64
	field fault.Field
}

// noun is the sort of thing that a name in a bundle names.
type noun string

const (
	item     noun = "item"
	document noun = "document"
	file     noun = "file"
)

// reference is a name whose bearer may stand further down in the file.
type reference struct {
	noun noun
	name string
	at   value
}

func (d *decoder) refuse(v value, format string, args ...any) {
	d.refuseAt(v.pos, v.path, format, args...)
}

func (d *decoder) refuseAt(pos int64, path, format string, args ...any) {
	if len(d.problems) == maxProblems {
		d.more++
		return
	}
	d.problems = append(d.problems, problem{pos, fault.Field{Path: path, Message: fmt.Sprintf(format, args...)}})
}

// expect reports whether the value is of the kind and refuses it where it is not.
func (d *decoder) expect(v value, k kind, words string) bool {
	if v.kind != k {
		d.refuse(v, "must be %s", words)
	}
	return v.kind == k
}

// name notes that the value gives a name, which no other of its noun may bear.
func (d *decoder) name(n noun, name string, v value) {
	if first, taken := d.given[n][name]; taken {
		d.refuse(v, "is the same as %s", first)
		return
	}
	if d.given[n] == nil {
		d.given[n] = map[string]string{}
	}
	d.given[n][name] = v.path
}

// err is everything that was refused, in the order of the file, or nil.
func (d *decoder) err() error {
	for _, r := range d.references {
		if _, ok := d.given[r.noun][r.name]; !ok {
			d.refuse(r.at, "no %s has this id", r.noun)
		}
	}
	slices.SortStableFunc(d.problems, func(a, b problem) int { return cmp.Compare(a.pos, b.pos) })
	var fields fault.Fields
	for _, p := range d.problems {
		fields = append(fields, p.field)
	}
	if d.more > 0 {
		fields.Add(caseFile, "%d more things are wrong", d.more)
	}
	return fields.Err(refusal)
}

// refusal stands above the list of what is wrong.
const refusal = "This case bundle cannot be used until the following is put right."

// refuseWhole is the refusal of a bundle for one thing that is wrong with it.
func refuseWhole(path, format string, args ...any) error {
	var fields fault.Fields
	fields.Add(path, format, args...)
	return fields.Err(refusal)
}
