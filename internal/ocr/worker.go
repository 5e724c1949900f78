package ocr

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"

	"imr/internal/worker"
)

// workerName is the name of this package's kind of worker.
const workerName = "ocr"

// IsWorker reports whether this process was started as a worker.
func IsWorker() bool { return worker.Is(workerName) }

// ServeWorker does a worker's work until the parent closes its end or ends,
// and then exits the process. It never returns.
func ServeWorker() { worker.Serve(serve) }

// ownTime and nativeTime are the processor time, in seconds, after which the
// kernel ends a worker and an installed Tesseract.
const ownTime, nativeTime = 60 * 60, 10 * 60

// serve becomes the installed Tesseract where the task names it, and else reads
// with the embedded one page after page for the parent.
func serve(task worker.Task) error {
	if len(task.Args) > 0 {
		// One thread, for the pages are already read side by side; numbers as in C.
		return task.Become(nativeTime, []string{"OMP_THREAD_LIMIT=1", "LC_ALL=C"})
	}
	if err := task.Limit(ownTime); err != nil {
		return err
	}
	ctx := context.Background()
	t, err := openTesseract(ctx, task.CacheDir, task.MemoryMiB)
	if err != nil {
		return err
	}
	return worker.Each(receivePage, func(parent *net.UnixConn, p Page) error {
		table, err := t.read(ctx, p)
		if err != nil {
			return err
		}
		return send(parent, []byte(table))
	})
}

// receivePage reads a page that sendPage wrote.
func receivePage(r *net.UnixConn) (Page, error) {
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
