package worker_test

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"testing"
	"time"

	"imr/internal/worker"
	"imr/internal/worker/workertest"
)

// TestSuits: the worker that had the order before has it again, and the one that
// has been idle the longest has what none had.
func TestSuits(t *testing.T) {
	p := pool(t, worker.Config{Workers: 2})
	both := [2]*worker.Process[string]{}
	for i, state := range []string{"first", "second"} {
		var err error
		if both[i], err = p.Borrow(func(string) bool { return false }); err != nil {
			t.Fatal(err)
		}
		both[i].State = state
	}
	if n := p.Busy(); n != 2 {
		t.Errorf("%d are busy, want 2", n)
	}
	p.Return(both[0], true)
	p.Return(both[1], true)
	if n := p.Busy(); n != 0 {
		t.Errorf("%d are busy, want none", n)
	}
	for _, tt := range []struct{ state, want string }{{"second", "second"}, {"first", "first"}, {"third", "second"}} {
		w, err := p.Borrow(func(s string) bool { return s == tt.state })
		if err != nil || w.State != tt.want {
			t.Fatalf("for %q comes the one of %q, %v, want %q", tt.state, w.State, err, tt.want)
		}
		p.Return(w, true)
	}
}

func TestTurns(t *testing.T) {
	p := pool(t, worker.Config{Workers: 2})
	var leaves []func()
	for range 2 {
		leave, err := p.Enter(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		leaves = append(leaves, leave)
	}
	late, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := p.Enter(late); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a third turn says %v", err)
	}
	leaves[0]()
	again, err := p.Enter(t.Context())
	if err != nil {
		t.Fatalf("a turn after one was left: %v", err)
	}
	waits := make(chan error)
	go func() { _, err := p.Enter(context.Background()); waits <- err }()
	go p.Close()
	if err := <-waits; !errors.Is(err, worker.ErrClosed) {
		t.Errorf("who waits when it is closed hears %v", err)
	}
	leaves[1]()
	again()
}

func TestIdleEnds(t *testing.T) {
	p := pool(t, worker.Config{IdleTime: 30 * time.Millisecond})
	seen := map[string]bool{}
	for range 2 { // a new worker takes over after the first has ended
		who, err := ask(t.Context(), p, "who", longer)
		if err != nil {
			t.Fatal(err)
		}
		seen[who] = true
		if !workertest.Gone(workertest.Children(t)) {
			t.Error("the idle worker is still there")
		}
	}
	if len(seen) != 2 {
		t.Errorf("workers %v, want two", seen)
	}
}

func TestKilled(t *testing.T) {
	p := pool(t, worker.Config{})
	if _, err := ask(t.Context(), p, "who", longer); err != nil {
		t.Fatal(err)
	}
	if idle := workertest.Kill(t); len(idle) != 1 || !workertest.Gone(idle) {
		t.Fatal("there is no idle worker to kill")
	}
	answer := make(chan error, 1)
	go func() { _, err := ask(t.Context(), p, "hang", longer); answer <- err }()
	workertest.Wait(t, "a worker at its order", func() bool { return p.Busy() == 1 })
	workertest.Kill(t)
	if err := <-answer; !errors.Is(err, worker.ErrLost) {
		t.Errorf("an order whose worker is killed says %v", err)
	}
}

func TestCloseLeavesNothing(t *testing.T) {
	before := runtime.NumGoroutine()
	p := pool(t, worker.Config{Workers: 3})
	var all sync.WaitGroup
	for _, order := range []string{"hang", "hang"} {
		all.Go(func() {
			if _, err := ask(t.Context(), p, order, longer); err == nil {
				t.Errorf("%q is answered", order)
			}
		})
	}
	if _, err := ask(t.Context(), p, "fiction", longer); err != nil {
		t.Error(err)
	}
	workertest.Wait(t, "two at their orders", func() bool { return p.Busy() == 2 })
	p.Close()
	all.Wait()
	if left := workertest.Children(t); len(left) > 0 {
		t.Errorf("workers left: %v", left)
	}
	if _, err := ask(t.Context(), p, "fiction", longer); !errors.Is(err, worker.ErrClosed) {
		t.Errorf("a closed pool says %v", err)
	}
	p.Close() // twice is as good as once
	workertest.Wait(t, "all goroutines ended", func() bool { return runtime.NumGoroutine() <= before })
}
