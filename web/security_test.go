package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"imr/static"
)

// everywhere are the headers of every answer.
var everywhere = map[string]string{
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "no-referrer",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Strict-Transport-Security":    "max-age=63072000; includeSubDomains",
}

// TestHeadersOnEveryAnswer looks at all routes and at the answers that are made
// outside of them: 404, 405, a failed check of the form, 413, a panic, a failure.
func TestHeadersOnEveryAnswer(t *testing.T) {
	s := openSite(t)
	s.server.echo.GET("/panic", func(echo.Context) error { panic("detail") })
	s.server.echo.GET("/fails", func(echo.Context) error { return errors.New("detail") })
	b := s.as(t, "reviewer")
	answers := map[string]answer{
		"no such page":   b.get(t, "/none"),
		"no such method": b.do(t, "DELETE", "/cases", nil, nil),
		"cross-site":     b.do(t, "POST", "/signout", nil, http.Header{"Sec-Fetch-Site": {"cross-site"}}),
		"too large":      b.post(t, address("/cases/:number/summary", own), url.Values{"x": {strings.Repeat("x", 3<<20)}}),
		"panic":          b.get(t, "/panic"),
		"failure":        b.get(t, "/fails"),
		"no such file":   b.get(t, "/static/none/css/app.css"),
		"as JSON":        b.do(t, "GET", "/cases/none", nil, http.Header{"Accept": {"application/json"}}),
	}
	for _, r := range s.server.routes() {
		if r.method == http.MethodGet {
			answers[r.path] = b.get(t, address(r.path, own))
		} else if r.path != "/signout" {
			answers["POST "+r.path] = b.post(t, address(r.path, own), nil)
		}
	}
	statuses := map[int]bool{}
	for what, a := range answers {
		statuses[a.status] = true
		for name, want := range everywhere {
			if got := a.header.Values(name); len(got) != 1 || got[0] != want {
				t.Errorf("%s (%d): %s is %q", what, a.status, name, got)
			}
		}
		csp := a.header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"} {
			if !strings.Contains(csp, want) {
				t.Errorf("%s (%d): the policy lacks %s: %s", what, a.status, want, csp)
			}
		}
		if strings.Contains(csp, "unsafe-") || strings.Contains(csp, "*") || strings.Contains(csp, "http") {
			t.Errorf("%s: the policy lets in more than ours: %s", what, csp)
		}
		caching := a.header.Get("Cache-Control")
		want := "no-store"
		switch {
		case what == staticPath:
			want = "public, max-age=31536000, immutable"
		case isPublished(what) && a.status == http.StatusOK && what != "/api/v1/openapi.json":
			want = "public, max-age=60"
		}
		if caching != want {
			t.Errorf("%s (%d): Cache-Control is %q", what, a.status, caching)
		}
		if kind := a.header.Get("Content-Type"); a.body != "" && kind == "" || strings.HasPrefix(kind, "text/") && !strings.Contains(strings.ToLower(kind), "charset=utf-8") {
			t.Errorf("%s (%d): Content-Type is %q", what, a.status, kind)
		}
		if id := a.header.Get("X-Request-Id"); id == "" {
			t.Errorf("%s: no request id", what)
		}
	}
	for _, status := range []int{200, 303, 403, 404, 405, 409, 413, 422, 500} {
		if !statuses[status] {
			t.Errorf("no answer was a %d", status)
		}
	}
}

func TestFailuresShowNoDetail(t *testing.T) {
	s := openSite(t)
	const detail = "secret-detail-of-the-failure"
	s.server.echo.GET("/panic", func(echo.Context) error { panic(detail) })
	s.server.echo.GET("/fails", func(echo.Context) error { return errors.New(detail) })
	s.server.echo.GET("/echo", func(echo.Context) error { return echo.NewHTTPError(http.StatusBadGateway, detail) })
	b := s.as(t, "reviewer")
	for _, path := range []string{"/panic", "/fails", "/echo"} {
		for _, accept := range []string{"text/html", "application/json"} {
			a := b.do(t, "GET", path, nil, http.Header{"Accept": {accept}})
			id := a.header.Get("X-Request-Id")
			a.want(t, path, 500)
			if strings.Contains(a.body, detail) || strings.Contains(a.body, ".go") || !strings.Contains(a.body, id) {
				t.Errorf("%s shows\n%s\nand not only the id %s", path, a.body, id)
			}
			if !strings.Contains(s.log.String(), id) {
				t.Errorf("%s: the log lacks the request %s", path, id)
			}
		}
	}
	if b.get(t, "/healthz").status != 200 {
		t.Error("after panics the application does not go on")
	}
}

