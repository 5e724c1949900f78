package ocr

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental/table"
)

// errThrown is a C++ exception on its way through the host.
var errThrown = errors.New("ocr: uncaught C++ exception")

// host stands in for the JavaScript that the module was built to run in.
type host struct {
	files *files
	// functions are the callable functions of the module's table, those of each
	// index that are not running at the moment: one that runs must not be entered again.
	functions map[uint32][]api.Function

	stackSave, stackRestore, setThrew api.Function
}

// calls are the imported functions that do something, by name. Arguments are
// 64-bit words of which the upper half of a 32-bit one is rubbish.
var calls = map[string]func(h *host, m api.Module, s []uint64){
	"__assert_fail":             func(*host, api.Module, []uint64) { panic(errors.New("ocr: assertion failed in Tesseract")) },
	"__cxa_throw":               func(*host, api.Module, []uint64) { panic(errThrown) },
	"_emscripten_throw_longjmp": func(*host, api.Module, []uint64) { panic(errThrown) },
	"_abort_js":                 func(*host, api.Module, []uint64) { panic(errors.New("ocr: Tesseract aborted")) },
	"exit":                      func(*host, api.Module, []uint64) { panic(errors.New("ocr: Tesseract exited")) },
	"missing":                   func(*host, api.Module, []uint64) { panic(errors.New("ocr: Tesseract called what it lacks")) },
	"__syscall_fcntl64":         func(_ *host, _ api.Module, s []uint64) { s[0] = 0 },
	"__syscall_fstat64":         (*host).fstat,
	"__syscall_newfstatat":      (*host).stat,
	"__syscall_openat":          (*host).openat,
	"_gmtime_js":                (*host).calendar,
	"_localtime_js":             (*host).calendar,
	"_mktime_js":                func(_ *host, _ api.Module, s []uint64) { s[0] = 0 },
	"_tzset_js":                 func(*host, api.Module, []uint64) {},
	"clock_time_get":            (*host).clock,
	"emscripten_asm_const_int":  func(_ *host, _ api.Module, s []uint64) { s[0] = 0 }, // reports of progress
	"emscripten_date_now":       func(_ *host, _ api.Module, s []uint64) { s[0] = api.EncodeF64(float64(time.Now().UnixMilli())) },
	"emscripten_resize_heap":    (*host).grow,
	"environ_get":               func(_ *host, _ api.Module, s []uint64) { s[0] = 0 },
	"environ_sizes_get":         (*host).environment,
	"fd_close":                  func(h *host, _ api.Module, s []uint64) { s[0] = uint64(h.files.closeFile(uint32(s[0]))) },
	"fd_read":                   (*host).read,
	"fd_seek":                   (*host).seek,
	"fd_write":                  (*host).write,
}

// bind makes the module that Tesseract imports everything from. What the host
// does not know answers that there is no such system call.
func (h *host) bind(r wazero.Runtime, imports []api.FunctionDefinition) wazero.HostModuleBuilder {
	var module string
	for _, d := range imports {
		module, _, _ = d.Import()
	}
	b := r.NewHostModuleBuilder(module)
	for _, d := range imports {
		_, short, _ := d.Import()
		b.NewFunctionBuilder().WithGoModuleFunction(h.function(importNames[short], d), d.ParamTypes(), d.ResultTypes()).Export(short)
	}
	return b
}

// function is one imported function.
func (h *host) function(name string, d api.FunctionDefinition) api.GoModuleFunc {
	if name == "invoke" {
		return h.invoke(d.ParamTypes()[1:], d.ResultTypes())
	}
	call := calls[name]
	if call == nil {
		call = func(_ *host, _ api.Module, s []uint64) {
			if len(d.ResultTypes()) > 0 {
				s[0] = result(-errnoNoSystem)
			}
		}
	}
	return func(_ context.Context, m api.Module, s []uint64) { call(h, m, s) }
}

// invoke makes the function that calls another of these types by its index,
// and stops exceptions on their way: the caller asks afterwards whether one was thrown.
func (h *host) invoke(params, results []api.ValueType) api.GoModuleFunc {
	return func(ctx context.Context, m api.Module, s []uint64) {
		index := uint32(s[0])
		var f api.Function
		if free := h.functions[index]; len(free) > 0 {
			f, h.functions[index] = free[len(free)-1], free[:len(free)-1]
		} else {
			f = table.LookupFunction(m, 0, index, params, results)
		}
		var sp [1]uint64
		if err := h.stackSave.CallWithStack(ctx, sp[:]); err != nil {
			panic(err)
		}
		copy(s, s[1:])
		err := f.CallWithStack(ctx, s)
		h.functions[index] = append(h.functions[index], f)
		if err != nil {
			h.catch(ctx, err, sp[0])
		}
	}
}

// catch does after an exception what the caller cannot: it gives the stack
// back and notes that something was thrown. Anything else goes on up.
func (h *host) catch(ctx context.Context, thrown error, sp uint64) {
	if !errors.Is(thrown, errThrown) {
		panic(thrown)
	}
	_, err := h.stackRestore.Call(ctx, sp)
	if err == nil {
		_, err = h.setThrew.Call(ctx, 1, 0)
	}
	if err != nil {
		panic(err)
	}
}

// result encodes the answer of a system call.
func result(n int32) uint64 { return uint64(uint32(n)) }

// memory is the part of the module's memory at address, which the module names itself.
func memory(m api.Module, address, size uint64) []byte {
	b, ok := m.Memory().Read(uint32(address), uint32(size))
	if !ok {
		panic(fmt.Errorf("ocr: Tesseract named memory it has not: %d bytes at %d", uint32(size), uint32(address)))
	}
	return b
}
