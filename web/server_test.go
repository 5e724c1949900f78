package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"imr/internal/account"
	"imr/internal/bundle"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/determination"
	"imr/internal/ocr"
	"imr/internal/pdfium"
	"imr/internal/reviewer"
	"imr/internal/sample"
)

func TestMain(m *testing.M) {
	if pdfium.IsWorker() {
		pdfium.ServeWorker()
	}
	if ocr.IsWorker() {
		ocr.ServeWorker()
	}
	code := m.Run()
	if imported.dir != "" {
		os.RemoveAll(imported.dir)
	}
	os.Exit(code)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const password = "nine green herons by the river"

// people are the accounts, by the names that the tests call them.
var people = map[string]account.Role{"reviewer": account.Reviewer, "other": account.Reviewer, "admin": account.Admin, "auditor": account.Auditor, "director": account.Director}

// The cases: own is the reviewer's, with a finished review; foreign is the other
// reviewer's, and its names need escaping in an address; absent does not exist.
const own, foreign, absent casefile.CaseNumber = "CM20-0061207", "CM20-00/ü;07", "CM20-00/ü;08"

// clock is a time that a test moves.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func newClock() *clock { return &clock{at: time.Date(2026, 11, 24, 17, 30, 0, 0, time.UTC)} }

// imported is a data folder with the people and both cases, made once.
var imported struct {
	sync.Once
	dir string
	err error
}

func fillImported(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "imr-web-")
	if err != nil {
		return err
	}
	imported.dir = dir
	desk, err := casework.Open(ctx, dir, newClock().now)
	if err != nil {
		return err
	}
	defer desk.Close()
	by := account.Command("test")
	for name, role := range people {
		n := casework.NewUser{Email: name + "@imr.example", Name: "Name of " + name, Password: password, Roles: []account.Role{role},
			Qualifications: reviewer.Qualifications{BoardCertifications: []string{"Pain Medicine"}, LicensedIn: []string{"California"}}}
		if _, err := desk.AddUser(ctx, by, n); err != nil {
			return err
		}
	}
	path := filepath.Join(dir, "bundle")
	if err := sample.WriteReviewedBundle(path, "case3"); err != nil {
		return err
	}
	b, err := bundle.Open(path)
	if err != nil {
		return err
	}
	defer b.Close()
	other := b.Case
	other.Number, other.Documents = foreign, b.Case.Documents[:2]
	other.Items = []casefile.DisputedItem{b.Case.Items[0]}
	other.Items[0].ID = "1/a b;c%"
	_, err1 := desk.Import(ctx, by, casework.Intake{Case: b.Case, Review: b.Review, Open: b.OpenFile})
	_, err2 := desk.Import(ctx, by, casework.Intake{Case: other, Open: b.OpenFile})
	return errors.Join(err1, err2, desk.WorkUntilRead(ctx), desk.Assign(ctx, by, own, "reviewer@imr.example"), desk.Assign(ctx, by, foreign, "other@imr.example"),
		desk.SetOrganization(ctx, by, determination.Organization{Name: "Larkspur Review", ShortName: "Larkspur", Address: "Sacramento", Phone: "555", MedicalDirector: "I. Castellanos, MD"}))
}

// site is the whole application behind TLS, with a data folder of its own.
type site struct {
	*httptest.Server
	server *Server
	desk   *casework.Desk
	clock  *clock
	log    *syncBuffer
}

// syncBuffer is a log that a test may read while the server writes.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func openSite(t *testing.T) *site {
	t.Helper()
	imported.Do(func() { imported.err = fillImported(context.Background()) })
	must(t, imported.err)
	dir := t.TempDir()
	db, err := os.ReadFile(filepath.Join(imported.dir, "imr.db"))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "imr.db"), db, 0o600))
	must(t, os.CopyFS(filepath.Join(dir, "documents"), os.DirFS(filepath.Join(imported.dir, "documents"))))
	s := &site{clock: newClock(), log: &syncBuffer{}}
	s.clock.move(time.Hour)
	s.desk, err = casework.Open(t.Context(), dir, s.clock.now)
	must(t, err)
	s.server, err = New(s.desk, slog.New(slog.NewJSONHandler(s.log, nil)))
	must(t, err)
	s.Server = httptest.NewTLSServer(s.server)
	t.Cleanup(func() {
		s.Close()
		must(t, s.desk.Close())
	})
	return s
}

