// Package blob keeps documents in a folder, each under the SHA-256 of its content.
package blob

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Folder is a store of files that never change. All access stays below its root.
type Folder struct{ root *os.Root }

// Open opens the folder at path and makes it where it is missing.
func Open(path string) (*Folder, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	return &Folder{root}, nil
}

// Close releases the folder.
func (f *Folder) Close() error { return f.root.Close() }

// incoming begins the names of files that are not stored yet.
const incoming = "incoming-"

// Put stores what r holds and returns its SHA-256 in lower-case hex and its size
// in bytes. When it returns, the file and its name are on the disk (fsync); where
// it fails, nothing is left behind. A copy of a stored file is stored once.
func (f *Folder) Put(ctx context.Context, r io.Reader) (sum string, size int64, err error) {
	temp := incoming + rand.Text()
	file, err := f.root.OpenFile(temp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", 0, err
	}
	defer f.root.Remove(temp) // no longer there once renamed
	sum, size, err = Copy(ctx, file, r)
	if err = errors.Join(err, file.Close()); err != nil {
		return "", 0, fmt.Errorf("store document: %w", err)
	}
	dir := sum[:2]
	if err := f.root.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", 0, err
	}
	if err := f.root.Rename(temp, filepath.Join(dir, sum)); err != nil {
		return "", 0, err
	}
	return sum, size, errors.Join(f.sync(dir), f.sync("."))
}

// Open opens the file with the SHA-256 for reading; fs.ErrNotExist where there is none.
func (f *Folder) Open(sum string) (*os.File, error) {
	if len(sum) != sha256.Size*2 {
		return nil, fs.ErrNotExist
	}
	return f.root.Open(filepath.Join(sum[:2], sum))
}

func (f *Folder) sync(dir string) error {
	d, err := f.root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// reader stops a copy when its context is cancelled.
type reader struct {
	ctx context.Context
	io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}
