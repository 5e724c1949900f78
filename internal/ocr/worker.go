package ocr

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"syscall"
)

// workerSocket is the descriptor on which a worker talks to its parent.
const workerSocket = 3

// What a worker is started to do: to read with the embedded Tesseract, or to
// become the installed one.
const (
	workEmbedded = "embedded"
	workNative   = "native"
)

// IsWorker reports whether this process was started as a worker.
func IsWorker() bool { return os.Getenv(workerVariable) != "" }

// ServeWorker does a worker's work until the parent closes its end or ends,
// and then exits the process. It never returns.
func ServeWorker() {
	if err := serveWorker(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// serveWorker limits this process and does the work.
func serveWorker() error {
	work, cache := os.Getenv(workerVariable), os.Getenv(cacheVariable)
	memory, err := strconv.Atoi(os.Getenv(memoryVariable))
	if err != nil {
		return fmt.Errorf("ocr worker: memory limit: %w", err)
	}
	os.Clearenv()
	if work == workNative {
		return becomeNative(memory)
	}
	if err := limitEmbedded(memory); err != nil {
		return err
	}
	return serveEmbedded(cache, memory)
}

// serveEmbedded reads page after page for the parent.
func serveEmbedded(cache string, memory int) error {
	parent := os.NewFile(workerSocket, "parent")
	ctx := context.Background()
	t, err := openTesseract(ctx, cache, memory)
	if err != nil {
		return err
	}
	if err := send(parent, nil); err != nil {
		return err
	}
	pages := make(chan Page)
	go func() {
		for {
			p, err := receivePage(parent)
			if err != nil {
				// The parent is gone or wants no more: stop even amid a page.
				os.Exit(0)
			}
			pages <- p
		}
	}()
	for p := range pages {
		table, err := t.read(ctx, p)
		if err != nil {
			return err
		}
		if err := send(parent, []byte(table)); err != nil {
			return err
		}
	}
	return nil
}

// becomeNative turns this process, once it is limited, into the program that
// its arguments name. The limits stay.
func becomeNative(memory int) error {
	if len(os.Args) < 3 {
		return fmt.Errorf("ocr worker: no program named")
	}
	if err := limitNative(memory); err != nil {
		return err
	}
	// One thread, for the pages are already read side by side; numbers as in C.
	err := syscall.Exec(os.Args[2], os.Args[2:], []string{"OMP_THREAD_LIMIT=1", "LC_ALL=C"})
	return fmt.Errorf("ocr worker: become %s: %w", os.Args[2], err)
}

// receivePage reads a page that sendPage wrote.
func receivePage(r io.Reader) (Page, error) {
	head, err := readNumbers(r, 3)
	if err != nil {
		return Page{}, err
	}
	p := Page{Width: int(head[0]), Height: int(head[1]), Stride: int(head[0]), DPI: int(head[2])}
	if p.Width > maxSide || p.Height > maxSide {
		return Page{}, errLong
	}
	p.Gray = make([]byte, p.Width*p.Height)
	_, err = io.ReadFull(r, p.Gray)
	return p, err
}

// pgm is the page as a file, which the installed Tesseract reads.
func pgm(p Page) io.Reader {
	head := fmt.Sprintf("P5\n%d %d\n255\n", p.Width, p.Height)
	return io.MultiReader(bytes.NewReader([]byte(head)), bytes.NewReader(p.Gray))
}