// events is how many there are in the trail, which must be sound.
func (s *site) events(t *testing.T) int64 {
	t.Helper()
	head, err := s.desk.VerifyTrail(t.Context(), "")
	must(t, err)
	return head.Seq
}

// browser keeps cookies as a browser does and follows no redirect. It sends
// Sec-Fetch-Site as for a page of the site, unless site is changed.
type browser struct {
	site     *site
	client   *http.Client
	header   http.Header
	identity string
}

func (s *site) browser(t *testing.T) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	transport := s.Client().Transport
	return &browser{site: s, header: http.Header{"Sec-Fetch-Site": {"same-origin"}}, identity: "anonymous", client: &http.Client{Transport: transport, Jar: jar,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// as is a browser in which the person is signed in.
func (s *site) as(t *testing.T, name string) *browser {
	t.Helper()
	b := s.browser(t)
	if name == "anonymous" {
		return b
	}
	b.identity = name
	if a := b.post(t, "/signin", url.Values{"email": {name + "@imr.example"}, "password": {password}}); a.status != http.StatusSeeOther {
		t.Fatalf("signing in as %s: %d", name, a.status)
	}
	return b
}

// answer is what a browser got.
type answer struct {
	status int
	header http.Header
	body   string
	cookie []*http.Cookie
}

func (b *browser) do(t *testing.T, method, path string, body io.Reader, header http.Header) answer {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, b.site.URL+path, body)
	must(t, err)
	for _, h := range []http.Header{b.header, header} {
		for name, values := range h {
			request.Header[name] = values
		}
	}
	response, err := b.client.Do(request)
	must(t, err)
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	must(t, err)
	return answer{response.StatusCode, response.Header, string(content), response.Cookies()}
}

func (b *browser) get(t *testing.T, path string) answer {
	t.Helper()
	return b.do(t, http.MethodGet, path, nil, nil)
}

var formType = http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}

func (b *browser) post(t *testing.T, path string, form url.Values) answer {
	t.Helper()
	return b.do(t, http.MethodPost, path, strings.NewReader(form.Encode()), formType)
}

// postJSON posts as the scripts do, which want JSON back.
func (b *browser) postJSON(t *testing.T, path string, form url.Values) answer {
	t.Helper()
	return b.do(t, http.MethodPost, path, strings.NewReader(form.Encode()), http.Header{"Content-Type": formType["Content-Type"], "Accept": {"application/json"}})
}

func (a answer) want(t *testing.T, what string, status int) {
	t.Helper()
	if a.status != status {
		t.Errorf("%s: %d, want %d", what, a.status, status)
	}
}

// elements are all elements of the name in the page.
func (a answer) elements(t *testing.T, name string) []*html.Node {
	t.Helper()
	page, err := html.Parse(strings.NewReader(a.body))
	must(t, err)
	var out []*html.Node
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			out = append(out, n)
		}
	}
	return out
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// fields is what the page's form that posts to the action would send: its inputs and
// text areas, and of radio buttons and selections what is chosen.
func (a answer) fields(t *testing.T, action string) url.Values {
	t.Helper()
	for _, form := range a.elements(t, "form") {
		if attribute(form, "action") != action || attribute(form, "method") != "post" {
			continue
		}
		out := url.Values{}
		for n := range form.Descendants() {
			name := attribute(n, "name")
			kind := attribute(n, "type")
			switch {
			case n.Type != html.ElementNode, name == "":
			case n.Data == "textarea":
				out.Add(name, strings.TrimPrefix(textOf(n), "\n"))
			case n.Data == "input" && (kind == "radio" || kind == "checkbox"):
				for _, at := range n.Attr {
					if at.Key == "checked" {
						out.Add(name, attribute(n, "value"))
					}
				}
			case n.Data == "input":
				out.Add(name, attribute(n, "value"))
			case n.Data == "select":
				for o := range n.Descendants() {
					for _, at := range o.Attr {
						if at.Key == "selected" {
							out.Add(name, attribute(o, "value"))
						}
					}
				}
			}
		}
		return out
	}
	t.Fatalf("the page has no form for %s", action)
	return nil
}
