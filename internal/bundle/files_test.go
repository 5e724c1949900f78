package bundle_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"imr/internal/bundle"
	"imr/internal/casefile"
	"imr/internal/fault"
)

func TestFolderAndZipAreEqual(t *testing.T) {
	dir := folder(t, sound)
	want, err := bundle.Open(dir)
	must(t, err)
	defer want.Close()
	mac := []*zip.FileHeader{{Name: "__MACOSX/._case.json"}, {Name: ".DS_Store"}}
	for name, path := range map[string]string{
		"zip":                     zipOf(t, dir, ""),
		"zip with a dot":          zipOf(t, dir, "./"),
		"zip with a top folder":   zipOf(t, dir, "CM14/"),
		"zip made on a Mac":       zipOf(t, dir, "CM14/", mac...),
		"zip with a folder entry": zipOf(t, dir, "CM14/", &zip.FileHeader{Name: "CM14/"}),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := bundle.Open(path)
			must(t, err)
			if diff := cmp.Diff([]any{want.Case, want.Review}, []any{got.Case, got.Review}); diff != "" {
				t.Error(diff)
			}
			kept := ""
			for range 2 {
				f, err := got.OpenFile("d2")
				must(t, err)
				data, err := io.ReadAll(f)
				must(t, errors.Join(err, f.Close()))
				if string(data) != "%PDF second" {
					t.Errorf("d2 holds %q", data)
				}
				kept = f.Name()
			}
			must(t, got.Close())
			if _, err := os.Stat(kept); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("%s is left: %v", kept, err)
			}
		})
	}
}

func TestOpenFileOfFolder(t *testing.T) {
	b, err := bundle.Open(folder(t, sound))
	must(t, err)
	defer b.Close()
	f, err := b.OpenFile("d1")
	must(t, err)
	defer f.Close()
	if data, err := io.ReadAll(f); string(data) != "%PDF first" {
		t.Errorf("got %q, %v", data, err)
	}
	if _, err := b.OpenFile("d3"); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want fault.NotFound", err)
	}
}

func TestOpenRefusesFiles(t *testing.T) {
	const second = "records/b.pdf"
	outside := filepath.Join(t.TempDir(), "secret.pdf")
	must(t, os.WriteFile(outside, []byte("%PDF"), 0o600))
	for name, tt := range map[string]struct {
		spoil func(full string) error
		path  string
	}{
		"missing":           {os.Remove, "documents[1].file"},
		"link out":          {func(full string) error { return relink(outside, full) }, "documents[1].file"},
		"link out upwards":  {func(full string) error { return relink("../../secret.pdf", full) }, "documents[1].file"},
		"link to nothing":   {func(full string) error { return relink("c.pdf", full) }, "documents[1].file"},
		"folder":            {func(full string) error { return errors.Join(os.Remove(full), os.Mkdir(full, 0o700)) }, "documents[1].file"},
		"pipe":              {func(full string) error { return errors.Join(os.Remove(full), syscall.Mkfifo(full, 0o600)) }, "documents[1].file"},
		"no case.json":      {func(full string) error { return os.Remove(filepath.Join(full, "../../case.json")) }, "case.json"},
		"case.json is link": {func(full string) error { return relink(outside, filepath.Join(full, "../../case.json")) }, "case.json"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, sound)
			must(t, tt.spoil(filepath.Join(dir, second)))
			_, err := bundle.Open(dir)
			refused(t, err, tt.path)
		})
	}
}

func relink(target, full string) error {
	return errors.Join(os.Remove(full), os.Symlink(target, full))
}

func TestOpenReportsFilesAndFieldsTogether(t *testing.T) {
	dir := folder(t, spoilt(t, `"timing": "prospective"`, `"timing": "soon"`))
	must(t, os.Remove(filepath.Join(dir, "records/a.pdf")))
	_, err := bundle.Open(dir)
	refused(t, err, "items[1].timing", "documents[0].file")
}

func TestOpenRefusesZips(t *testing.T) {
	link := &zip.FileHeader{Name: "records/c.pdf"}
	link.SetMode(os.ModeSymlink | 0o777)
	withLink := folder(t, spoilt(t, "records/b.pdf", "records/c.pdf"))
	for name, tt := range map[string]struct {
		path string
		want []string
	}{
		"entry above":         {zipOf(t, folder(t, sound), "", &zip.FileHeader{Name: "../evil"}), []string{`"../evil"`}},
		"entry above, hidden": {zipOf(t, folder(t, sound), "", &zip.FileHeader{Name: "__MACOSX/../../evil"}), []string{`"__MACOSX/../../evil"`}},
		"absolute entry":      {zipOf(t, folder(t, sound), "", &zip.FileHeader{Name: "/evil"}), []string{`"/evil"`}},
		"backslash entry":     {zipOf(t, folder(t, sound), "", &zip.FileHeader{Name: `..\evil`}), []string{`"..\\evil"`}},
		"entry twice":         {zipOf(t, folder(t, sound), "", &zip.FileHeader{Name: "./case.json"}), []string{`"./case.json"`}},
		"encrypted entry":     {zipOf(t, folder(t, sound), "", &zip.FileHeader{Name: "x", Flags: 1}), []string{"x"}},
		"entry over 1 GiB":    {zipOf(t, folder(t, sound), "", &zip.FileHeader{Name: "x", UncompressedSize64: 1<<30 + 1}), []string{"x"}},
		"over 4 GiB":          {zipOf(t, folder(t, sound), "", big("a"), big("b"), big("c"), big("d")), nil},
		"too many entries":    {zipOf(t, folder(t, sound), "", many(5_000)...), nil},
		"link as document":    {zipOf(t, withLink, "", link), []string{"documents[1].file"}},
		"two top folders":     {zipOf(t, folder(t, sound), "CM14/", &zip.FileHeader{Name: "CM15/x"}), []string{"case.json"}},
		"folder in a folder":  {zipOf(t, folder(t, sound), "a/b/"), []string{"case.json"}},
		"not a zip":           {zipFile(t, []byte("%PDF-1.4")), nil},
		"not there":           {filepath.Join(t.TempDir(), "none.zip"), nil},
		"a device":            {os.DevNull, nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := bundle.Open(tt.path)
			refused(t, err, tt.want...)
		})
	}
}

