package ocr

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"imr/internal/worker"
)

// program is a Tesseract that is installed. The zero value means that there is none.
type program struct {
	path, name string
}

// versionTimeout is how long a program may take to tell its version.
const versionTimeout = 10 * time.Second

// versionLine is how Tesseract names itself; versions before 4 lack the reader
// that the model is for.
var versionLine = regexp.MustCompile(`(?m)^tesseract v?((?:[4-9]|[1-9]\d)\.[0-9.]+)`)

// findProgram looks for an installed Tesseract on the path.
func (e *Engine) findProgram() program {
	if e.config.Embedded {
		return program{}
	}
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return program{}
	}
	path, err = filepath.Abs(path)
	if err != nil {
		return program{}
	}
	ctx, cancel := context.WithTimeout(context.Background(), versionTimeout)
	defer cancel()
	said, err := e.run(ctx, nil, path, "--version")
	version := versionLine.FindSubmatch(said)
	if err != nil || version == nil {
		return program{}
	}
	return program{path: path, name: "tesseract " + string(version[1])}
}

// readNative has the page read by the installed Tesseract, with the model that
// this package carries, whatever else is installed.
func (e *Engine) readNative(ctx context.Context, page Page) ([]byte, error) {
	folder, err := e.config.modelFolder()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, e.config.PageTimeout)
	defer cancel()
	defer context.AfterFunc(e.pool.Closing(), cancel)()
	table, err := e.run(ctx, &page, e.native().path, "stdin", "stdout", "--tessdata-dir", folder, "-l", "eng",
		"--dpi", strconv.Itoa(page.DPI), "--psm", strconv.Itoa(segmentPage), "--oem", strconv.Itoa(engineLSTM),
		"-c", "tessedit_create_tsv=1")
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return nil, worker.ErrLate
	}
	return table, err
}

// run runs a program in a limited process of its own, with the page as its
// input, and returns what it prints.
func (e *Engine) run(ctx context.Context, page *Page, path string, args ...string) ([]byte, error) {
	cmd, err := e.workers.Command(ctx, append([]string{path}, args...)...)
	if err != nil {
		return nil, err
	}
	if page != nil {
		cmd.Stdin = pgm(*page)
	}
	out, said := &worker.Opening{Most: maxTable + 1}, &worker.Opening{Most: 4096}
	cmd.Stdout, cmd.Stderr = out, said
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%w: %v: %s", worker.ErrLost, err, said)
	}
	if len(out.Bytes()) > maxTable {
		return nil, fmt.Errorf("%w: %v", worker.ErrLost, errLong)
	}
	return out.Bytes(), nil
}

// modelFolder is the folder with the model, which is written there when it is
// not there or not whole.
func (c Config) modelFolder() (string, error) {
	if err := worker.PrivateFolder(c.CacheDir); err != nil {
		return "", err
	}
	// The name changes with the model, so that an older program beside this one keeps its own.
	folder := filepath.Join(c.CacheDir, "model-"+modelSum[:16])
	path := filepath.Join(folder, "eng.traineddata")
	if info, err := os.Stat(path); err == nil && info.Size() == modelSize {
		return folder, nil
	}
	model, err := unpack(packedModel)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fmt.Errorf("ocr: make the folder of the model: %w", err)
	}
	temporary, err := os.CreateTemp(folder, "new-")
	if err != nil {
		return "", fmt.Errorf("ocr: write the model: %w", err)
	}
	defer os.Remove(temporary.Name()) // gone already once it has its name
	_, err = temporary.Write(model)
	if err = errors.Join(err, temporary.Close()); err != nil {
		return "", fmt.Errorf("ocr: write the model: %w", err)
	}
	if err := os.Rename(temporary.Name(), path); err != nil {
		return "", fmt.Errorf("ocr: name the model: %w", err)
	}
	return folder, nil
}
