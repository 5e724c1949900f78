// Package bundle takes cases in and out: a bundle is a folder, or a .zip of one,
// with a case.json in the format imr-case/1 and the PDF records that it names.
// A bundle is either sound or refused as a whole, with the path of every field
// that is wrong. It comes from outside and is not trusted.
package bundle

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/review"
)

// caseFile is the name of the file that describes the case.
const caseFile = "case.json"

// Bundle is a case with its review, as it is exchanged. It is open until it is
// closed; its files may be opened from several goroutines.
type Bundle struct {
	Case   casefile.Case
	Review *review.Review // nil where the bundle has none

	files  fs.FS
	source io.Closer
	temp   tempDir
}

// tempDir holds what was taken out of a .zip; path is empty until there is any.
type tempDir struct {
	sync.Mutex
	path string
}

// Open reads the folder or .zip at the path. Where the bundle is refused, the
// error is one fault.Invalid with every field that is wrong; any other error is
// trouble with the disk. The caller closes the bundle.
func Open(name string) (*Bundle, error) {
	b, err := openFiles(name)
	if err != nil {
		return nil, err
	}
	if err := b.load(); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

func openFiles(name string) (*Bundle, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, fault.New(fault.Invalid, "There is no folder or .zip file %q that can be read.", name)
	case info.Mode().IsRegular():
		return openZip(name)
	case !info.IsDir():
		return nil, fault.New(fault.Invalid, "%q is neither a folder nor a .zip file.", name)
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return &Bundle{files: root.FS(), source: root}, nil
}

// load reads case.json and looks for the documents that it names.
func (b *Bundle) load() error {
	if words := b.fileFault(caseFile); words != "" {
		return refuseWhole(caseFile, "%s", words)
	}
	f, err := b.files.Open(caseFile)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxCaseJSON+1))
	if err != nil {
		return refuseWhole(caseFile, "cannot be read; the file may be damaged")
	}
	b.Case, b.Review, err = decode(data, b.fileFault)
	return err
}

// fileFault says why the file cannot be read, or "". The folder is opened as a
// root, so that a link out of it counts as a file that is not there.
func (b *Bundle) fileFault(name string) string {
	info, err := fs.Stat(b.files, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file in the bundle"
	case err != nil:
		return "cannot be read, or leads out of the bundle"
	case !info.Mode().IsRegular():
		return "is not a regular file"
	}
	return ""
}

// pathFault says why a path cannot name a document of a bundle, or "".
func pathFault(name string) string {
	switch {
	case path.IsAbs(name), strings.ContainsAny(name, "\\\x00"), slices.Contains(strings.Split(name, "/"), ".."),
		!filepath.IsLocal(name):
		return "must be a path within the bundle, with / between its parts"
	case path.Clean(name) == ".", path.Clean(name) == caseFile:
		return "must be the path of a document"
	}
	return ""
}

// OpenFile opens the document's PDF for the caller to read and close. Out of a
// .zip it is copied to a private file, which is gone once the bundle is closed.
func (b *Bundle) OpenFile(id casefile.DocumentID) (*os.File, error) {
	i := slices.IndexFunc(b.Case.Documents, func(d casefile.Document) bool { return d.ID == id })
	if i < 0 {
		return nil, fault.New(fault.NotFound, "The bundle has no document %q.", id)
	}
	f, err := b.files.Open(path.Clean(b.Case.Documents[i].File))
	if err != nil {
		return nil, err
	}
	if onDisk, ok := f.(*os.File); ok {
		return onDisk, nil
	}
	defer f.Close()
	out, err := b.temp.keep(strconv.Itoa(i), f)
	if unreadable(err) {
		return nil, refuseWhole(fmt.Sprintf("documents[%d].file", i), "cannot be unpacked; the .zip may be damaged")
	}
	return out, err
}

// keep copies what r holds to the named file, unless that was done before, and
// opens it for reading.
func (t *tempDir) keep(name string, r io.Reader) (*os.File, error) {
	t.Lock()
	defer t.Unlock()
	if t.path == "" {
		dir, err := os.MkdirTemp("", "imr-bundle-*")
		if err != nil {
			return nil, err
		}
		t.path = dir
	}
	full := filepath.Join(t.path, name)
	if f, err := os.Open(full); !errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	f, err := os.OpenFile(full, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	if _, err = io.Copy(f, r); err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close(), os.Remove(full))
	}
	return f, nil
}

// Close lets go of the folder or .zip and removes what was taken out of it.
func (b *Bundle) Close() error {
	b.temp.Lock()
	defer b.temp.Unlock()
	err := b.source.Close()
	if b.temp.path != "" {
		err = errors.Join(err, os.RemoveAll(b.temp.path))
		b.temp.path = ""
	}
	return err
}
