package bench

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"imr/internal/casework"
	"imr/internal/review"
)

// text is a summary of the usual length: six sentences with a source each.
func text() []review.Sentence {
	var out []review.Sentence
	for i := range 6 {
		out = append(out, review.Sentence{ID: fmt.Sprintf("s%d", i+1),
			Text:    "The worker is an invented person whose knee was twisted on a step, and who was treated with rest, exercises and tablets.",
			Sources: []review.Source{{Document: "d1", Page: 1, Quote: "twisted the knee on a step of the loading dock"}}})
	}
	return out
}

// BenchmarkSaves counts acknowledged saves of a draft beside bare commits of one
// row with synchronous=FULL, through the same driver on the same file system.
func BenchmarkSaves(b *testing.B) {
	o := newOffice(b)
	bare := newBare(b)
	for _, n := range []int{1, 16} {
		for _, way := range []struct {
			name  string
			start starter
		}{{"act", o.saveByAct}, {"form", o.saveByForm}, {"script", o.saveByScript}} {
			b.Run(fmt.Sprintf("%s/writers=%d", way.name, n), func(b *testing.B) {
				compare(b, "saves/s",
					func(t *tally) { t.workers(b, n, way.start) },
					func(t *tally) { t.workers(b, n, bare) })
			})
		}
	}
}

// newBare is the least that a durable save can be: one row in one transaction.
func newBare(b *testing.B) starter {
	b.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(b.TempDir(), "bare.db")+"?_journal_mode=WAL&_synchronous=FULL&_txlock=immediate")
	must(b, err)
	b.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	_, err = db.Exec("CREATE TABLE saves (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT")
	must(b, err)
	insert, err := db.Prepare("INSERT INTO saves (body) VALUES (?)")
	must(b, err)
	body, err := json.Marshal(text())
	must(b, err)
	for range 1500 { // until the log has its full size, as the application's has: growing it costs more
		_, err := insert.Exec(string(body))
		must(b, err)
	}
	return func(int) (func() error, func(), error) {
		return func() error {
			_, err := insert.Exec(string(body))
			return err
		}, func() {}, nil
	}
}

// version is the version of the worker's own case, over which it saves.
func (o *office) version(ctx context.Context, worker int) (int, error) {
	draft, err := o.desk.Draft(ctx, o.actor, o.numbers[worker])
	return draft.Parts[casework.SummaryPart].Version, err
}

// saveByAct saves as a handler does, with a context that may be cancelled.
func (o *office) saveByAct(worker int) (act func() error, end func(), err error) {
	ctx, cancel := context.WithCancel(context.Background())
	content := text()
	version, err := o.version(ctx, worker)
	return func() error {
		saved, err := o.desk.SaveSummary(ctx, o.actor, o.numbers[worker], version, content)
		version = saved.Version
		return err
	}, cancel, err
}

// saveByForm saves as the page does without its script, which is answered with a
// redirect to the page.
func (o *office) saveByForm(worker int) (act func() error, end func(), err error) {
	version, err := o.version(context.Background(), worker)
	if err != nil {
		return nil, nil, err
	}
	c, err := dial(o.addr)
	return func() error {
		status, err := c.do(o.save(worker, version, "text/html"))
		if err != nil || status != http.StatusSeeOther {
			return cmp.Or(err, fmt.Errorf("the save answered %d: %s", status, c.body.Bytes()))
		}
		version++ // the next save is refused where this is wrong
		return nil
	}, func() { c.conn.Close() }, err
}

// saveByScript saves as the page's script does, which is answered with the version.
// The script asks for what the checks find afterwards; BenchmarkFindings measures that.
func (o *office) saveByScript(worker int) (act func() error, end func(), err error) {
	version, err := o.version(context.Background(), worker)
	if err != nil {
		return nil, nil, err
	}
	c, err := dial(o.addr)
	return func() error {
		status, err := c.do(o.save(worker, version, "application/json"))
		if err != nil || status != http.StatusOK {
			return cmp.Or(err, fmt.Errorf("the save answered %d: %s", status, c.body.Bytes()))
		}
		var saved struct{ Version string }
		if err := json.Unmarshal(c.body.Bytes(), &saved); err != nil {
			return err
		}
		before := version
		if version, err = strconv.Atoi(saved.Version); err == nil && version != before+1 {
			err = fmt.Errorf("version %d was saved over %d", version, before)
		}
		return err
	}, func() { c.conn.Close() }, err
}

// save is the request that saves the summary of the worker's case.
func (o *office) save(worker, version int, accept string) []byte {
	form := url.Values{"do": {"save"}, "version": {strconv.Itoa(version)}}
	for _, s := range text() {
		form.Add("sentence", s.ID)
		form.Add("text-"+s.ID, s.Text)
		form.Add("source-"+s.ID, fmt.Sprintf("[%q,%d,%q]", s.Sources[0].Document, s.Sources[0].Page, s.Sources[0].Quote))
	}
	return o.request("POST", "/cases/"+string(o.numbers[worker])+"/summary", accept, form.Encode())
}

// BenchmarkFindings saves and then asks what the checks find, which people are to
// see within a second of the save.
func BenchmarkFindings(b *testing.B) {
	o := newOffice(b)
	save, end, err := o.saveByScript(0)
	must(b, err)
	defer end()
	c, err := dial(o.addr)
	must(b, err)
	defer c.conn.Close()
	request := o.request("GET", "/cases/"+string(o.numbers[0])+"/summary/findings", "text/html", "")
	var t tally
	for b.Loop() {
		must(b, save())
		began, before := time.Now(), used()
		status, err := c.do(request)
		must(b, err)
		if status != http.StatusOK {
			b.Fatalf("the checks answered %d: %s", status, c.body.Bytes())
		}
		t.each, t.done, t.cpu = append(t.each, time.Since(began)), t.done+1, t.cpu+used()-before
	}
	b.ReportMetric(t.p99(), "p99-ms")
	b.ReportMetric(1000, "limit-ms")
	b.ReportMetric(t.cpuEach(), "cpu-µs")
	b.ReportMetric(0, "ns/op")
}
