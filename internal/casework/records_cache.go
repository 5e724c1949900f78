package casework

import (
	"context"
	"slices"
	"sync"

	"imr/internal/casefile"
	"imr/internal/finding"
	"imr/internal/sqlite"
)

// recordCache keeps the pages of the cases that are being worked on, because
// every check reads all of them and they change only while they are being read.
type recordCache struct {
	mu    sync.Mutex
	cases []*cachedCase // the latest used last
}

// cachedCase is a place of the cache. Whoever reads the pages holds its mutex, so
// that they are read once and no other case waits for them.
type cachedCase struct {
	key  int64
	size int // pages; guarded by the cache

	mu      sync.Mutex
	version int // of what the pages say, see sqlite.RecordsVersion
	cachedRecords
}

// cachedRecords are the pages of a case, made ready for the checks.
type cachedRecords struct {
	pages    []casefile.Page
	prepared *finding.Prepared // nil before they are read
}

// cachedPages bounds the memory: 800 pages take about 30 MB. One case is kept
// however large it is.
const cachedPages = 3200

// of returns the pages of the case as they are read now: a check of a page not read
// is worth nothing. Of a case that it has only what changed is made ready anew.
func (r *recordCache) of(tx *sqlite.Tx, s sqlite.StoredCase) (cachedRecords, error) {
	version, err := tx.RecordsVersion(s.Key)
	if err != nil {
		return cachedRecords{}, err
	}
	c := r.place(s.Key)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.prepared != nil && c.version == version {
		return c.cachedRecords, nil
	}
	pages, err := tx.Pages(s.Key)
	if err != nil {
		return cachedRecords{}, err
	}
	c.version, c.cachedRecords = version, cachedRecords{pages, c.prepared.Again(pages)}
	r.sized(c, len(pages))
	return c.cachedRecords, nil
}

// place is the place of the case, a new one where there is none, as the latest used.
func (r *recordCache) place(key int64) *cachedCase {
	r.mu.Lock()
	defer r.mu.Unlock()
	c := &cachedCase{key: key}
	if i := slices.IndexFunc(r.cases, func(c *cachedCase) bool { return c.key == key }); i >= 0 {
		c = r.cases[i]
		r.cases = slices.Delete(r.cases, i, i+1)
	}
	r.cases = append(r.cases, c)
	return c
}

// sized notes how many pages the case has now.
func (r *recordCache) sized(c *cachedCase, pages int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	c.size = pages
	r.forget()
}

// forget drops the cases that were used longest ago until the rest fits.
func (r *recordCache) forget() {
	kept, first := 0, len(r.cases)
	for first > 0 && (first == len(r.cases) || kept+r.cases[first-1].size <= cachedPages) {
		first--
		kept += r.cases[first].size
	}
	r.cases = slices.Delete(r.cases, 0, first)
}

// manyPages is from how many pages on a check would have its user wait.
const manyPages = 300

// warm makes the records of a large case ready in the background, so that the first
// check of a draft need not wait for them. Where it fails, that check does it and
// says what is wrong.
func (d *Desk) warm(s sqlite.StoredCase, pages int) {
	if pages < manyPages || !s.State.Drafting() {
		return
	}
	go func() {
		_ = d.db.View(context.Background(), func(tx *sqlite.Tx) error {
			_, err := d.records.of(tx, s)
			return err
		})
	}()
}

// refresh brings the cases in the cache up to date, after their pages were read.
// Where that fails, the next check does it and says what is wrong.
func (d *Desk) refresh(ctx context.Context) {
	d.records.mu.Lock()
	var keys []int64
	for _, c := range d.records.cases {
		keys = append(keys, c.key)
	}
	d.records.mu.Unlock()
	for _, key := range keys {
		_ = d.db.View(ctx, func(tx *sqlite.Tx) error {
			_, err := d.records.of(tx, sqlite.StoredCase{Key: key})
			return err
		})
	}
}
