package ocr

import "sync"

// opening keeps the first bytes written to it, at most so many.
type opening struct {
	most int

	mu   sync.Mutex
	text []byte
}

// Write keeps what still fits and accepts everything.
func (o *opening) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.text = append(o.text, b[:min(len(b), o.most-len(o.text))]...)
	return len(b), nil
}

// String is what was kept.
func (o *opening) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return string(o.text)
}
