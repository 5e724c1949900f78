package web

import (
	"net/url"
	"strings"
	"testing"
)

// TestPlainFormOutlivesItsSession: what was typed into a form without scripts comes
// back after signing in, even through a wrong password, and is saved by who may.
func TestPlainFormOutlivesItsSession(t *testing.T) {
	s := openSite(t)
	for name, want := range map[string]int{"reviewer": 303, "other": 404} {
		t.Run(name, func(t *testing.T) {
			b := s.as(t, "reviewer")
			form := b.get(t, summaryPath).fields(t, summaryPath)
			first := form["sentence"][0]
			form.Set("text-"+first, "Typed as "+name+" & <after> the end.")
			b.post(t, "/signout", nil)

			a := b.post(t, summaryPath, form)
			a.want(t, "a form after the session", 401)
			signIn := a.fields(t, "/signin")
			signIn.Set("email", name+"@imr.example")
			signIn.Set("password", "wrong")
			a = b.post(t, "/signin", signIn)
			a.want(t, "a wrong password", 401)
			signIn = a.fields(t, "/signin")
			signIn.Set("password", password)
			a = b.post(t, "/signin", signIn)
			a.want(t, "signing in", 200)
			again := a.fields(t, summaryPath)
			if again.Get("text-"+first) != form.Get("text-"+first) {
				t.Fatalf("the form has %q", again.Get("text-"+first))
			}
			b.post(t, summaryPath, again).want(t, "sending it again", want)
			shown := s.as(t, "reviewer").get(t, summaryPath).fields(t, summaryPath).Get("text-" + first)
			if saved := shown == form.Get("text-"+first); saved != (want == 303) {
				t.Errorf("the summary shows %q", shown)
			}
		})
	}
}

// TestPasswordIsNotKept: a page carries no password that was typed for another act.
func TestPasswordIsNotKept(t *testing.T) {
	b := openSite(t).browser(t)
	a := b.post(t, "/cases/"+string(own)+"/sign", url.Values{"password": {"the secret words"}, "digest": {"abc"}})
	a.want(t, "signing without a session", 401)
	if kept := a.fields(t, "/signin").Get("kept"); kept != "digest=abc" || strings.Contains(a.body, "secret") {
		t.Errorf("the page keeps %q", kept)
	}
}
