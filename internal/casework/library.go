package casework

import (
	"context"
	"sync"

	"imr/internal/guideline"
	"imr/internal/sqlite"
)

// libraryCache keeps the guideline library ready for searching as long as nobody
// changes it.
type libraryCache struct {
	mu      sync.Mutex
	changes int64
	library guideline.Library
}

// of is the library as it is stored now.
func (c *libraryCache) of(tx *sqlite.Tx) (guideline.Library, error) {
	changes, err := tx.GuidelineChanges()
	if err != nil {
		return guideline.Library{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if changes == c.changes && !c.library.Empty() {
		return c.library, nil
	}
	editions, err := tx.Guidelines()
	if err != nil {
		return guideline.Library{}, err
	}
	library := guideline.New(editions)
	if changes > c.changes {
		c.changes, c.library = changes, library
	}
	return library, nil
}

// Library is the organization's guideline library. It holds no word of a case.
func (d *Desk) Library(ctx context.Context) (l guideline.Library, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		l, err = d.library.of(tx)
		return err
	})
	return l, err
}
