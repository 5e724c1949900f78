package pdfium

import (
	"context"
	"errors"
	"math"

	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// probe watches PDFium load pages and their texts, and so learns where the
// module and they are. Asking the module itself about each character or object
// of a page takes half the time of the library's own way.
type probe struct {
	module api.Module
	page   uint64 // the page loaded last
	text   uint64 // the text loaded last
}

// NewFunctionListener listens to two functions and to no other.
func (p *probe) NewFunctionListener(f api.FunctionDefinition) experimental.FunctionListener {
	for _, name := range f.ExportNames() {
		switch name {
		case "FPDF_LoadPage":
			return &listener{p, &p.page}
		case "FPDFText_LoadPage":
			return &listener{p, &p.text}
		}
	}
	return nil
}

// listener notes what one function returns.
type listener struct {
	probe  *probe
	result *uint64
}

// Before takes note of the module.
func (l *listener) Before(_ context.Context, m api.Module, _ api.FunctionDefinition, _ []uint64, _ experimental.StackIterator) {
	l.probe.module = m
}

// After takes note of the result.
func (l *listener) After(_ context.Context, _ api.Module, _ api.FunctionDefinition, results []uint64) {
	*l.result = results[0]
}

// Abort is for a call that failed, of which the caller hears.
func (l *listener) Abort(context.Context, api.Module, api.FunctionDefinition, error) {}

// module calls the functions of one instance.
type module struct {
	api.Module
	functions map[string]api.Function
	room      uint32 // in its memory, for what functions write
	stack     [8]uint64
}

// roomSize is enough for the four sides of a box.
const roomSize = 4 * 8

// newModule makes room in the module.
func newModule(m api.Module) (*module, error) {
	c := &module{Module: m, functions: map[string]api.Function{}}
	room, err := c.call("malloc", roomSize)
	if err == nil && room == 0 {
		err = errors.New("no memory")
	}
	c.room = uint32(room)
	return c, err
}

// call calls a function and returns its result, if any.
func (m *module) call(name string, arguments ...uint64) (uint64, error) {
	f := m.functions[name]
	if f == nil {
		if f = m.ExportedFunction(name); f == nil {
			return 0, errors.New("the module lacks " + name)
		}
		m.functions[name] = f
	}
	copy(m.stack[:], arguments)
	err := f.CallWithStack(context.Background(), m.stack[:])
	return m.stack[0], err
}

// at is the address of a place in the room.
func (m *module) at(offset uint32) uint64 { return uint64(m.room + offset) }

// word is a number that PDFium wrote into the room.
func (m *module) word(offset uint32) uint32 {
	v, _ := m.Memory().ReadUint32Le(m.room + offset) // malloc's own memory is there
	return v
}

// eachCharacter gives each character of a text to use, in PDFium's order.
func (m *module) eachCharacter(text uint64, use func(r rune, at responses.CharPosition)) error {
	count, err := m.call("FPDFText_CountChars", text)
	if err != nil {
		return err
	}
	for i := range uint64(max(int32(count), 0)) {
		code, err := m.call("FPDFText_GetUnicode", text, i)
		if err != nil {
			return err
		}
		r := rune(uint32(code))
		var at responses.CharPosition
		if r != ' ' && r != '\r' && r != '\n' {
			if _, err := m.call("FPDFText_GetCharBox", text, i, m.at(0), m.at(8), m.at(16), m.at(24)); err != nil {
				return err
			}
			at = responses.CharPosition{Left: m.float(0), Right: m.float(8), Bottom: m.float(16), Top: m.float(24)}
		}
		use(r, at)
	}
	return nil
}

// float is a number that PDFium wrote into the room.
func (m *module) float(offset uint32) float64 {
	v, _ := m.Memory().ReadUint64Le(m.room + offset)
	return math.Float64frombits(v)
}

// direct is the module of the document's instance, once a page has been loaded.
func (d *document) direct() (*module, error) {
	if d.module != nil {
		return d.module, nil
	}
	m, err := newModule(d.probe.module)
	if err == nil {
		d.module = m
	}
	return m, err
}

// eachCharacter gives each character of a page to use.
func (d *document) eachCharacter(number int, use func(r rune, at responses.CharPosition)) error {
	loaded, err := d.instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: d.page(number)})
	if err != nil {
		return err
	}
	m, err := d.direct()
	if err != nil {
		return err
	}
	if err := m.eachCharacter(d.probe.text, use); err != nil {
		return err
	}
	_, err = d.instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage})
	return err
}
