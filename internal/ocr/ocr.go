// Package ocr reads the words of scanned pages, with their boxes. The reader is
// Tesseract with its fast model of English: the program of that name where it is
// installed, else the WebAssembly that this package carries. Either runs in
// processes of its own, so that a page costs at most one of them and never the server.
//
// Every program that makes an Engine, a test binary included, must begin with
//
//	if ocr.IsWorker() {
//		ocr.ServeWorker()
//	}
package ocr

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"time"

	"imr/internal/worker"
)

// Config says how an Engine works. The zero value is sound.
type Config struct {
	// CacheDir holds the compiled reader, native code, and the model: so a private
	// folder of the service user (0700). It is created; "" means imr/ocr in the
	// user's cache folder.
	CacheDir string
	// Workers is how many pages are read at once at most; 0 means one for each
	// processor but one, for pages are read in the background of other work.
	Workers int
	// PageTimeout is how long one page may take; 0 means 60 seconds.
	PageTimeout time.Duration
	// MemoryMiB is how much memory the reader may use for a page; 0 means 512.
	MemoryMiB int
	// PagesPerWorker is after how many pages a worker is replaced; 0 means 200.
	PagesPerWorker int
	// IdleTime is how long a worker, which holds some 150 MiB, is kept without
	// work; 0 means 2 minutes.
	IdleTime time.Duration
	// Embedded keeps to the WebAssembly even where Tesseract is installed.
	Embedded bool
}

// Word is a run of characters without white space and where it stands, in
// pixels from the top left. Words of one printed line of one column share the
// Line, which counts from 0 in reading order.
type Word struct {
	Text           string
	X0, Y0, X1, Y1 int
	Line           int
	Confidence     float64 // 0 to 100, as Tesseract judges itself
}

// Result is what was read on a page.
type Result struct {
	Words         []Word  // in reading order
	Confidence    float64 // mean of the words', each counted by its characters; 0 where there are none
	Engine        string  // what read it, such as "tesseract 5.3.0"
	Width, Height int     // of the page, in pixels
}

// ErrUnreadable means that the page is at fault and not the engine: it has no
// sensible size, took too long or ended its reader twice. To ask again would not help.
var ErrUnreadable = errors.New("ocr: the page cannot be read")

// Engine reads pages in processes that it starts when they are needed. It may
// be used by many goroutines at once.
type Engine struct {
	config  Config
	native  func() program // looked for when it is first needed
	workers worker.Config
	pool    *worker.Pool[int]
}

// New makes an Engine. It starts nothing yet.
func New(c Config) *Engine {
	if c.CacheDir == "" {
		c.CacheDir = worker.DefaultCacheDir(workerName)
	}
	if c.Workers <= 0 {
		c.Workers = max(1, runtime.NumCPU()-1)
	}
	if c.PageTimeout <= 0 {
		c.PageTimeout = time.Minute
	}
	if c.MemoryMiB <= 0 {
		c.MemoryMiB = 512
	}
	if c.PagesPerWorker <= 0 {
		c.PagesPerWorker = 200
	}
	e := &Engine{config: c, workers: worker.Config{Name: workerName, CacheDir: c.CacheDir, Workers: c.Workers,
		MemoryMiB: c.MemoryMiB, IdleTime: c.IdleTime}}
	e.native, e.pool = sync.OnceValue(e.findProgram), worker.NewPool[int](e.workers)
	return e
}

// Name says what the engine reads with, as Result.Engine does.
func (e *Engine) Name() string {
	if p := e.native(); p.path != "" {
		return p.name
	}
	return embeddedName
}

// Close ends all workers and waits for them. Requests under way fail.
func (e *Engine) Close() error {
	e.pool.Close()
	return nil
}

// Read reads a page. A page without words is no error. An error is
// ErrUnreadable where the page is at fault, and the context's where that ended.
// A reader that is lost amid the page is replaced once.
func (e *Engine) Read(ctx context.Context, p Page) (Result, error) {
	p, err := p.sound()
	if err != nil {
		return Result{}, err
	}
	leave, err := e.pool.Enter(ctx)
	if err != nil {
		return Result{}, err
	}
	defer leave()
	r, err := e.read(ctx, p)
	if err != nil || len(r.Words) > 0 {
		return r, err
	}
	if even, inked := p.evened(); inked {
		return e.read(ctx, even)
	}
	return r, nil
}

// read has the page read, a second time by another reader where the first was lost.
func (e *Engine) read(ctx context.Context, p Page) (Result, error) {
	first, name := e.readEmbedded, embeddedName
	if n := e.native(); n.path != "" {
		first, name = e.readNative, n.name
	}
	table, err := first(ctx, p)
	if errors.Is(err, worker.ErrLost) && ctx.Err() == nil && e.pool.Closing().Err() == nil {
		name = embeddedName
		table, err = e.readEmbedded(ctx, p)
	}
	if err != nil {
		return Result{}, e.explain(ctx, err)
	}
	return newResult(p, table, name)
}
