package bench

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http/httputil"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"
)

// client is one kept-alive connection. It reads just enough of HTTP/1.1 to know
// where an answer ends, so that nearly all the time measured is the server's.
type client struct {
	conn net.Conn
	in   *bufio.Reader
	body bytes.Buffer
}

func dial(addr string) (*client, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &client{conn: conn, in: bufio.NewReaderSize(conn, 32<<10)}, nil
}

// do sends the request and returns the status; the body stands in c.body until
// the next call.
func (c *client) do(request []byte) (status int, err error) {
	if _, err := c.conn.Write(request); err != nil {
		return 0, err
	}
	line, err := c.in.ReadSlice('\n')
	if err != nil {
		return 0, err
	}
	if len(line) < 12 {
		return 0, fmt.Errorf("%q is no status line", line)
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil { // HTTP/1.1 200 OK
		return 0, err
	}
	length := chunked
	for {
		line, err := c.in.ReadSlice('\n')
		if err != nil {
			return 0, err
		}
		name, value, more := bytes.Cut(bytes.TrimSpace(line), []byte(": "))
		if !more {
			return status, c.take(length)
		}
		if string(name) == "Content-Length" {
			if length, err = strconv.Atoi(string(value)); err != nil {
				return 0, err
			}
		}
	}
}

// chunked stands for the length of a body that comes in chunks.
const chunked = -1

func (c *client) take(length int) error {
	c.body.Reset()
	if length != chunked {
		_, err := io.CopyN(&c.body, c.in, int64(length))
		return err
	}
	if _, err := io.Copy(&c.body, httputil.NewChunkedReader(c.in)); err != nil {
		return err
	}
	_, err := c.in.Discard(len("\r\n"))
	return err
}

// tally adds up the rounds of one side of a comparison.
type tally struct {
	done      int
	took, cpu time.Duration
	each      []time.Duration
}

func (t *tally) perSecond() float64 { return float64(t.done) / t.took.Seconds() }

// cpuEach is the processor time of one, its client's included, in microseconds.
func (t *tally) cpuEach() float64 { return float64(t.cpu.Microseconds()) / float64(t.done) }

// used is the processor time that this program has taken so far.
func used() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err) // it fails for wrong arguments only
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// p99 is the time within which 99 of 100 were answered, in milliseconds.
func (t *tally) p99() float64 {
	slices.Sort(t.each)
	return float64(t.each[len(t.each)*99/100].Microseconds()) / 1000
}

// turn is how long one side of a comparison is under load before the other is.
const turn = 500 * time.Millisecond

// starter makes what one worker does again and again, and what it does at the end.
type starter func(worker int) (act func() error, end func(), err error)

// workers lets n workers do their act for a turn. Starting them is not measured.
func (t *tally) workers(b *testing.B, n int, start starter) {
	b.Helper()
	var ready, done sync.WaitGroup
	var mu sync.Mutex
	begin := make(chan time.Time)
	fail := func(err error) { b.Errorf("worker: %v", err) }
	for worker := range n {
		ready.Add(1)
		done.Go(func() {
			act, end, err := start(worker)
			ready.Done()
			began := <-begin
			if err != nil {
				fail(err)
				return
			}
			defer end()
			each, err := repeat(act, began.Add(turn))
			if err != nil {
				fail(err)
			}
			mu.Lock()
			defer mu.Unlock()
			t.each, t.done = append(t.each, each...), t.done+len(each)
		})
	}
	ready.Wait()
	began, before := time.Now(), used()
	for range n {
		begin <- began
	}
	done.Wait()
	t.took, t.cpu = t.took+time.Since(began), t.cpu+used()-before
	if b.Failed() {
		b.FailNow()
	}
}

func repeat(act func() error, until time.Time) (each []time.Duration, err error) {
	for now := time.Now(); now.Before(until); {
		if err := act(); err != nil {
			return each, err
		}
		then := time.Now()
		each, now = append(each, then.Sub(now)), then
	}
	return each, nil
}

// compare gives both sides their turn in each round, so that what else the
// machine does hits both, and reports the first side against the second.
func compare(b *testing.B, rate string, ours, bare func(*tally)) {
	b.Helper()
	var us, them tally
	for i := 0; b.Loop(); i++ {
		if i%2 == 0 {
			ours(&us)
			bare(&them)
		} else {
			bare(&them)
			ours(&us)
		}
	}
	b.ReportMetric(us.perSecond(), rate)
	b.ReportMetric(them.perSecond(), "bare-"+rate)
	b.ReportMetric(us.perSecond()/them.perSecond(), "ratio")
	b.ReportMetric(us.p99(), "p99-ms")
	b.ReportMetric(them.p99(), "bare-p99-ms")
	b.ReportMetric(us.cpuEach(), "cpu-µs")
	b.ReportMetric(them.cpuEach(), "bare-cpu-µs")
	b.ReportMetric(0, "ns/op")
}
