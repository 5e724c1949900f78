// Package bench puts the whole application under load, from outside, and
// compares it with the barest thing that could do the same.
package bench

import (
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"imr/internal/account"
	"imr/internal/bundle"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/pdfium"
	"imr/internal/reviewer"
	"imr/internal/sample"
	"imr/web"
)

const (
	casesEach = 50
	email     = "queue@imr.example"
	password  = "fiction-for-all-to-see"
)

var (
	operator  = account.Command("imr bench")
	qualified = reviewer.Qualifications{BoardCertifications: []string{"Occupational Medicine"}, LicensedIn: []string{"California"}}
)

// office is the application on a database of its own, in which one reviewer has
// casesEach cases and another as many.
type office struct {
	desk    *casework.Desk
	actor   account.Actor
	numbers []casefile.CaseNumber // of the first reviewer
	addr    string
	cookies string
	token   string // against cross-site requests
}

func newOffice(b *testing.B) *office {
	b.Helper()
	desk, err := casework.Open(b.Context(), b.TempDir(), time.Now)
	must(b, err)
	b.Cleanup(func() { desk.Close() })
	debug.SetGCPercent(400) // as imr serve does, for both sides
	o := &office{desk: desk}
	o.fill(b)
	must(b, desk.WorkUntilRead(b.Context()))
	// The log is written as in production, to nowhere: its cost counts.
	handler, err := web.New(desk, slog.New(slog.NewJSONHandler(io.Discard, nil)))
	must(b, err)
	o.addr = serve(b, handler)
	o.signIn(b)
	return o
}

// fill takes in the cases: an expedited and three formulary ones in ten, clocks
// that began on the last forty days, one to three items, two records.
func (o *office) fill(b *testing.B) {
	b.Helper()
	for _, to := range []string{email, "other@imr.example"} {
		u, err := o.desk.AddUser(b.Context(), operator, casework.NewUser{Email: to, Name: "Vera Lindholm", Password: password,
			Roles: []account.Role{account.Reviewer}, Qualifications: qualified})
		must(b, err)
		if to == email {
			o.actor = u.Act()
		}
	}
	dir := filepath.Join(b.TempDir(), "bundle")
	must(b, sample.WriteBundle(dir, "case2"))
	in, err := bundle.Open(dir)
	must(b, err)
	defer in.Close()
	today := calendar.DateOf(time.Now())
	for i := range 2 * casesEach {
		c := in.Case
		c.Number = casefile.CaseNumber(fmt.Sprintf("CM26-%07d", 1000+i))
		c.Employee.Name = fmt.Sprintf("%c. Fiction %c. Sample", 'A'+i%26, 'Z'-i%26)
		c.Priority = casefile.Standard
		switch i % 10 {
		case 3:
			c.Priority = casefile.Expedited
		case 4, 5, 6:
			c.Priority = casefile.Formulary
		}
		c.Application.Received = today.AddDays(-(i % 40))
		c.RecordsComplete = c.Application.Received.AddDays(i % 3)
		c.Items, c.Documents = c.Items[:1+i%3], c.Documents[:2]
		number, err := o.desk.Import(b.Context(), operator, casework.Intake{Case: c, Review: in.Review,
			Open: func(id casefile.DocumentID) (*os.File, error) { return in.OpenFile(id) }})
		must(b, err)
		if i%2 == 0 {
			o.numbers = append(o.numbers, number)
			must(b, o.desk.Assign(b.Context(), operator, number, email))
		} else {
			must(b, o.desk.Assign(b.Context(), operator, number, "other@imr.example"))
		}
	}
}

// serve answers on a port of the loopback until the benchmark ends.
func serve(b *testing.B, handler http.Handler) (addr string) {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(b, err)
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	go server.Serve(listener)
	b.Cleanup(func() { server.Close() })
	return listener.Addr().String()
}

var csrfField = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

// signIn signs the reviewer in by the form, as a browser does.
func (o *office) signIn(b *testing.B) {
	b.Helper()
	get, err := http.Get("http://" + o.addr + "/signin")
	must(b, err)
	page, err := io.ReadAll(get.Body)
	must(b, err)
	must(b, get.Body.Close())
	field := csrfField.FindSubmatch(page)
	if field == nil {
		b.Fatal("the sign-in form has no token")
	}
	o.token, o.cookies = string(field[1]), cookies(get)
	form := url.Values{"email": {email}, "password": {password}, "_csrf": {o.token}}
	post, err := http.NewRequest("POST", "http://"+o.addr+"/signin", strings.NewReader(form.Encode()))
	must(b, err)
	post.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	post.Header.Set("Cookie", o.cookies)
	answer, err := http.DefaultTransport.RoundTrip(post)
	must(b, err)
	must(b, answer.Body.Close())
	if answer.StatusCode != http.StatusSeeOther {
		b.Fatalf("signing in answered %s", answer.Status)
	}
	o.cookies += "; " + cookies(answer)
}

func cookies(r *http.Response) string {
	var all []string
	for _, c := range r.Cookies() {
		if c.Name == "__Host-imr" || c.Name == "__Host-csrf" {
			all = append(all, c.Name+"="+c.Value)
		}
	}
	return strings.Join(all, "; ")
}

// request is a request as a browser sends it; accept is what it asks for. It is a
// browser that sends no Sec-Fetch-Site, so that the server has to use the token.
func (o *office) request(method, path, accept, body string) []byte {
	var r strings.Builder
	fmt.Fprintf(&r, "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: keep-alive\r\n", method, path, o.addr)
	fmt.Fprintf(&r, "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36\r\n")
	fmt.Fprintf(&r, "Accept: %s\r\nAccept-Language: en-US,en;q=0.9\r\nAccept-Encoding: gzip, deflate, br\r\nCookie: %s\r\n", accept, o.cookies)
	if method == http.MethodPost {
		fmt.Fprintf(&r, "X-CSRF-Token: %s\r\nContent-Type: application/x-www-form-urlencoded;charset=UTF-8\r\nContent-Length: %d\r\n", o.token, len(body))
	}
	return []byte(r.String() + "\r\n" + body)
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// TestMain lets the binary be the PDF engine's worker, as main does.
func TestMain(m *testing.M) {
	if pdfium.IsWorker() {
		pdfium.ServeWorker()
	}
	os.Exit(m.Run())
}
