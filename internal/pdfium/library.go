package pdfium

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"imr/internal/worker"
)

// An instance is replaced after so many pages, and earlier where its memory,
// which never shrinks, has grown so large: 100 gray scans took it to 650 MiB.
const (
	pagesPerInstance   = 500
	memoryPerInstance  = 192 << 20
	handlesPerInstance = 100_000
)

// library is PDFium, compiled and ready.
type library struct {
	pool   pdfium.Pool
	memory *worker.Memory // of the instance made last
	probe  *probe
	press  *press
}

// openLibrary compiles PDFium, or loads what an earlier worker compiled. It
// gives PDFium no file system and no more memory than memoryMiB. There is no
// WithCloseOnContextDone: it would cost 8 times the work; the parent kills instead.
func openLibrary(cacheDir string, memoryMiB int) (*library, error) {
	cache, err := wazero.NewCompilationCacheWithDir(cacheDir)
	if err != nil {
		return nil, fmt.Errorf("open the compile cache: %w", err)
	}
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(uint32(memoryMiB) * 16). // of 64 KiB
		WithCompilationCache(cache)
	l := &library{probe: &probe{}, press: newPress()}
	ctx := experimental.WithMemoryAllocator(context.Background(), worker.Reserve(memoryMiB<<20, func(m *worker.Memory) { l.memory = m }))
	l.pool, err = webassembly.Init(webassembly.Config{
		Context:       experimental.WithFunctionListenerFactory(ctx, l.probe),
		MaxIdle:       1,
		MaxTotal:      1,
		RuntimeConfig: config,
		FSConfig:      wazero.NewFSConfig(),
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	if err != nil {
		return nil, fmt.Errorf("start PDFium: %w", err)
	}
	return l, nil
}

// document is a file that is open in an instance of its own.
type document struct {
	instance pdfium.Pdfium
	memory   *worker.Memory
	probe    *probe
	module   *module // found with the first page that needs it
	ref      references.FPDF_DOCUMENT
	pages    int
	used     int            // pages served
	press    *press         // the worker's own
	flat     map[int]bool   // pages that were flattened
	changed  *requests.Page // the flattened page that is being read, or nil
	handles  int            // objects that the library has named, which it forgets only with the instance
}

// worn reports whether the document should be opened in a new instance.
func (d *document) worn() bool {
	return d.used >= pagesPerInstance || d.memory.Used() > memoryPerInstance
}

// open opens a file. What is wrong with the file comes back as a code.
func (l *library) open(f *os.File, size int64) (*document, error) {
	if size > math.MaxInt32 {
		return nil, codeTooLarge
	}
	instance, err := l.pool.GetInstance(time.Minute)
	if err != nil {
		return nil, err
	}
	d := &document{instance: instance, memory: l.memory, probe: l.probe, press: l.press, flat: map[int]bool{}}
	if err := d.load(io.NewSectionReader(f, 0, size), size); err != nil {
		d.close()
		return nil, err
	}
	return d, nil
}

// load opens the document and counts its pages. PDFium opens a file without
// pages gladly, so the count is checked here.
func (d *document) load(r io.ReadSeeker, size int64) error {
	opened, err := d.instance.OpenDocument(&requests.OpenDocument{FileReader: r, FileReaderSize: size})
	if errors.Is(err, pdfiumerrors.ErrPassword) || errors.Is(err, pdfiumerrors.ErrSecurity) {
		return codePassword
	}
	if err != nil {
		return err
	}
	d.ref = opened.Document
	count, err := d.instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.ref})
	switch {
	case err != nil:
		return err
	case count.PageCount == 0:
		return codeNoPages
	case count.PageCount > maxPages:
		return codeTooMany
	}
	d.pages = count.PageCount
	return nil
}

// close gives the instance and its memory back.
func (d *document) close() {
	// Whatever PDFium says after a trap, its instance is dropped.
	_ = d.instance.Close()
}

// page names a page, counted from 1, to PDFium.
func (d *document) page(number int) requests.Page {
	if d.changed != nil {
		return *d.changed
	}
	return requests.Page{ByIndex: &requests.PageByIndex{Document: d.ref, Index: number - 1}}
}

// sizes measures all pages, without reading what is on them.
func (d *document) sizes() ([]Size, error) {
	sizes := make([]Size, d.pages)
	for i := range sizes {
		got, err := d.instance.FPDF_GetPageSizeByIndexF(&requests.FPDF_GetPageSizeByIndexF{Document: d.ref, Index: i})
		if err != nil {
			return nil, err
		}
		sizes[i] = Size{Width: float64(got.Size.Width), Height: float64(got.Size.Height)}
	}
	return sizes, nil
}

// read does what is asked about one page.
func (d *document) read(r request, number int) (answer, error) {
	d.used++
	switch r.Op {
	case opRender:
		return d.render(number, r.Width)
	case opGray:
		return d.gray(number, r.DPI)
	}
	return d.words(number)
}
