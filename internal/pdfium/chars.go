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

// probe watches PDFium load the text of a page, and so learns where the module
// and the text are. Asking the module itself about each of a page's characters
// takes half the time of the library's own way.
type probe struct {
	module api.Module
	page   uint64 // the text loaded last
}

// NewFunctionListener listens to the one function and to no other.
func (p *probe) NewFunctionListener(f api.FunctionDefinition) experimental.FunctionListener {
	for _, name := range f.ExportNames() {
		if name == "FPDFText_LoadPage" {
			return p
		}
	}
	return nil
}

// Before takes note of the module.
func (p *probe) Before(_ context.Context, m api.Module, _ api.FunctionDefinition, _ []uint64, _ experimental.StackIterator) {
	p.module = m
}

// After takes note of the text.
func (p *probe) After(_ context.Context, _ api.Module, _ api.FunctionDefinition, results []uint64) {
	p.page = results[0]
}

// Abort is for a call that failed, of which the caller hears.
func (p *probe) Abort(context.Context, api.Module, api.FunctionDefinition, error) {}

// characters are the functions of the module of one instance.
type characters struct {
	module           api.Module
	count, code, box api.Function
	room             uint32 // in the module's memory, for the four sides of a box
}

// errModule means that the module lacks what go-pdfium itself calls.
var errModule = errors.New("pdfium worker: the module does not have its functions")

// newCharacters finds the functions.
func newCharacters(m api.Module) (*characters, error) {
	c := &characters{module: m, count: m.ExportedFunction("FPDFText_CountChars"),
		code: m.ExportedFunction("FPDFText_GetUnicode"), box: m.ExportedFunction("FPDFText_GetCharBox")}
	room := m.ExportedFunction("malloc")
	if c.count == nil || c.code == nil || c.box == nil || room == nil {
		return nil, errModule
	}
	got, err := room.Call(context.Background(), 4*8)
	if err != nil || got[0] == 0 {
		return nil, errors.Join(err, errModule)
	}
	c.room = uint32(got[0])
	return c, nil
}

// each gives each character of a text to use, in PDFium's order.
func (c *characters) each(page uint64, use func(r rune, at responses.CharPosition)) error {
	ctx := context.Background()
	stack := make([]uint64, 6)
	stack[0] = page
	if err := c.count.CallWithStack(ctx, stack); err != nil {
		return err
	}
	sides := [4]uint64{uint64(c.room), uint64(c.room) + 8, uint64(c.room) + 16, uint64(c.room) + 24}
	for i := range uint64(max(int32(stack[0]), 0)) {
		stack[0], stack[1] = page, i
		if err := c.code.CallWithStack(ctx, stack); err != nil {
			return err
		}
		r := rune(uint32(stack[0]))
		var at responses.CharPosition
		if r != ' ' && r != '\r' && r != '\n' {
			stack[0], stack[1] = page, i
			copy(stack[2:], sides[:])
			if err := c.box.CallWithStack(ctx, stack); err != nil {
				return err
			}
			at = c.sides()
		}
		use(r, at)
	}
	return nil
}

// sides reads the box that PDFium wrote.
func (c *characters) sides() responses.CharPosition {
	memory := c.module.Memory()
	var v [4]float64
	for i := range v {
		bits, _ := memory.ReadUint64Le(c.room + uint32(8*i)) // malloc's own memory is there
		v[i] = math.Float64frombits(bits)
	}
	return responses.CharPosition{Left: v[0], Right: v[1], Bottom: v[2], Top: v[3]}
}

// eachCharacter gives each character of a page to use.
func (d *document) eachCharacter(number int, use func(r rune, at responses.CharPosition)) error {
	loaded, err := d.instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: d.page(number)})
	if err != nil {
		return err
	}
	if d.characters == nil {
		if d.characters, err = newCharacters(d.probe.module); err != nil {
			return err
		}
	}
	if err := d.characters.each(d.probe.page, use); err != nil {
		return err
	}
	_, err = d.instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage})
	return err
}
