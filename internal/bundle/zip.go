package bundle

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"imr/internal/fault"
)

const (
	maxZipEntries = 5_000
	maxZipFile    = 1 << 30 // bytes of one file, unpacked
	maxZipTotal   = 4 << 30 // bytes of all files, unpacked
)

// openZip opens a .zip whose entries are within bounds. archive/zip holds each
// entry to the size that it declares, so that the declared sizes are the bound.
func openZip(name string) (*Bundle, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	files, err := zipFiles(f)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &Bundle{files: files, source: f}, nil
}

func zipFiles(f *os.File) (fs.FS, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	r, err := zip.NewReader(f, info.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // entryFault says it better
		return nil, fault.New(fault.Invalid, "%q is not a .zip file that can be read.", f.Name())
	}
	if err := vet(r.File); err != nil {
		return nil, err
	}
	if top := topFolder(r.File); top != "" {
		return fs.Sub(r, top)
	}
	return r, nil
}

// vet refuses an archive that is too large or has an entry that cannot be.
func vet(entries []*zip.File) error {
	if len(entries) > maxZipEntries {
		return fault.New(fault.Invalid, "The .zip holds more than %d entries.", maxZipEntries)
	}
	var wrong fault.Fields
	var total uint64
	seen := map[string]bool{}
	for _, e := range entries {
		clean := path.Clean(e.Name)
		if words := entryFault(e); words != "" {
			wrong.Add(value{}.under(e.Name), "%s", words)
			continue
		}
		if seen[clean] {
			wrong.Add(value{}.under(e.Name), "is in the .zip twice")
		}
		seen[clean] = true
		total += e.UncompressedSize64
	}
	if err := wrong.Err(refusal); err != nil {
		return err
	}
	if total > maxZipTotal {
		return fault.New(fault.Invalid, "The .zip unpacks to more than 4 GiB.")
	}
	return nil
}

func entryFault(e *zip.File) string {
	switch {
	case path.IsAbs(e.Name), strings.Contains(e.Name, `\`), slices.Contains(strings.Split(e.Name, "/"), ".."):
		return "leads out of the .zip"
	case e.Flags&1 != 0:
		return "is encrypted"
	case e.UncompressedSize64 > maxZipFile:
		return "unpacks to more than 1 GiB"
	}
	return ""
}

// topFolder is the folder that holds all there is in the archive, or "" where
// case.json is at the top or there is no such folder. What Apple's archiver and
// hidden files add does not count.
func topFolder(entries []*zip.File) string {
	top := ""
	for _, e := range entries {
		name := path.Clean(e.Name)
		first, _, nested := strings.Cut(name, "/")
		switch {
		case first == "__MACOSX", strings.HasPrefix(first, "."):
			continue
		case !nested && !e.FileInfo().IsDir(), top != "" && first != top:
			return ""
		}
		top = first
	}
	return top
}

// unreadable reports whether the error is one of the archive, not of the disk.
func unreadable(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrAlgorithm) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &corrupt)
}
