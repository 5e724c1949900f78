// Package pdfium reads PDF records: their page sizes, their words with boxes,
// and pictures of their pages. The PDF library is PDFium, compiled to
// WebAssembly and run in worker processes of this same program, so that a
// hostile file costs at most one worker and never the server.
//
// Every program that makes an Engine, a test binary included, must begin with
//
//	if pdfium.IsWorker() {
//		pdfium.ServeWorker()
//	}
package pdfium

import (
	"context"
	"errors"
	"image"
	"os"
	"time"

	"imr/internal/casefile"
	"imr/internal/worker"
)

// Config says how an Engine works. The zero value is sound.
type Config struct {
	// CacheDir holds the compiled PDF library: native code, so a private folder
	// of the service user (0700). It is created; "" means imr/pdfium in the
	// user's cache folder.
	CacheDir string
	// Workers is the largest number of worker processes; 0 means 2.
	Workers int
	// PageTimeout is how long one page may take, OpenTimeout how long opening a
	// file may take; 0 means 9 and 25 seconds, so that a file whose pages take
	// too long is given up within half a minute. A worker over it is killed.
	PageTimeout, OpenTimeout time.Duration
	// MemoryMiB is how much memory PDFium may use in one worker; 0 means 512.
	MemoryMiB int
	// IdleTime is how long a worker, which holds some 60 MiB, is kept without
	// work; 0 means 2 minutes.
	IdleTime time.Duration
}

// Size is a page's size in points (1/72 inch) as it is shown: cropped and rotated.
type Size struct {
	Width, Height float64
}

// Text is what stands on a page.
type Text struct {
	Words      []casefile.Word // in reading order, with boxes as casefile.Word promises
	Size       Size
	Hidden     float64 // the share of the characters, 0 to 1, that is invisible or lies under an image of the page
	ImageShare float64 // the share of the page's area, 0 to 1, that its images take
	Reading    casefile.Reading
}

// Picture is an encoded picture of a page.
type Picture struct {
	ContentType string // image/png (16 grays) or image/jpeg (where the page has colour)
	Data        []byte
}

// Bitmap is a page as pixels of 256 grays, for OCR.
type Bitmap struct {
	Gray *image.Gray
	DPI  int // pixels to an inch, as drawn
}

// Engine reads PDF files in worker processes, which it starts when they are
// first needed. It may be used by many goroutines at once.
type Engine struct {
	config Config
	pool   *worker.Pool[fileKey] // of workers by the file that each has open
}

// New makes an Engine. It starts nothing yet.
func New(c Config) *Engine {
	if c.CacheDir == "" {
		c.CacheDir = worker.DefaultCacheDir(workerName)
	}
	if c.Workers <= 0 {
		c.Workers = 2
	}
	if c.PageTimeout <= 0 {
		c.PageTimeout = 9 * time.Second
	}
	if c.OpenTimeout <= 0 {
		c.OpenTimeout = 25 * time.Second
	}
	if c.MemoryMiB <= 0 {
		c.MemoryMiB = 512
	}
	return &Engine{config: c, pool: worker.NewPool[fileKey](worker.Config{
		Name: workerName, CacheDir: c.CacheDir, Workers: c.Workers, MemoryMiB: c.MemoryMiB, IdleTime: c.IdleTime,
	})}
}

// Close ends all workers and waits for them. Requests under way fail.
func (e *Engine) Close() error {
	e.pool.Close()
	return nil
}

// Inspect opens the file, checks it, and returns the size of each of its
// pages. What makes a file unusable is a fault.Invalid: it is not a PDF, needs
// a password, is damaged, has no pages or too many, or takes too long.
func (e *Engine) Inspect(ctx context.Context, f *os.File) ([]Size, error) {
	a, err := e.single(ctx, f, request{Op: opInspect})
	return a.Sizes, err
}

// Text returns the words of a page, counted from 1, and what kind of text they
// are. A page without text, such as a scan, has no words and is no error.
func (e *Engine) Text(ctx context.Context, f *os.File, page int) (Text, error) {
	a, err := e.single(ctx, f, request{Op: opWords, Page: page, Last: page})
	if err != nil {
		return Text{Reading: casefile.Unreadable}, err
	}
	return a.text()
}

// Words is what Text says of the words of a page and its size.
func (e *Engine) Words(ctx context.Context, f *os.File, page int) ([]casefile.Word, Size, error) {
	t, err := e.Text(ctx, f, page)
	return t.Words, t.Size, err
}

// text unpacks the words of a page.
func (a answer) text() (Text, error) {
	words, err := decodeWords(a.payload)
	if err != nil {
		return Text{Reading: casefile.Unreadable}, err
	}
	return Text{Words: words, Size: a.Size, Hidden: a.Layers.Hidden, ImageShare: a.Layers.Images,
		Reading: a.Layers.reading(words, a.Size)}, nil
}

// Render draws a page, counted from 1, with its annotations and form fields,
// widthPx pixels wide. The picture is smaller where it would exceed 10,000
// pixels a side or 20 megapixels, and never under one pixel.
func (e *Engine) Render(ctx context.Context, f *os.File, page, widthPx int) (Picture, error) {
	a, err := e.single(ctx, f, request{Op: opRender, Page: page, Last: page, Width: widthPx})
	if err != nil {
		return Picture{}, err
	}
	return Picture{ContentType: a.Type, Data: a.payload}, checkPicture(a)
}

// Gray draws a page, counted from 1, with its annotations and form fields, at
// dpi pixels to the inch. It is drawn at fewer where Render's limits ask for it.
func (e *Engine) Gray(ctx context.Context, f *os.File, page, dpi int) (Bitmap, error) {
	a, err := e.single(ctx, f, request{Op: opGray, Page: page, Last: page, DPI: dpi})
	if err != nil {
		return Bitmap{}, err
	}
	if a.Width <= 0 || len(a.payload) == 0 || len(a.payload)%a.Width != 0 {
		return Bitmap{}, errors.New("pdfium: the worker sent no pixels")
	}
	whole := image.Rect(0, 0, a.Width, len(a.payload)/a.Width)
	return Bitmap{Gray: &image.Gray{Pix: a.payload, Stride: a.Width, Rect: whole}, DPI: a.DPI}, nil
}
