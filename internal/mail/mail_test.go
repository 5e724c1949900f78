package mail_test

import (
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"strings"
	"testing"

	"github.com/emersion/go-smtp"

	"imr/internal/mail"
	"imr/internal/mail/mailtest"
)

var letter = mail.Message{ID: "A1B2C3", To: "worker@imr.example", Subject: "Something waits for you", Text: "Sign in: https://imr.example/notices\n.a line with a dot\nJosé ❤\n"}

func TestSendOverEveryProtection(t *testing.T) {
	for _, how := range []mail.Security{mail.StartTLS, mail.TLS, mail.Plain} {
		t.Run(string(how), func(t *testing.T) {
			sink := mailtest.Start(t, how)
			if err := sink.Server(t).Send(t.Context(), letter); err != nil {
				t.Fatal(err)
			}
			got := sink.Received()
			if len(got) != 1 || got[0].From != "notices@imr.example" || len(got[0].To) != 1 || got[0].To[0] != letter.To {
				t.Fatalf("the server got %+v", got)
			}
			m, err := netmail.ReadMessage(strings.NewReader(got[0].Raw))
			if err != nil {
				t.Fatal(err)
			}
			for name, want := range map[string]string{"Message-Id": "<A1B2C3@imr.example>", "To": "<worker@imr.example>", "Subject": letter.Subject,
				"From": `"IMR notices" <notices@imr.example>`, "Auto-Submitted": "auto-generated", "Cc": "", "Bcc": "", "User-Agent": "", "X-Mailer": ""} {
				if m.Header.Get(name) != want {
					t.Errorf("%s is %q, want %q", name, m.Header.Get(name), want)
				}
			}
			if host, _, _ := strings.Cut(hostname(t), "."); host != "" && strings.Contains(got[0].Raw, host) {
				t.Error("the message names the machine")
			}
		})
	}
}

func hostname(t *testing.T) string {
	t.Helper()
	name, err := net.LookupAddr("127.0.0.1")
	if err != nil || len(name) == 0 || strings.HasPrefix(name[0], "localhost") {
		return ""
	}
	return name[0]
}

// TestSendRefusesTheWrongCertificate (security.md 12.3.2).
func TestSendRefusesTheWrongCertificate(t *testing.T) {
	for _, how := range []mail.Security{mail.StartTLS, mail.TLS} {
		sink := mailtest.Start(t, how)
		s := sink.Settings()
		s.Roots = nil
		server, err := mail.New(s)
		if err != nil {
			t.Fatal(err)
		}
		if err := server.Send(t.Context(), letter); err == nil || mail.Refused(err) {
			t.Errorf("%s: %v", how, err)
		}
		if n := len(sink.Received()); n != 0 {
			t.Errorf("%s: %d messages came", how, n)
		}
	}
}

// TestStartTLSIsDemanded: a server that does not offer it gets neither message nor password.
func TestStartTLSIsDemanded(t *testing.T) {
	s := mailtest.Start(t, mail.Plain).Settings()
	s.Security = mail.StartTLS
	server, err := mail.New(s)
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Send(t.Context(), letter); err == nil {
		t.Error("the message went over an open line")
	}
}

func TestRefusedTellsLastingTroubleFromPassing(t *testing.T) {
	sink := mailtest.Start(t, mail.StartTLS)
	wrong := sink.Settings()
	wrong.Password = "another"
	gone := sink.Settings()
	gone.Addr = "127.0.0.1:1"
	for name, tt := range map[string]struct {
		settings mail.Settings
		answer   error
		lasting  bool
	}{
		"no such mailbox":    {sink.Settings(), &smtp.SMTPError{Code: 550, Message: "no such mailbox"}, true},
		"mailbox full":       {sink.Settings(), &smtp.SMTPError{Code: 452, Message: "full"}, false},
		"busy":               {sink.Settings(), &smtp.SMTPError{Code: 421, Message: "come again"}, false},
		"the wrong password": {wrong, nil, false},
		"no server":          {gone, nil, false},
	} {
		sink.Refuse(func(string) error { return tt.answer })
		server, err := mail.New(tt.settings)
		if err != nil {
			t.Fatal(err)
		}
		err = server.Send(t.Context(), letter)
		if err == nil || mail.Refused(err) != tt.lasting {
			t.Errorf("%s: %v is lasting: %t", name, err, mail.Refused(err))
		}
		if words := mail.Reason(err); strings.Contains(words, mailtest.Password) || strings.Contains(words, wrong.Password) {
			t.Errorf("%s: the reason tells the password: %s", name, words)
		}
	}
}