func TestLostDatabaseIsAnErrorPage(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	must(t, s.desk.Close())
	a := b.get(t, "/cases")
	a.want(t, "/cases", 500)
	if strings.Contains(strings.ToLower(a.body), "sql") || !strings.Contains(a.body, a.header.Get("X-Request-Id")) {
		t.Errorf("the page is\n%s", a.body)
	}
}

// TestRequestIDIsOurs: what a client sends as an id would stand in our log.
func TestRequestIDIsOurs(t *testing.T) {
	s := openSite(t)
	a := s.browser(t).do(t, "GET", "/healthz", nil, http.Header{"X-Request-Id": {"canary"}})
	if a.header.Get("X-Request-Id") == "canary" || strings.Contains(s.log.String(), "canary") {
		t.Error("the client's id was taken")
	}
}

func TestCookies(t *testing.T) {
	s := openSite(t)
	b := s.browser(t)
	b.header.Del("Sec-Fetch-Site") // so that echo hands out its token as well
	var seen []string
	check := func(a answer) {
		for _, c := range a.cookie {
			seen = append(seen, c.Name)
			if !strings.HasPrefix(c.Name, "__Host-") || !c.Secure || !c.HttpOnly || c.Path != "/" || c.Domain != "" || c.SameSite != http.SameSiteLaxMode {
				t.Errorf("cookie %s: %s", c.Name, c.Raw)
			}
			if c.Name == cookieName && c.Value != "" && (c.MaxAge != 0 || !c.Expires.IsZero()) {
				t.Errorf("the session outlives the browser: %s", c.Raw)
			}
			if c.Name == cookieName && c.Value != "" && len(c.Value) < 43 {
				t.Errorf("the session's secret has %d characters", len(c.Value))
			}
		}
	}
	form := b.get(t, "/signin")
	check(form)
	fields := form.fields(t, "/signin")
	fields.Set("email", "reviewer@imr.example")
	fields.Set("password", password)
	signedIn := b.post(t, "/signin", fields)
	signedIn.want(t, "signing in with the token", 303)
	check(signedIn)
	page := b.get(t, "/cases")
	check(page)
	out := b.post(t, "/signout", page.fields(t, "/signout"))
	out.want(t, "signing out with the token", 303)
	check(out)
	if !slices.Contains(seen, cookieName) || !slices.Contains(seen, "__Host-csrf") {
		t.Errorf("the cookies are %v", seen)
	}
	if got := b.get(t, static.Path("css/app.css")); len(got.cookie) != 0 {
		t.Errorf("a file that caches keep sets %v", got.cookie)
	}
	if !strings.Contains(out.header.Get("Clear-Site-Data"), "cache") {
		t.Errorf("Clear-Site-Data is %q", out.header.Get("Clear-Site-Data"))
	}
}

// elsewhere are the places to which a crafted address would lead a person.
var elsewhere = []string{
	"//evil.example", "///evil.example", `/\evil.example`, `\\evil.example`, `/\/evil.example`, "https://evil.example/cases", "https:evil.example", "http:/evil.example",
	"/%09/evil.example", "/\t/evil.example", "\t//evil.example", "//evil.example/cases", "javascript:alert(1)", "data:text/html,x", "/%5cevil.example",
	"/cases@evil.example", "/cases/../..//evil.example", "/cases\r\nSet-Cookie: a=b", "/cases%0d%0aSet-Cookie: a=b", "//cases", "cases", "", "/", "/signout", "/static/x",
	"https://user@evil.example:1/cases", "////cases", "/cases\\..\\..\\evil.example",
}

