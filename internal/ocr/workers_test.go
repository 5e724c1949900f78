package ocr_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"imr/internal/ocr"
	"imr/internal/worker/workertest"
)

func TestManyAtOnce(t *testing.T) {
	each(t, ocr.Config{Workers: 2}, func(t *testing.T, e *ocr.Engine) {
		var all sync.WaitGroup
		for g := range 4 {
			all.Go(func() {
				want := fmt.Sprintf("Reader number %d of this page", g)
				r, err := e.Read(t.Context(), sheet{text: want}.scan(t))
				if err != nil || text(r) != want {
					t.Errorf("reader %d: %q, %v", g, text(r), err)
				}
			})
		}
		all.Wait()
	})
}

// busy starts to read a page that takes a second or more and returns when a
// reader is at it; its answer comes on the channel.
func busy(ctx context.Context, t *testing.T, e *ocr.Engine) chan error {
	t.Helper()
	if e.Name() == "" { // to be asked first: it starts the installed program once
		t.Fatal("an engine without a name")
	}
	answer := make(chan error, 1)
	p := sheet{text: lines(note(5), 20), noise: 20}.scan(t)
	go func() {
		r, err := e.Read(ctx, p)
		if err == nil && len(r.Words) < 230 {
			err = fmt.Errorf("%d words", len(r.Words))
		}
		answer <- err
	}()
	workertest.Wait(t, "a reader at its page", func() bool { return reading(t, e) })
	return answer
}

// reading reports whether a reader is at a page: an embedded one that is killed
// before that did not start, which says nothing of the page.
func reading(t *testing.T, e *ocr.Engine) bool {
	return ocr.Busy(e) || ocr.Native(e) && len(workertest.Children(t)) > 0
}

func TestWorkerKilled(t *testing.T) {
	each(t, ocr.Config{Workers: 1}, func(t *testing.T, e *ocr.Engine) {
		answer := busy(t.Context(), t, e)
		if killed := workertest.Kill(t); len(killed) != 1 {
			t.Fatalf("killed %v", killed)
		}
		if err := <-answer; err != nil {
			t.Errorf("killed once: %v", err)
		}
		workertest.Kill(t) // an idle one
		answer = busy(t.Context(), t, e)
		killed := workertest.Kill(t)
		workertest.Wait(t, "another reader at the page", func() bool {
			alive := workertest.Children(t)
			return ocr.Busy(e) && len(alive) == 1 && !slices.Contains(killed, alive[0])
		})
		workertest.Kill(t)
		if err := <-answer; !errors.Is(err, ocr.ErrUnreadable) {
			t.Errorf("killed twice: %v", err)
		}
	})
}

func TestDeadline(t *testing.T) {
	page := sheet{text: lines(note(5), 20)}.scan(t) // takes seconds of processor time
	each(t, ocr.Config{Workers: 1, PageTimeout: 200 * time.Millisecond}, func(t *testing.T, e *ocr.Engine) {
		if _, err := e.Read(t.Context(), page); !errors.Is(err, ocr.ErrUnreadable) {
			t.Errorf("a slow page says %v", err)
		}
		if !workertest.Gone(workertest.Children(t)) {
			t.Error("its worker is still there")
		}
	})
}

func TestCancel(t *testing.T) {
	each(t, ocr.Config{Workers: 1}, func(t *testing.T, e *ocr.Engine) {
		ctx, cancel := context.WithCancel(t.Context())
		answer := busy(ctx, t, e)
		cancel()
		if err := <-answer; !errors.Is(err, context.Canceled) {
			t.Errorf("a request given up says %v", err)
		}
		if !workertest.Gone(workertest.Children(t)) {
			t.Error("its worker is still there")
		}
		r, err := e.Read(t.Context(), sheet{text: "The next page"}.scan(t))
		if err != nil || text(r) != "The next page" {
			t.Errorf("the next page: %q, %v", text(r), err)
		}
	})
}

func TestCloseLeavesNothing(t *testing.T) {
	each(t, ocr.Config{Workers: 1}, func(t *testing.T, e *ocr.Engine) {
		answer := busy(t.Context(), t, e)
		if err := e.Close(); err != nil {
			t.Error(err)
		}
		if err := <-answer; err == nil || errors.Is(err, ocr.ErrUnreadable) {
			t.Errorf("a request that Close cuts off says %v", err)
		}
		if left := workertest.Children(t); len(left) != 0 {
			t.Errorf("workers left: %v", left)
		}
		if _, err := e.Read(t.Context(), sheet{}.scan(t)); err == nil || errors.Is(err, ocr.ErrUnreadable) {
			t.Errorf("a closed engine says %v", err)
		}
	})
}

func TestWorkerReplaced(t *testing.T) {
	e := engine(t, ocr.Config{Workers: 1, Embedded: true, PagesPerWorker: 2})
	seen := map[int]bool{}
	for range 3 {
		if _, err := e.Read(t.Context(), ocr.Page{Gray: []byte{255}, Width: 1, Height: 1, Stride: 1, DPI: 200}); err != nil {
			t.Fatal(err)
		}
		for _, pid := range workertest.Children(t) {
			seen[pid] = true
		}
	}
	if left := workertest.Children(t); len(seen) != 2 && len(seen) != 3 || len(left) != 1 {
		t.Errorf("three pages by workers %v, of which %v are left", seen, left)
	}
}

// TestLimits looks at what the kernel holds a worker to, and what it knows.
func TestLimits(t *testing.T) {
	each(t, ocr.Config{Workers: 1}, func(t *testing.T, e *ocr.Engine) {
		t.Setenv("SECRET_OF_THE_SERVER", "1")
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		answer := busy(ctx, t, e)
		pid, held := workertest.Children(t)[0], map[string]string{}
		workertest.Wait(t, "its bounds", func() bool { // they come one by one
			held = workertest.Limits(t, pid)
			return held["Max cpu time"] != "unlimited" && held["Max core file size"] == "0" &&
				held["Max data size"] != "unlimited" && held["Max open files"] == "64"
		})
		if strings.Contains(held["environment"], "SECRET") {
			t.Errorf("it knows %s", held["environment"])
		}
		cancel()
		<-answer
	})
}
