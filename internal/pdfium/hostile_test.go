package pdfium_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"imr/internal/fault"
	"imr/internal/pdfium"
)

func TestUnusable(t *testing.T) {
	whole := makePDF([]sheet{{content: note(1)}}, "")
	hex := strings.Repeat("5a", 32)
	locked := makePDF([]sheet{{content: note(1)}}, "/Encrypt 6 0 R /ID [<00> <00>]",
		fmt.Sprintf("<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >>", hex, hex))
	e := engine(t, pdfium.Config{Workers: 1})
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"empty":       {nil, "not a PDF"},
		"garbage":     {[]byte(strings.Repeat("fiction ", 500)), "not a PDF"},
		"late header": {append(make([]byte, 2000), whole...), "not a PDF"},
		"header only": {[]byte("%PDF-1.7\n" + strings.Repeat("fiction ", 500)), "damaged"},
		"truncated":   {whole[:len(whole)/10], "damaged"},
		"locked":      {locked, "password"},
		"no pages":    {makePDF(nil, ""), "no pages"},
		"many pages": {assemble([]string{"<< /Type /Catalog /Pages 2 0 R >>",
			"<< /Type /Pages /Kids [3 0 R] /Count 900000 >>", "<< /Type /Page /Parent 2 0 R >>"}, ""), "more than 20000 pages"},
	} {
		t.Run(name, func(t *testing.T) {
			f := onDisk(t, tt.data)
			_, err := e.Inspect(t.Context(), f)
			if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Inspect says %v, want a fault with %q", err, tt.want)
			}
			yielded := 0
			for page, err := range e.AllPages(t.Context(), f, "d") {
				yielded++
				if page.Number != 0 || !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("AllPages says %d, %v", page.Number, err)
				}
			}
			if yielded != 1 {
				t.Errorf("AllPages yields %d times, want 1", yielded)
			}
		})
	}
	if _, err := e.Inspect(t.Context(), onDisk(t, append([]byte("junk before\n"), whole...))); err != nil {
		t.Errorf("a header in the first kilobyte is refused: %v", err)
	}
}

func TestPageOutOfRange(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1})
	f := onDisk(t, manyNotes(3))
	for _, page := range []int{-1, 0, 4, 1 << 40} {
		if _, _, err := e.Words(t.Context(), f, page); !fault.Is(err, fault.Invalid) {
			t.Errorf("Words of page %d: %v", page, err)
		}
		if _, err := e.Render(t.Context(), f, page, 100); !fault.Is(err, fault.Invalid) {
			t.Errorf("Render of page %d: %v", page, err)
		}
	}
}

func TestBombMissesDeadline(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1, PageTimeout: time.Second})
	f := onDisk(t, bomb())
	start := time.Now()
	_, _, err := e.Words(t.Context(), f, 2)
	if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "in time") {
		t.Errorf("the bomb gives %v after %v", err, time.Since(start))
	}
	if words, _, err := e.Words(t.Context(), f, 3); err != nil || text(words) != "after" {
		t.Errorf("the page after the bomb gives %v, %v", words, err)
	}
	var got []string
	for page, err := range e.AllPages(t.Context(), f, "d") {
		got = append(got, fmt.Sprintf("%d %s %v", page.Number, page.Text(), fault.Is(err, fault.Invalid)))
	}
	if fmt.Sprint(got) != "[1 before false 2  true 3 after false]" {
		t.Errorf("AllPages gives %q", got)
	}
}

func TestBombRunsOutOfMemory(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1, MemoryMiB: 64, PageTimeout: time.Minute})
	f := onDisk(t, bomb())
	if _, _, err := e.Words(t.Context(), f, 2); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "memory") {
		t.Errorf("the bomb gives %v", err)
	}
	if words, _, err := e.Words(t.Context(), f, 1); err != nil || text(words) != "before" {
		t.Errorf("the page before the bomb gives %v, %v", words, err)
	}
}

func TestManyAtOnce(t *testing.T) {
	e := engine(t, pdfium.Config{})
	files := []*os.File{onDisk(t, manyNotes(5)), onDisk(t, manyNotes(6)), onDisk(t, manyNotes(7))}
	var all sync.WaitGroup
	for g := range 8 {
		all.Go(func() {
			for i := range 12 {
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
			killed += killWorkers(t)
		}
	}
	if pages != 40 || killed != 2 {
		t.Errorf("got %d pages with %d workers killed", pages, killed)
	}
	killed += killWorkers(t) // while idle
	if _, _, err := e.Words(t.Context(), f, 1); err != nil || killed != 3 {
		t.Errorf("after %d kills: %v", killed, err)
	}
}

// workers are the process ids of this process's workers.
func workers(t *testing.T) []int {
	t.Helper()
	var pids []int
	lists, err := filepath.Glob("/proc/self/task/*/children")
	if err != nil || len(lists) == 0 {
		t.Skip("needs /proc/PID/task/TID/children")
	}
	for _, list := range lists {
		text, err := os.ReadFile(list)
		if err != nil {
			continue // the thread has ended
		}
		for _, field := range strings.Fields(string(text)) {
			pid, err := strconv.Atoi(field)
			if err != nil {
				t.Fatal(err)
			}
			pids = append(pids, pid)
		}
	}
	return pids
}

// killWorkers kills all workers and returns how many there were.
func killWorkers(t *testing.T) int {
	t.Helper()
	pids := workers(t)
	for _, pid := range pids {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
	}
	return len(pids)
}

func TestCancel(t *testing.T) {
	e := engine(t, pdfium.Config{Workers: 1, PageTimeout: 2 * time.Second})
	f := onDisk(t, bomb())
	if _, err := e.Inspect(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, _, err := e.Words(ctx, f, 2); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a request given up says %v", err)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("giving up took %v", took)
	}
	if words, _, err := e.Words(t.Context(), f, 1); err != nil || text(words) != "before" {
		t.Errorf("the next request gives %v, %v", words, err)
	}
}

func TestCloseLeavesNothing(t *testing.T) {
	before := runtime.NumGoroutine()
	e := pdfium.New(pdfium.Config{PageTimeout: 30 * time.Second})
	f, hostile := onDisk(t, manyNotes(2)), onDisk(t, bomb())
	if _, err := e.Inspect(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	busy := make(chan error)
	go func() {
		_, _, err := e.Words(t.Context(), hostile, 2)
		busy <- err
	}()
	time.Sleep(300 * time.Millisecond)
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	if err := <-busy; err == nil || fault.Of(err) != nil {
		t.Errorf("a request that Close cuts off says %v", err)
	}
	if _, err := e.Inspect(t.Context(), f); err == nil || fault.Of(err) != nil {
		t.Errorf("a closed engine says %v", err)
	}
	if left := workers(t); len(left) != 0 {
		t.Errorf("workers left: %v", left)
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d goroutines, %d before", n, before)
	}
	if err := e.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
}
