package static_test

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"imr/static"
)

const styleBudget = 15 << 10 // bytes of app.css, compressed

func TestStyleSheetStaysSmall(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte(static.Text("css/app.css"))); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if packed.Len() > styleBudget || packed.Len() < 1<<10 {
		t.Errorf("app.css takes %d bytes compressed, want at most %d", packed.Len(), styleBudget)
	}
}

// forbidden is what the Content-Security-Policy of the pages would refuse, or
// what lets data become markup.
var forbidden = map[string]*regexp.Regexp{
	"inline style":          regexp.MustCompile(`\sstyle\s*=\s*["'{]`),
	"inline handler":        regexp.MustCompile(`\son[a-z]+\s*=\s*["'{]`),
	"inline script":         regexp.MustCompile(`<script\b[^>]*>\s*[^<\s]`),
	"script: address":       regexp.MustCompile(`javascript:`),
	"templ script or css":   regexp.MustCompile(`(?m)^(script|css) \w+\(`),
	"markup from text":      regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write`),
	"code from text":        regexp.MustCompile(`\beval\(|new Function\(`),
	"style attribute by JS": regexp.MustCompile(`setAttribute\("style"|cssText`),
}

func TestForbiddenPatterns(t *testing.T) {
	for name, source := range map[string]string{
		"inline style":          `<p style="color: red">`,
		"inline handler":        `<p onclick="go()">`,
		"inline script":         `<script>go()</script>`,
		"script: address":       `<a href="javascript:go()">`,
		"templ script or css":   "css red() {",
		"markup from text":      `place.innerHTML = text`,
		"code from text":        `eval(text)`,
		"style attribute by JS": `place.setAttribute("style", text)`,
	} {
		if !forbidden[name].MatchString(source) {
			t.Errorf("%s: %q is not found", name, source)
		}
	}
}

func TestNothingInline(t *testing.T) {
	var sources []string
	for _, pattern := range []string{"js/*.js", "../templates/*.templ", "../templates/part/*.templ"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(found), err)
		}
		sources = append(sources, found...)
	}
	for _, name := range sources {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for what, pattern := range forbidden {
			if at := pattern.FindIndex(content); at != nil {
				t.Errorf("%s:%d: %s", name, 1+bytes.Count(content[:at[0]], []byte("\n")), what)
			}
		}
	}
}

var imported = regexp.MustCompile(`from "\./([a-z]+\.js)"`)

func TestScriptsImportWhatThereIs(t *testing.T) {
	scripts, err := filepath.Glob("js/*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("%d scripts, %v", len(scripts), err)
	}
	for _, name := range scripts {
		for _, m := range imported.FindAllStringSubmatch(static.Text(filepath.ToSlash(name)), -1) {
			if _, _, ok := static.Open(static.Path("js/" + m[1])); !ok {
				t.Errorf("%s imports %s, which there is not", name, m[1])
			}
		}
	}
}

func TestHandler(t *testing.T) {
	for name, tt := range map[string]struct {
		method, path, contentType string
		status                    int
	}{
		"style sheet":     {http.MethodGet, static.Path("css/app.css"), "text/css; charset=utf-8", http.StatusOK},
		"script":          {http.MethodHead, static.Path("js/workspace.js"), "text/javascript; charset=utf-8", http.StatusOK},
		"icon":            {http.MethodGet, static.Path("icons/favicon.svg"), "image/svg+xml", http.StatusOK},
		"other version":   {http.MethodGet, "/static/000000000000/css/app.css", "", http.StatusNotFound},
		"folder":          {http.MethodGet, static.Path("css"), "", http.StatusNotFound},
		"way out":         {http.MethodGet, static.Path("../static.go"), "", http.StatusNotFound},
		"no such file":    {http.MethodGet, static.Path("css/none.css"), "", http.StatusNotFound},
		"refused to post": {http.MethodPost, static.Path("css/app.css"), "", http.StatusNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			answer := httptest.NewRecorder()
			static.Handler().ServeHTTP(answer, httptest.NewRequest(tt.method, tt.path, nil))
			if answer.Code != tt.status {
				t.Fatalf("status %d, want %d", answer.Code, tt.status)
			}
			if tt.status != http.StatusOK {
				return
			}
			if got := answer.Header().Get("Content-Type"); got != tt.contentType {
				t.Errorf("content type %q, want %q", got, tt.contentType)
			}
			if got := answer.Header().Get("Cache-Control"); !strings.Contains(got, "immutable") {
				t.Errorf("cache control %q", got)
			}
			if empty := answer.Body.Len() == 0; empty != (tt.method == http.MethodHead) {
				t.Errorf("%d bytes for %s", answer.Body.Len(), tt.method)
			}
		})
	}
}
