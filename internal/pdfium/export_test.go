package pdfium

import "time"

// SetIdleTime shortens the wait of a test for a worker to be ended.
func SetIdleTime(e *Engine, d time.Duration) { e.idleTime = d }