func TestSettings(t *testing.T) {
	good := mail.Settings{Addr: "mail.example:587", Security: mail.StartTLS, User: "u", Password: "p", From: "a@imr.example"}
	for name, tt := range map[string]struct {
		spoil func(*mail.Settings)
		sound bool
	}{
		"sound":                      {func(*mail.Settings) {}, true},
		"a name before the address":  {func(s *mail.Settings) { s.From = "IMR <a@imr.example>" }, true},
		"no port":                    {func(s *mail.Settings) { s.Addr = "mail.example" }, false},
		"a port that is none":        {func(s *mail.Settings) { s.Addr = "mail.example:smtp!" }, false},
		"no sender":                  {func(s *mail.Settings) { s.From = "" }, false},
		"a sender of two lines":      {func(s *mail.Settings) { s.From = "a@imr.example\r\nBcc: b@imr.example" }, false},
		"an unknown protection":      {func(s *mail.Settings) { s.Security = "ssl3" }, false},
		"a password in the open":     {func(s *mail.Settings) { s.Security = mail.Plain }, false},
		"no password in the open":    {func(s *mail.Settings) { s.Security, s.Password = mail.Plain, "" }, true},
		"the open line of a machine": {func(s *mail.Settings) { s.Security, s.Addr = mail.Plain, "127.0.0.1:25" }, true},
	} {
		s := good
		tt.spoil(&s)
		if _, err := mail.New(s); (err == nil) != tt.sound {
			t.Errorf("%s: %v", name, err)
		}
	}
	if shown := fmt.Sprintf("%v %+v %#v %s", good, good, good, good); strings.Contains(shown, `"p"`) || strings.Contains(shown, "Password") {
		t.Errorf("the settings show the password: %s", shown)
	}
}

// FuzzSendNeverAddsAHeader: whatever stands in a message, the server gets one
// recipient and the headers that build writes, or nothing.
func FuzzSendNeverAddsAHeader(f *testing.F) {
	for _, s := range []string{"a\r\nBcc: x@evil.example", "a\nX: y", "a\rX: y", "=?utf-8?q?a=0D=0ABcc:_x@evil.example?=", "a\u2028Bcc: x@evil.example", strings.Repeat("long ", 90), "José ❤"} {
		f.Add(s, "a@imr.example", "text")
		f.Add("subject", s, "text")
		f.Add("subject", "a@imr.example", s)
	}
	f.Add("s", "<a@imr.example>, b@imr.example", "t")
	f.Add("s", "a@imr.example> SIZE=1 <b@imr.example", "t")
	sink := mailtest.Start(f, mail.Plain)
	f.Fuzz(func(t *testing.T, subject, to, text string) {
		m := mail.Message{ID: "A1", To: to, Subject: subject, Text: text}
		before := len(sink.Received())
		err := sink.Server(t).Send(t.Context(), m)
		got := sink.Received()[before:]
		if invalid := m.Validate(); invalid != nil && (len(got) != 0 || !mail.Refused(err)) {
			t.Fatalf("an invalid message was sent: %v, %v", invalid, err)
		} else if invalid == nil && (err == nil) != (len(got) == 1) {
			t.Fatalf("%d messages came, and the sender knows of %v", len(got), err)
		}
		for _, r := range got {
			headers(t, r, to)
		}
	})
}

func headers(t *testing.T, r mailtest.Received, to string) {
	t.Helper()
	m, err := netmail.ReadMessage(strings.NewReader(r.Raw))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.To) != 1 || r.To[0] != to {
		t.Errorf("the recipients are %q", r.To)
	}
	for name, values := range m.Header {
		known := strings.Contains("|From|To|Subject|Message-Id|Date|Mime-Version|Content-Type|Content-Transfer-Encoding|Auto-Submitted|", "|"+name+"|")
		if !known || len(values) != 1 {
			t.Errorf("there is a header %s: %q", name, values)
		}
	}
}

func TestReasonIsOneLine(t *testing.T) {
	if got := mail.Reason(errors.New("550 no\r\nsuch\x1b[31m box")); strings.ContainsAny(got, "\r\n\x1b") || !strings.HasPrefix(got, "550 no such") {
		t.Errorf("%q", got)
	}
	if got := mail.Reason(errors.New(strings.Repeat("é", 400))); len([]rune(got)) != 300 {
		t.Errorf("the reason has %d characters", len([]rune(got)))
	}
}
