package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Copy writes what r holds to the file and returns its SHA-256 in lower-case hex
// and its size in bytes. When it returns nil, the content is on the disk (fsync);
// the name of the file is not by itself.
func Copy(ctx context.Context, file *os.File, r io.Reader) (sum string, size int64, err error) {
	hash := sha256.New()
	size, err = io.Copy(io.MultiWriter(file, hash), reader{ctx, r})
	if err = errors.Join(err, file.Sync()); err != nil {
		return "", size, err
	}
	return hex.EncodeToString(hash.Sum(nil)), size, nil
}

// Seal is Copy for a file whose content is there already.
func Seal(ctx context.Context, file *os.File) (sum string, size int64, err error) {
	hash := sha256.New()
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", 0, err
	}
	size, err = io.Copy(hash, reader{ctx, file})
	if err = errors.Join(err, file.Sync()); err != nil {
		return "", 0, err
	}
	return hex.EncodeToString(hash.Sum(nil)), size, nil
}

// SyncFolder waits until the names in the folder are on the disk.
func SyncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Adopt stores the file at path, which lies on the same file system and whose
// content is on the disk, under its SHA-256. Path stays as a second name of it.
// When Adopt returns nil, the name is on the disk.
func (f *Folder) Adopt(path, sum string) error {
	dir := sum[:2]
	if err := f.root.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := os.Link(path, filepath.Join(f.root.Name(), dir, sum)); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return errors.Join(f.sync(dir), f.sync("."))
}

// Drop removes the file with the SHA-256; that there is none is no error.
func (f *Folder) Drop(sum string) error {
	if err := f.root.Remove(filepath.Join(sum[:2], sum)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Clear removes what a Put that was cut off left behind before the time.
func (f *Folder) Clear(before time.Time) error {
	entries, err := fs.ReadDir(f.root.FS(), ".")
	if err != nil {
		return err
	}
	var all []error
	for _, e := range entries {
		if info, err := e.Info(); err == nil && strings.HasPrefix(e.Name(), incoming) && info.ModTime().Before(before) {
			all = append(all, f.root.Remove(e.Name()))
		}
	}
	return errors.Join(all...)
}
