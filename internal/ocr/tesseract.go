package ocr

import (
	"context"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"imr/internal/worker"
)

// modelPath is where Tesseract looks for its model, in the file system that only it sees.
const modelPath = "/eng.traineddata"

// Tesseract's own numbers for how it works.
const (
	engineLSTM   = 1 // OEM_LSTM_ONLY
	segmentPage  = 3 // PSM_AUTO: find the columns and lines of the page
	bytesPerGray = 1
)

// tesseract is Tesseract in WebAssembly, ready to read page after page.
type tesseract struct {
	module api.Module
	api    uint64 // the address of its TessBaseAPI
}

// openTesseract compiles Tesseract, or loads what an earlier worker compiled,
// and gives it the model. There is no WithCloseOnContextDone: it would cost 8
// times the work; the parent kills instead.
func openTesseract(ctx context.Context, cacheDir string, memoryMiB int) (*tesseract, error) {
	cache, err := wazero.NewCompilationCacheWithDir(cacheDir)
	if err != nil {
		return nil, fmt.Errorf("open the compile cache: %w", err)
	}
	module, err := unpack(packedModule)
	if err != nil {
		return nil, err
	}
	model, err := unpack(packedModel)
	if err != nil {
		return nil, err
	}
	ctx = experimental.WithMemoryAllocator(ctx, worker.Reserve(memoryMiB<<20, func(*worker.Memory) {}))
	runtime := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().
		WithMemoryLimitPages(uint32(memoryMiB)*16). // of 64 KiB
		WithCompilationCache(cache))
	compiled, err := runtime.CompileModule(ctx, module)
	if err != nil {
		return nil, fmt.Errorf("compile Tesseract: %w", err)
	}
	h := &host{files: newFiles(model), functions: map[uint32][]api.Function{}}
	if _, err := h.bind(runtime, compiled.ImportedFunctions()).Instantiate(ctx); err != nil {
		return nil, fmt.Errorf("make the host of Tesseract: %w", err)
	}
	t := &tesseract{}
	t.module, err = runtime.InstantiateModule(ctx, compiled, wazero.NewModuleConfig().WithStartFunctions())
	if err != nil {
		return nil, fmt.Errorf("start Tesseract: %w", err)
	}
	h.stackSave, h.stackRestore, h.setThrew = t.export("stackSave"), t.export("stackRestore"), t.export("setThrew")
	return t, t.init(ctx)
}

// export is a function of the module by the name it had before it was shortened.
func (t *tesseract) export(name string) api.Function {
	return t.module.ExportedFunction(exportNames[name])
}

// call calls a function of the module and returns its result, or 0.
func (t *tesseract) call(ctx context.Context, name string, args ...uint64) (uint64, error) {
	results, err := t.export(name).Call(ctx, args...)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", name, err)
	}
	if len(results) == 0 {
		return 0, nil
	}
	return results[0], nil
}

// init makes the object that reads, with the model of English.
func (t *tesseract) init(ctx context.Context) error {
	if _, err := t.call(ctx, "constructors"); err != nil {
		return err
	}
	var err error
	if t.api, err = t.call(ctx, "TessBaseAPI_TessBaseAPI_0"); err != nil {
		return err
	}
	folder, err := t.text(ctx, "/")
	if err != nil {
		return err
	}
	language, err := t.text(ctx, "eng")
	if err != nil {
		return err
	}
	failed, err := t.call(ctx, "TessBaseAPI_Init_3", t.api, folder, language, engineLSTM)
	if err != nil {
		return err
	}
	if uint32(failed) != 0 {
		return errors.New("ocr: Tesseract refused its model")
	}
	_, err = t.call(ctx, "TessBaseAPI_SetPageSegMode_1", t.api, segmentPage)
	return err
}

// text puts a C string into the module's memory. It stays there.
func (t *tesseract) text(ctx context.Context, s string) (uint64, error) {
	return t.put(ctx, append([]byte(s), 0))
}

// put puts bytes into the module's memory.
func (t *tesseract) put(ctx context.Context, b []byte) (uint64, error) {
	address, err := t.call(ctx, "malloc", uint64(len(b)))
	if err != nil {
		return 0, err
	}
	if uint32(address) == 0 || !t.module.Memory().Write(uint32(address), b) {
		return 0, errors.New("no memory for the page")
	}
	return address, nil
}

// version is the version of Tesseract, such as 5.1.0.
func (t *tesseract) version(ctx context.Context) (string, error) {
	address, err := t.call(ctx, "TessBaseAPI_Version_0", t.api)
	return text(t.module, address), err
}

// read reads a page whose rows lie side by side and returns its words as a
// table of Tesseract's. After an error t must not be used any more.
func (t *tesseract) read(ctx context.Context, p Page) (string, error) {
	image, err := t.put(ctx, p.Gray)
	if err != nil {
		return "", err
	}
	width, height := uint64(p.Width), uint64(p.Height)
	for _, step := range []struct {
		name string
		args []uint64
	}{
		// The last two say that the page is to be taken upright.
		{"TessBaseAPI_SetImage_5", []uint64{t.api, image, width, height, bytesPerGray, uint64(p.Stride), 1, 0}},
		{"free", []uint64{image}}, // Tesseract keeps a copy
		{"TessBaseAPI_SetSourceResolution_1", []uint64{t.api, uint64(p.DPI)}},
		{"TessBaseAPI_Recognize_1", []uint64{t.api, 0}},
	} {
		failed, err := t.call(ctx, step.name, step.args...)
		if err != nil {
			return "", err
		}
		if step.name == "TessBaseAPI_Recognize_1" && int32(failed) < 0 {
			return "", errors.New("ocr: Tesseract could not read the page")
		}
	}
	return t.table(ctx)
}

// table is what was read, and makes room for the next page.
func (t *tesseract) table(ctx context.Context) (string, error) {
	address, err := t.call(ctx, "TessBaseAPI_GetTSVText_1", t.api, 0)
	if err != nil || uint32(address) == 0 {
		return "", err
	}
	words := text(t.module, address)
	for _, step := range []struct {
		name string
		arg  uint64
	}{{"free", address}, {"TessBaseAPI_Clear_0", t.api}} {
		if _, err := t.call(ctx, step.name, step.arg); err != nil {
			return "", err
		}
	}
	return words, nil
}