// TestNextLeadsNowhereElse follows what the application answers as a browser would.
func TestNextLeadsNowhereElse(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	base, err := url.Parse(s.URL + "/signin")
	must(t, err)
	check := func(what, next string, a answer) {
		t.Helper()
		raw := a.header.Get("Location")
		to, err := base.Parse(raw)
		if a.status != 303 || err != nil || to.Host != base.Host || to.Scheme != "https" || strings.ContainsAny(raw, "\\\t\r\n") || !strings.HasPrefix(raw, "/") ||
			strings.HasPrefix(raw, "//") || a.header.Get("Set-Cookie") == "a=b" {
			t.Errorf("%s: next=%q leads to %q (%d)", what, next, raw, a.status)
		}
		if path, _, _ := strings.Cut(raw, "?"); !strings.HasPrefix(path, "/cases") && !strings.HasPrefix(path, "/criteria") && path != "/audit" {
			t.Errorf("%s: next=%q leads to %q", what, next, raw)
		}
	}
	for _, next := range elsewhere {
		check("GET", next, b.get(t, "/signin?next="+url.QueryEscape(next)))
		check("facts", next, b.post(t, address("/cases/:number/facts", own), url.Values{"back": {next}, "document": {"d4"}, "page": {"1"}, "quote": {"neck"}}))
	}
	for _, next := range elsewhere[:4] { // each signing in costs a hash
		check("POST", next, b.post(t, "/signin", url.Values{"email": {"reviewer@imr.example"}, "password": {password}, "next": {next}}))
	}
	for next, want := range map[string]string{"/cases": "/cases", "/audit": "/audit", "/criteria/home-kits/2": "/criteria/home-kits/2", "/cases/A%2FB/items/1?at=d1.2": "/cases/A%2FB/items/1?at=d1.2"} {
		if got := b.get(t, "/signin?next="+url.QueryEscape(next)).header.Get("Location"); got != want {
			t.Errorf("next=%s leads to %s", next, got)
		}
	}
}

// TestBodyCannotNameAnotherCase: who may write one case cannot reach another by
// naming it in the form or the query, by whatever name.
func TestBodyCannotNameAnotherCase(t *testing.T) {
	s := openSite(t)
	b, theirs := s.as(t, "reviewer"), s.as(t, "other")
	foreignForm := func() string {
		return theirs.get(t, address("/cases/:number/summary", foreign)).body
	}
	before := foreignForm()
	form := b.get(t, address("/cases/:number/summary", own)).fields(t, address("/cases/:number/summary", own))
	for _, name := range []string{"number", ":number", "case", "Number", "case_id", "id"} {
		form.Set(name, string(foreign))
	}
	form.Set("version", "1")
	form["sentence"], form["text-s1"] = []string{"s1"}, []string{"smuggled"}
	a := b.post(t, address("/cases/:number/summary", own)+"?number="+url.QueryEscape(string(foreign)), form)
	a.want(t, "saving one's own", 303)
	if foreignForm() != before && strings.Contains(foreignForm(), "smuggled") {
		t.Error("the other case was written")
	}
	if got := b.get(t, address("/cases/:number/summary", own)); !strings.Contains(got.body, "smuggled") {
		t.Error("one's own case was not written")
	}
	b.post(t, address("/cases/:number/summary", foreign), url.Values{"number": {string(own)}}).want(t, "the other way round", 404)
}

// TestSessionIsDeadAfterSigningOut replays the cookie that a thief kept.
func TestSessionIsDeadAfterSigningOut(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	base, err := url.Parse(s.URL)
	must(t, err)
	kept := slices.Clone(b.client.Jar.Cookies(base))
	b.get(t, "/cases").want(t, "signed in", 200)
	b.post(t, "/signout", nil).want(t, "signing out", 303)
	b.get(t, "/cases").want(t, "signed out", 303)
	thief := s.browser(t)
	thief.client.Jar.SetCookies(base, kept)
	thief.get(t, "/cases").want(t, "the kept cookie", 303)
	thief.postJSON(t, address("/cases/:number/summary", own), nil).want(t, "a save with the kept cookie", 401)
	for _, value := range []string{"", "x", strings.Repeat("A", 52), strings.Repeat("A", 8000)} {
		forged := s.browser(t)
		forged.client.Jar.SetCookies(base, []*http.Cookie{{Name: cookieName, Value: value, Secure: true, Path: "/"}})
		forged.get(t, "/cases").want(t, "a made-up cookie", 303)
	}
}

