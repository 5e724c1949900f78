// Package static holds what the browser loads besides pages: style sheets,
// scripts and icons, built into the program. All of them live under one folder
// named by the hash of the whole set, so that a browser may keep them for good
// and scripts may import each other by relative names.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

//go:embed css js icons vendor
var files embed.FS

// types maps the endings of our files to their media types. The table of the
// machine is not asked: it differs between machines, and nosniff is on.
var types = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

// Root is the folder that holds all files, with slashes at both ends. It
// changes when any file changes.
var Root = "/static/" + setHash() + "/"

func setHash() string {
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := files.ReadFile(name)
		sum.Write([]byte(name + "\x00"))
		sum.Write(content)
		return err
	})
	if err != nil {
		panic("static: embedded files cannot be read: " + err.Error())
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
}

// Path returns the address of a file, such as css/app.css. It does not check
// that there is one.
func Path(name string) string { return Root + name }

// Text returns the content of a file for embedding in a document that must
// stand alone. It panics where there is no such file.
func Text(name string) string {
	content, err := files.ReadFile(name)
	if err != nil {
		panic("static: " + err.Error())
	}
	return string(content)
}

// Open returns the file at an address that Path made, with its media type; not
// ok where there is none, or where the address belongs to another version.
func Open(urlPath string) (content []byte, contentType string, ok bool) {
	name, found := strings.CutPrefix(urlPath, Root)
	if !found {
		return nil, "", false
	}
	content, err := files.ReadFile(name)
	contentType = types[path.Ext(name)]
	return content, contentType, err == nil && contentType != ""
}

// Handler serves the files to GET and HEAD. A browser may keep an answer for a
// year, since another version has another address.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, contentType, ok := Open(r.URL.Path)
		if !ok || (r.Method != http.MethodGet && r.Method != http.MethodHead) {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if r.Method == http.MethodGet {
			_, _ = w.Write(content) // nobody is left to tell
		}
	})
}
