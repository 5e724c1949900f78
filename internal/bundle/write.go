package bundle

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/review"
)

// Write makes a bundle in the folder, which must be new or empty: another one is
// refused with a fault. The function open gives each document's PDF, which is
// written to the document's File. When Write returns nil all of it is on the
// disk, readable by its owner only; otherwise the folder is as it was.
func Write(dir string, c casefile.Case, r *review.Review, open func(casefile.Document) (io.ReadCloser, error)) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if err := checkTarget(dir); err != nil {
		return err
	}
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return err
	}
	temp, err := os.MkdirTemp(parent, ".imr-export-*")
	if err != nil {
		return err
	}
	if err := fill(temp, c, r, open); err != nil {
		return errors.Join(err, os.RemoveAll(temp))
	}
	if err := replace(dir, temp); err != nil {
		return errors.Join(err, os.RemoveAll(temp))
	}
	return syncDir(parent)
}

// replace puts the folder temp in the place of dir. Removing dir fails where
// somebody put a file there meanwhile.
func replace(dir, temp string) error {
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(temp, dir)
}

func checkTarget(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fault.New(fault.Invalid, "%q is not a folder that can be read. Name a new or an empty folder.", dir)
	case len(entries) > 0:
		return fault.New(fault.Invalid, "The folder %q is not empty. Name a new or an empty folder.", dir)
	}
	return nil
}

func fill(dir string, c casefile.Case, r *review.Review, open func(casefile.Document) (io.ReadCloser, error)) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, d := range c.Documents {
		if err := writeDocument(root, d, open); err != nil {
			return err
		}
	}
	data, err := Encode(c, r)
	if err != nil {
		return err
	}
	if err := writeFile(root, caseFile, func(f *os.File) error {
		_, err := f.Write(data)
		return err
	}); err != nil {
		return err
	}
	return filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return err
		}
		return syncDir(name)
	})
}

func writeDocument(root *os.Root, d casefile.Document, open func(casefile.Document) (io.ReadCloser, error)) error {
	if words := pathFault(d.File); words != "" {
		return fmt.Errorf("bundle: the file of document %s %s", d.ID, words)
	}
	name := path.Clean(d.File)
	if err := root.MkdirAll(path.Dir(name), 0o700); err != nil {
		return err
	}
	in, err := open(d)
	if err != nil {
		return err
	}
	defer in.Close()
	return writeFile(root, name, func(f *os.File) error {
		_, err := io.Copy(f, in)
		return err
	})
}

// writeFile makes the file, which must not exist, and waits until it is on the disk.
func writeFile(root *os.Root, name string, write func(*os.File) error) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if err = write(f); err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// syncDir waits until the names in the folder are on the disk.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
