package worker

import "sync"

// Opening keeps the first Most bytes written to it and accepts all others.
type Opening struct {
	Most int

	mu   sync.Mutex
	text []byte
}

// Write keeps what still fits.
func (o *Opening) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.text = append(o.text, b[:min(len(b), o.Most-len(o.text))]...)
	return len(b), nil
}

// Bytes is what was kept, and must not be changed.
func (o *Opening) Bytes() []byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text
}

// String is what was kept.
func (o *Opening) String() string { return string(o.Bytes()) }
