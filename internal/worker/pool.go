package worker

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Pool starts workers when they are needed and lends them out, one to a user at a
// time. S is what their parent remembers of one. It may be used by many goroutines.
type Pool[S any] struct {
	config  Config
	slots   chan struct{}   // one for each worker in use
	closing context.Context // ends when Close is called
	stop    context.CancelFunc
	running sync.WaitGroup // turns and worker processes

	starting sync.Mutex // the first start fills the compile cache for the others

	mu   sync.Mutex           // guards the rest, and the end of closing
	live map[*Process[S]]bool // true while it is lent
	idle []*Process[S]        // the longest idle first
}

// NewPool makes a Pool. It starts nothing yet.
func NewPool[S any](c Config) *Pool[S] {
	if c.IdleTime <= 0 {
		c.IdleTime = 2 * time.Minute
	}
	closing, stop := context.WithCancel(context.Background())
	return &Pool[S]{config: c, slots: make(chan struct{}, c.Workers), closing: closing, stop: stop, live: map[*Process[S]]bool{}}
}

// Close ends all workers and waits for them. Whoever waits for one or talks to
// one gets an error.
func (p *Pool[S]) Close() {
	p.mu.Lock()
	p.stop()
	for w := range p.live {
		w.Kill()
	}
	p.mu.Unlock()
	p.running.Wait()
}

// Closing ends when Close is called.
func (p *Pool[S]) Closing() context.Context { return p.closing }

// Enter waits for a turn, of which there are as many at once as Config.Workers
// says. After the turn leave must be called; Close waits for it.
func (p *Pool[S]) Enter(ctx context.Context) (leave func(), err error) {
	p.mu.Lock()
	closed := p.closing.Err() != nil
	if !closed {
		p.running.Add(1)
	}
	p.mu.Unlock()
	if closed {
		return nil, ErrClosed
	}
	select {
	case p.slots <- struct{}{}:
		return func() { <-p.slots; p.running.Done() }, nil
	case <-ctx.Done():
		err = ctx.Err()
	case <-p.closing.Done():
		err = ErrClosed
	}
	p.running.Done()
	return nil, err
}

// Borrow takes a worker, within a turn: of the idle ones that suit the one that
// worked last, else the one that has been idle the longest, else a new one.
func (p *Pool[S]) Borrow(suits func(S) bool) (*Process[S], error) {
	w := p.takeIdle(suits)
	if w == nil {
		var err error
		if w, err = p.start(); err != nil && p.closing.Err() != nil {
			return nil, ErrClosed
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", p.config.Name, err)
		}
	}
	p.lend(w, true)
	return w, nil
}

// lend notes whether a worker, if it is still there, is lent.
func (p *Pool[S]) lend(w *Process[S], lent bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, alive := p.live[w]; alive {
		p.live[w] = lent
	}
}

// takeIdle takes an idle worker, or nil where there is none.
func (p *Pool[S]) takeIdle(suits func(S) bool) *Process[S] {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = slices.DeleteFunc(p.idle, (*Process[S]).dead)
	if len(p.idle) == 0 {
		return nil
	}
	i := len(p.idle) - 1
	for i > 0 && !suits(p.idle[i].State) {
		i--
	}
	w := p.idle[i]
	p.idle = slices.Delete(p.idle, i, i+1)
	w.timer.Stop()
	return w
}

// start starts a worker and waits until it is ready. Workers start one after
// the other, so that just one compiles when the cache is empty.
func (p *Pool[S]) start() (*Process[S], error) {
	p.starting.Lock()
	defer p.starting.Unlock()
	w, err := newProcess[S](p.config)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	if p.closing.Err() != nil {
		w.Kill()
	}
	p.live[w] = false
	p.running.Add(1) // the turn that needs the worker is still counted
	p.mu.Unlock()
	go func() {
		defer p.running.Done()
		w.wait()
		p.mu.Lock()
		delete(p.live, w)
		p.mu.Unlock()
	}()
	return w, w.ready()
}

// Return gives a worker back, which is ended unless it is fit for more.
func (p *Pool[S]) Return(w *Process[S], fit bool) {
	p.lend(w, false)
	p.mu.Lock()
	defer p.mu.Unlock()
	if !fit || p.closing.Err() != nil {
		w.Kill()
		return
	}
	w.timer = time.AfterFunc(p.config.IdleTime, func() { p.retire(w) })
	p.idle = append(p.idle, w)
}

// retire ends a worker that is still idle.
func (p *Pool[S]) retire(w *Process[S]) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := slices.Index(p.idle, w); i >= 0 {
		p.idle = slices.Delete(p.idle, i, i+1)
		w.Kill()
	}
}

// Busy is the number of workers that are alive and lent.
func (p *Pool[S]) Busy() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	busy := 0
	for _, lent := range p.live {
		if lent {
			busy++
		}
	}
	return busy
}
