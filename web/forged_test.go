package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// TestForgedPostsAreRefused sends every POST as another site would and as a page
// of ours does; the events tell whether anything was done.
func TestForgedPostsAreRefused(t *testing.T) {
	s := openSite(t)
	for _, r := range s.server.routes() {
		if r.method != http.MethodPost || r.path == apiPath || r.path == apiPapersPath { // which knows no cookie: TestProgramsHandInApplications
			continue
		}
		identity := "reviewer"
		if strings.HasSuffix(r.path, "/assign") || r.path == uploadPath || r.path == papersPath {
			identity = "admin"
		}
		t.Run(r.path, func(t *testing.T) {
			b := s.as(t, identity)
			b.header.Del("Sec-Fetch-Site")
			token := b.get(t, "/cases").fields(t, "/signout").Get("_csrf")
			if len(token) < 32 {
				t.Fatalf("the token is %q", token)
			}
			path, before := address(r.path, own), s.events(t)
			for name, tt := range map[string]struct {
				site, token string
				inHeader    bool
			}{
				"cross-site":                      {"cross-site", "", false},
				"cross-site with the token":       {"cross-site", token, false},
				"same-site":                       {"same-site", "", false},
				"same-site with echo's own words": {"same-site", "_echo_csrf_using_sec_fetch_site_", false},
				"no header and no token":          {"", "", false},
				"a wrong token":                   {"", strings.Repeat("x", len(token)), false},
				"a wrong token in the header":     {"", strings.Repeat("x", len(token)), true},
				"echo's own words":                {"", "_echo_csrf_using_sec_fetch_site_", false},
				"an unknown site":                 {"elsewhere", "", false},
			} {
				a := b.send(t, path, tt.site, tt.token, tt.inHeader)
				if a.status != http.StatusForbidden && a.status != http.StatusBadRequest {
					t.Errorf("%s: %d", name, a.status)
				}
			}
			if s.events(t) != before {
				t.Error("a forged request did something")
			}
			for name, a := range map[string]answer{
				"the token in the form":   b.send(t, path, "", token, false),
				"the token in the header": b.send(t, path, "", token, true),
				"a page of ours":          b.send(t, path, "same-origin", "", false),
			} {
				if a.status == http.StatusForbidden || a.status == http.StatusBadRequest {
					t.Errorf("%s: %d", name, a.status)
				}
			}
			s.clock.move(time.Minute)
		})
	}
}

func (b *browser) send(t *testing.T, path, site, token string, inHeader bool) answer {
	t.Helper()
	header := http.Header{"Content-Type": formType["Content-Type"]}
	form := url.Values{}
	if site != "" {
		header.Set("Sec-Fetch-Site", site)
	}
	switch {
	case token != "" && inHeader:
		header.Set("X-Csrf-Token", token)
	case token != "":
		form.Set("_csrf", token)
	}
	if !strings.HasSuffix(path, "/upload") && !strings.HasSuffix(path, "/intake/papers") {
		return b.do(t, http.MethodPost, path, strings.NewReader(form.Encode()), header)
	}
	var body bytes.Buffer
	parts := multipart.NewWriter(&body)
	for name := range form {
		must(t, parts.WriteField(name, form.Get(name)))
	}
	must(t, parts.Close())
	header.Set("Content-Type", parts.FormDataContentType())
	return b.do(t, http.MethodPost, path, &body, header)
}
