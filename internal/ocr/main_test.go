package ocr_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"imr/internal/ocr"
)

func TestMain(m *testing.M) {
	if ocr.IsWorker() {
		ocr.ServeWorker()
	}
	os.Exit(m.Run())
}

// engine makes an engine for one test. All share one compile cache.
func engine(t testing.TB, c ocr.Config) *ocr.Engine {
	t.Helper()
	if c.PageTimeout == 0 {
		c.PageTimeout = 10 * time.Minute // a machine may be busy with other tests
	}
	e := ocr.New(c)
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// installed reports whether the native reader is on this machine.
func installed() bool {
	_, err := exec.LookPath("tesseract")
	return err == nil
}

// each runs a test with each reader that there is on this machine, of which
// nothing is left afterwards.
func each(t *testing.T, c ocr.Config, test func(t *testing.T, e *ocr.Engine)) {
	t.Helper()
	c.Embedded = true
	t.Run("embedded", func(t *testing.T) { test(t, engine(t, c)) })
	if installed() {
		c.Embedded = false
		t.Run("native", func(t *testing.T) { test(t, engine(t, c)) })
	}
}

// text is the words of a result, one space apart.
func text(r ocr.Result) string {
	words := make([]string, len(r.Words))
	for i, w := range r.Words {
		words[i] = w.Text
	}
	return strings.Join(words, " ")
}
