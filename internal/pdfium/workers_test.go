package pdfium_test

import (
	"context"
	"errors"
	"os"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"imr/internal/fault"
	"imr/internal/pdfium"
	"imr/internal/worker/workertest"
)

func TestManyAtOnce(t *testing.T) {
	e := engine(t, pdfium.Config{})
	files := []*os.File{onDisk(t, manyNotes(5)), onDisk(t, manyNotes(6)), onDisk(t, manyNotes(7))}
	var all sync.WaitGroup
	for g := range 8 {
		all.Go(func() {
			for i := range 6 {
				page := (g+i)%5 + 1
				words, _, err := e.Words(t.Context(), files[(g+i)%3], page)
				if err != nil || len(words) == 0 || words[1].Text != strconv.Itoa(page) {
					t.Errorf("page %d: %d words, %v", page, len(words), err)
				}
				if _, err := e.Render(t.Context(), files[(g+i)%3], page, 100); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

func TestWorkerKilled(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1})
	f := onDisk(t, manyNotes(40))
	if _, err := e.Inspect(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	pages, killed := 0, 0
	for page, err := range e.AllPages(t.Context(), f, "d") {
		pages++
		if err != nil || page.Number != pages || len(page.Words) != 480 {
			t.Fatalf("page %d: number %d, %v", pages, page.Number, err)
		}
		if pages == 1 || pages == 30 { // amid a batch
			killed += len(workertest.Kill(t))
		}
	}
	if pages != 40 || killed != 2 {
		t.Errorf("got %d pages with %d workers killed", pages, killed)
	}
	killed += len(workertest.Kill(t)) // while idle
	if _, _, err := e.Words(t.Context(), f, 1); err != nil || killed != 3 {
		t.Errorf("after %d kills: %v", killed, err)
	}
}

func TestCancel(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 2, PageTimeout: 10 * time.Minute})
	f := onDisk(t, bomb())
	if _, err := e.Inspect(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, _, err := e.Words(ctx, f, 2); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a request given up says %v", err)
	}
	if words, _, err := e.Words(t.Context(), f, 1); err != nil || text(words) != "before" {
		t.Errorf("the next request gives %v, %v", words, err)
	}
}

func TestCloseLeavesNothing(t *testing.T) {
	before := runtime.NumGoroutine()
	e := pdfium.New(pdfium.Config{PageTimeout: 10 * time.Minute})
	f, hostile := onDisk(t, manyNotes(2)), onDisk(t, bomb())
	if _, err := e.Inspect(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	busy := make(chan error)
	go func() {
		_, _, err := e.Words(t.Context(), hostile, 2)
		busy <- err
	}()
	workertest.Wait(t, "a worker at its page", func() bool { return pdfium.Busy(e) })
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	if err := <-busy; err == nil || fault.Of(err) != nil {
		t.Errorf("a request that Close cuts off says %v", err)
	}
	if _, err := e.Inspect(t.Context(), f); err == nil || fault.Of(err) != nil {
		t.Errorf("a closed engine says %v", err)
	}
	if left := workertest.Children(t); len(left) != 0 {
		t.Errorf("workers left: %v", left)
	}
	workertest.Wait(t, "all goroutines ended", func() bool { return runtime.NumGoroutine() <= before })
	if err := e.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
}
