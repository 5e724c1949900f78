package bench

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"testing"
)

// BenchmarkQueue asks for the queue of a reviewer with 50 cases on 16
// connections, beside a bare handler that serves the same bytes from memory.
func BenchmarkQueue(b *testing.B) {
	o := newOffice(b)
	request := o.request("GET", "/cases", "text/html", "")
	page := fetch(b, o.addr, request)
	if rows := bytes.Count(page, []byte(`<a href="/cases/`)); rows != casesEach {
		b.Fatalf("the queue shows %d cases", rows)
	}
	bare := serve(b, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		w.Header().Set("Content-Length", strconv.Itoa(len(page)))
		w.Write(page)
	}))
	compare(b, "req/s",
		func(t *tally) { get(b, t, o.addr, request, len(page)) },
		func(t *tally) { get(b, t, bare, request, len(page)) })
	b.ReportMetric(float64(len(page))/1000, "kB/page")
}

func fetch(b *testing.B, addr string, request []byte) []byte {
	b.Helper()
	c, err := dial(addr)
	must(b, err)
	defer c.conn.Close()
	status, err := c.do(request)
	must(b, err)
	if status != http.StatusOK {
		b.Fatalf("the page answered %d: %s", status, c.body.Bytes())
	}
	return bytes.Clone(c.body.Bytes())
}

// get asks again and again on 16 connections. Every answer is the whole page.
func get(b *testing.B, t *tally, addr string, request []byte, length int) {
	b.Helper()
	t.workers(b, 16, func(int) (func() error, func(), error) {
		c, err := dial(addr)
		return func() error {
			status, err := c.do(request)
			if err == nil && (status != http.StatusOK || c.body.Len() != length) {
				err = fmt.Errorf("answered %d with %d bytes", status, c.body.Len())
			}
			return err
		}, func() { c.conn.Close() }, err
	})
}
