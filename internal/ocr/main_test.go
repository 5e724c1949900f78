package ocr_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

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
	e := ocr.New(c)
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// readers are the engines there are on this machine, by name.
func readers(t testing.TB, c ocr.Config) map[string]*ocr.Engine {
	t.Helper()
	c.Embedded = true
	all := map[string]*ocr.Engine{"embedded": engine(t, c)}
	if _, err := exec.LookPath("tesseract"); err == nil {
		c.Embedded = false
		all["native"] = engine(t, c)
	}
	return all
}

// text is the words of a result, one space apart.
func text(r ocr.Result) string {
	words := make([]string, len(r.Words))
	for i, w := range r.Words {
		words[i] = w.Text
	}
	return strings.Join(words, " ")
}
