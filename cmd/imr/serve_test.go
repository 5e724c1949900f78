package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

// started is a command that runs until it is told to stop.
type started struct {
	url            string
	stop           context.CancelFunc
	code           chan int
	stdout, stderr string
}

// start runs a command that serves and waits for the address that it prints.
func start(t *testing.T, args ...string) started {
	t.Helper()
	stdout, stderr, restore := redirect(t, "")
	ctx, stop := context.WithCancel(t.Context())
	s := started{stop: stop, code: make(chan int, 1), stdout: stdout, stderr: stderr}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.code <- run(ctx, args)
	}()
	t.Cleanup(func() { stop(); <-ended; restore() })
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
	for range 2400 {
		if s.url = address.FindString(content(t, stdout)); s.url != "" {
			return s
		}
		select {
		case <-ended:
			t.Fatalf("ended with %d: %s", <-s.code, content(t, stderr))
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Fatalf("no address after two minutes: %s", content(t, stderr))
	return s
}

// ends stops the command and requires that it ends well and in time.
func (s started) ends(t *testing.T) {
	t.Helper()
	s.stop()
	select {
	case code := <-s.code:
		if code != 0 {
			t.Errorf("ends with %d: %s", code, content(t, s.stderr))
		}
	case <-time.After(10 * time.Second):
		t.Fatal("does not end")
	}
	if _, err := http.Get(s.url + "/healthz"); err == nil {
		t.Error("still answers after its end")
	}
}

func body(t *testing.T, url string) (int, string) {
	t.Helper()
	response, err := http.Get(url)
	must(t, err)
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	must(t, err)
	return response.StatusCode, string(data)
}

func TestServe(t *testing.T) {
	s := start(t, "serve", "--addr", "127.0.0.1:0", "--data", t.TempDir())
	if status, text := body(t, s.url+"/healthz"); status != http.StatusOK || text != "ok\n" {
		t.Errorf("/healthz answers %d %q", status, text)
	}
	if status, text := body(t, s.url+"/signin"); status != http.StatusOK || !strings.Contains(text, `type="password"`) {
		t.Errorf("/signin answers %d %.200q", status, text)
	}
	s.ends(t)
}

func TestServeOnATakenPort(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer taken.Close()
	refused(t, exitFailed, "--addr", "serve", "--addr", taken.Addr().String(), "--data", t.TempDir())
}

// TestDemo: the demo prints its sign-ins, has the sample cases, and goes on with
// the same data when it is started again.
func TestDemo(t *testing.T) {
	data := t.TempDir()
	for range 2 {
		s := start(t, "demo", "--addr", "127.0.0.1:0", "--data", data)
		if status, _ := body(t, s.url+"/healthz"); status != http.StatusOK {
			t.Errorf("/healthz answers %d", status)
		}
		printed := content(t, s.stdout)
		for _, u := range demoUsers {
			if !strings.Contains(printed, u.Email) {
				t.Errorf("does not print the sign-in %s", u.Email)
			}
		}
		s.ends(t)
	}
	desk := open(t, data)
	u, err := desk.SignIn(t.Context(), demoUsers[0].Email, demoPassword, "127.0.0.1")
	must(t, err)
	queue, err := desk.Queue(t.Context(), u.Act())
	must(t, err)
	if len(queue) != 3 {
		t.Errorf("the reviewer has %d cases, want 3", len(queue))
	}
}