func TestSigningInChangesTheSession(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	base, err := url.Parse(s.URL)
	must(t, err)
	first := slices.Clone(b.client.Jar.Cookies(base))
	b.post(t, "/signin", url.Values{"email": {"admin@imr.example"}, "password": {password}}).want(t, "signing in again", 303)
	old := s.browser(t)
	old.client.Jar.SetCookies(base, first)
	old.get(t, "/cases").want(t, "the session before", 303)
	b.get(t, "/audit").want(t, "as the admin", 200)
}

// TestSignInTellsNothing: an unknown address and a wrong password give the same page.
func TestSignInTellsNothing(t *testing.T) {
	s := openSite(t)
	b := s.browser(t)
	pages := map[string]bool{}
	for _, email := range []string{"reviewer@imr.example", "nobody@imr.exampl"} {
		a := b.post(t, "/signin", url.Values{"email": {email}, "password": {"wrong"}})
		a.want(t, email, 401)
		pages[strings.ReplaceAll(a.body, email, "EMAIL")] = true
		if a.fields(t, "/signin").Get("email") != email {
			t.Error("the typed address is not kept")
		}
	}
	if len(pages) != 1 {
		t.Error("the pages differ")
	}
	for range 5 {
		b.post(t, "/signin", url.Values{"email": {"reviewer@imr.example"}, "password": {"wrong"}})
	}
	b.post(t, "/signin", url.Values{"email": {"reviewer@imr.example"}, "password": {password}}).want(t, "after too many", 429)
	spoofed := b.do(t, "POST", "/signin", strings.NewReader(url.Values{"email": {"reviewer@imr.example"}, "password": {password}}.Encode()),
		http.Header{"Content-Type": formType["Content-Type"], "X-Forwarded-For": {"198.51.100.7"}, "X-Real-Ip": {"198.51.100.7"}})
	spoofed.want(t, "from a made-up address", 429)
}

// TestLogHoldsNoText looks in the log for what was in paths, queries, forms and headers.
func TestLogHoldsNoText(t *testing.T) {
	s := openSite(t)
	s.server.echo.GET("/panic/:name", func(echo.Context) error { panic("x") })
	b := s.as(t, "reviewer")
	b.get(t, "/cases/canary-path")
	b.get(t, "/canary-path/none")
	b.get(t, "/panic/canary-path")
	b.get(t, "/static/canary-path")
	b.do(t, "DELETE", "/cases/canary-path", nil, nil)
	b.get(t, address("/cases/:number/items/:item", own)+"/guidelines?q=canary-query")
	b.get(t, "/signin?next=/cases/canary-query")
	b.post(t, address("/cases/:number/summary", own), url.Values{"version": {"1"}, "sentence": {"s1"}, "text-s1": {"canary-text"}})
	b.post(t, address("/cases/:number/summary", own), url.Values{"version": {"canary-text"}})
	b.post(t, address("/cases/:number/summary", own)+"?canary-query=1", url.Values{"version": {"9"}})
	b.post(t, "/signin", url.Values{"email": {"canary-mail@x"}, "password": {"canary-password"}})
	b.do(t, "GET", "/cases", nil, http.Header{"User-Agent": {"canary-agent"}, "Referer": {"https://x/canary-referer"}, "Cookie": {cookieName + "=canary-cookie"}})
	b.do(t, "POST", "/signout", strings.NewReader("%zz=canary-text"), formType)
	must(t, s.desk.Close())
	b.post(t, address("/cases/:number/summary", own), url.Values{"version": {"1"}, "sentence": {"s1"}, "text-s1": {"canary-text"}})
	log := s.log.String()
	for _, line := range strings.Split(log, "\n") {
		if strings.Contains(line, "canary") || strings.Contains(line, string(own)) || strings.Contains(line, "imr.example") || strings.Contains(line, "Name of") {
			t.Errorf("the log says %s", line)
		}
	}
	if !strings.Contains(log, `"route":"/cases/:number/summary"`) || !strings.Contains(log, `"status":409`) || !strings.Contains(log, `"status":500`) {
		t.Errorf("the log lacks what happened:\n%s", log)
	}
}
