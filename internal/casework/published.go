package casework

import (
	"sync"

	"imr/internal/catalog"
	"imr/internal/publication"
	"imr/internal/sqlite"
)

// published is the catalog of the public copies, read from the store when it is
// first asked and kept up with it, whichever process published.
type published struct {
	catalog.Catalog
	mu              sync.Mutex
	last, withdrawn int64
}

func (p *published) refresh(tx *sqlite.Tx) error {
	last, withdrawn, err := tx.PublicationState()
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if last > p.last {
		err := tx.PublicationsAfter(p.last, func(id int64, body []byte) error {
			c, err := publication.Parse(body)
			if err == nil {
				p.Add(id, c)
				p.last = id
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	if withdrawn > p.withdrawn {
		gone, err := tx.WithdrawnPublications()
		if err != nil {
			return err
		}
		for _, id := range gone {
			p.Remove(id)
		}
		p.withdrawn = withdrawn
	}
	return nil
}
