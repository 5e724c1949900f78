package pdfium

// Busy reports whether a worker, which is ready, is at a request.
func Busy(e *Engine) bool { return e.pool.Busy() > 0 }
