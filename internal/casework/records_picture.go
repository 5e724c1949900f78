package casework

import (
	"container/list"
	"context"
	"sync"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/pdfium"
)

// Picture is an encoded picture of a page.
type Picture = pdfium.Picture

// PageImage draws a page, width pixels wide. One that was drawn lately is given
// again; whether it may be seen is asked each time.
func (d *Desk) PageImage(ctx context.Context, by account.Actor, number casefile.CaseNumber, doc casefile.DocumentID, page, width int) (Picture, error) {
	c, err := d.Case(ctx, by, number)
	if err != nil {
		return Picture{}, err
	}
	document, found := c.Document(doc)
	if !found || page < 1 || page > document.Pages {
		return Picture{}, noPage()
	}
	key := pictureKey{document.SHA256, page, width}
	if p, found := d.pictures.take(key); found {
		return p, nil
	}
	file, err := d.files.Open(document.SHA256)
	if err != nil {
		return Picture{}, err
	}
	defer file.Close()
	p, err := d.read.PDF.Render(ctx, file, page, width)
	if err == nil {
		d.pictures.put(key, p)
	}
	return p, err
}

// pictureKey names a picture by its file's SHA-256, so that it is never out of date.
type pictureKey struct {
	sha256      string
	page, width int
}

// pictureBytes bounds the memory of the pictures kept: some 600 pages or 9,000
// small pictures.
const pictureBytes = 64 << 20

// pictureCache keeps the pictures that were used last. They stay in memory: what
// stands on a page is written to no other place than its document.
type pictureCache struct {
	mu    sync.Mutex
	byKey map[pictureKey]*list.Element // of *keptPicture
	order list.List                    // the latest used in front
	bytes int
}

type keptPicture struct {
	key pictureKey
	Picture
}

func (c *pictureCache) take(key pictureKey) (Picture, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, found := c.byKey[key]
	if !found {
		return Picture{}, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*keptPicture).Picture, true
}

func (c *pictureCache) put(key pictureKey, p Picture) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byKey == nil {
		c.byKey = map[pictureKey]*list.Element{}
	}
	if _, drawnTwice := c.byKey[key]; drawnTwice {
		return
	}
	c.byKey[key] = c.order.PushFront(&keptPicture{key, p})
	c.bytes += len(p.Data)
	for c.bytes > pictureBytes {
		oldest := c.order.Back()
		kept := c.order.Remove(oldest).(*keptPicture)
		delete(c.byKey, kept.key)
		c.bytes -= len(kept.Data)
	}
}