func big(name string) *zip.FileHeader {
	return &zip.FileHeader{Name: name, UncompressedSize64: 1 << 30}
}

func many(n int) []*zip.FileHeader {
	var out []*zip.FileHeader
	for i := range n {
		out = append(out, &zip.FileHeader{Name: strconv.Itoa(i)})
	}
	return out
}

func TestDamagedZipIsRefused(t *testing.T) {
	dir := folder(t, sound)
	put(t, dir, "records/b.pdf", "")
	for name, h := range map[string]zip.FileHeader{
		"wrong checksum":           {Method: zip.Store, CRC32: 1, CompressedSize64: 4, UncompressedSize64: 4},
		"longer than it says":      {Method: zip.Store, CompressedSize64: 4, UncompressedSize64: 2},
		"shorter than it says":     {Method: zip.Store, CompressedSize64: 4, UncompressedSize64: 1 << 20},
		"no deflate stream inside": {Method: zip.Deflate, CompressedSize64: 4, UncompressedSize64: 4},
	} {
		t.Run(name, func(t *testing.T) {
			h.Name = "records/b.pdf"
			b, err := bundle.Open(rawZip(t, sound, h, "\xff\xff\xff\xff"))
			must(t, err)
			defer b.Close()
			_, err = b.OpenFile("d2")
			refused(t, err, "documents[1].file")
		})
	}
}

// rawZip packs the case.json, a first record, and an entry just as it is given.
func rawZip(t *testing.T, caseJSON string, h zip.FileHeader, data string) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range map[string]string{"case.json": caseJSON, "records/a.pdf": "%PDF"} {
		f, err := w.Create(name)
		must(t, err)
		_, err = f.Write([]byte(text))
		must(t, err)
	}
	f, err := w.CreateRaw(&h)
	must(t, err)
	_, err = f.Write([]byte(data))
	must(t, errors.Join(err, w.Close()))
	return zipFile(t, out.Bytes())
}

func TestWriteAndOpen(t *testing.T) {
	from, err := bundle.Open(folder(t, sound))
	must(t, err)
	defer from.Close()
	for name, target := range map[string]string{
		"new folder":   filepath.Join(t.TempDir(), "out", "CM14"),
		"empty folder": t.TempDir(),
	} {
		t.Run(name, func(t *testing.T) {
			must(t, bundle.Write(target, from.Case, from.Review, opener(from)))
			got, err := bundle.Open(target)
			must(t, err)
			defer got.Close()
			if diff := cmp.Diff([]any{from.Case, from.Review}, []any{got.Case, got.Review}); diff != "" {
				t.Error(diff)
			}
			data, err := os.ReadFile(filepath.Join(target, "records/b.pdf"))
			if string(data) != "%PDF second" {
				t.Errorf("b.pdf holds %q, %v", data, err)
			}
			if err := bundle.Write(target, from.Case, from.Review, opener(from)); !fault.Is(err, fault.Invalid) {
				t.Errorf("written twice: %v", err)
			}
		})
	}
}

func TestWriteIsAllOrNothing(t *testing.T) {
	from, err := bundle.Open(folder(t, sound))
	must(t, err)
	defer from.Close()
	broken := errors.New("the store is gone")
	for name, tt := range map[string]struct {
		file string // of the second document
		open func(casefile.Document) (io.ReadCloser, error)
	}{
		"document cannot be opened": {"records/b.pdf", func(d casefile.Document) (io.ReadCloser, error) {
			if d.ID == "d2" {
				return nil, broken
			}
			return opener(from)(d)
		}},
		"path leads out":   {"../b.pdf", opener(from)},
		"file given twice": {"records/a.pdf", opener(from)},
	} {
		t.Run(name, func(t *testing.T) {
			c := from.Case
			c.Documents = append([]casefile.Document{}, c.Documents...)
			c.Documents[1].File = tt.file
			parent := t.TempDir()
			if bundle.Write(filepath.Join(parent, "out"), c, from.Review, tt.open) == nil {
				t.Error("no error")
			}
			if left, _ := os.ReadDir(parent); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func opener(b *bundle.Bundle) func(casefile.Document) (io.ReadCloser, error) {
	return func(d casefile.Document) (io.ReadCloser, error) {
		f, err := b.OpenFile(d.ID)
		return f, err
	}
}
