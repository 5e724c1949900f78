// Package mail hands messages to an SMTP server. It knows nothing of what they say:
// casework writes them into the outbox of the store, in the transaction of the act
// that causes them, and its background loop gives them to a Server of this package.
package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"imr/internal/fault"
)

// Security is how the connection to the server is protected.
type Security string

// The ways of protection. Certificates are checked in the first two.
const (
	StartTLS Security = "starttls" // begins in the clear and refuses to go on so
	TLS      Security = "tls"      // from the first byte
	Plain    Security = "none"     // no protection; for a server on the same machine
)

// patience is how long the server may take for each step of a delivery.
const patience = 20 * time.Second

// Settings say where mail goes and in whose name. User is empty where the server
// asks for none. Roots are the certificate authorities; nil means the system's.
type Settings struct {
	Addr     string // host:port
	Security Security
	User     string
	Password string
	From     string // the one address of every sender's line
	Roots    *x509.CertPool
}

// String names the server and never the password.
func (s Settings) String() string {
	return fmt.Sprintf("%s (%s) as %s", s.Addr, s.Security, s.From)
}

// GoString is String, so that no format of package fmt shows the password.
func (s Settings) GoString() string { return s.String() }

// Message is plain text for one person. ID tells it from every other, so that a
// server or a reader that gets it twice can tell; it has letters and digits only.
type Message struct {
	ID, To, Subject, Text string
}

// Validate refuses what could become a second header or a second recipient.
func (m Message) Validate() error {
	var bad fault.Fields
	if err := CheckAddress(m.To); err != nil {
		bad.Add("to", "%q is not an e-mail address.", m.To)
	}
	if m.Subject == "" || hasControls(m.Subject) {
		bad.Add("subject", "A subject is one line of text.")
	}
	if m.ID == "" || strings.Trim(m.ID, idSigns) != "" {
		bad.Add("id", "An id has letters and digits only.")
	}
	if strings.ContainsFunc(m.Text, func(r rune) bool { return r != '\n' && isControl(r) }) {
		bad.Add("text", "The text holds a control character.")
	}
	return bad.Err("This message cannot be sent.")
}

const idSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

func hasControls(s string) bool { return strings.ContainsFunc(s, isControl) }

// isControl counts the separators U+2028 and U+2029, which some readers take for line ends.
func isControl(r rune) bool {
	return r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfffd
}

// CheckAddress reports whether the text is one bare address, such as name@example.org.
func CheckAddress(s string) error {
	a, err := netmail.ParseAddress(s)
	if err == nil && (a.Name != "" || a.Address != s || hasControls(s) || strings.ContainsAny(s, " \"<>,;:()[]\\")) {
		err = errors.New("more than a bare address")
	}
	return err
}

// Server sends. It may be used by many goroutines.
type Server struct {
	settings Settings
	host     string
	port     int
	from     *netmail.Address
}

// New checks the settings; it does not connect yet. A password never goes over a
// line without protection, unless the server is on this machine.
func New(s Settings) (*Server, error) {
	host, port, err := net.SplitHostPort(s.Addr)
	if err != nil {
		return nil, fault.New(fault.Invalid, "The mail server %q is not given as host:port.", s.Addr)
	}
	number, err := strconv.Atoi(port)
	if err != nil || number < 1 || number > 65535 {
		return nil, fault.New(fault.Invalid, "The mail server's port %q is not a number from 1 to 65535.", port)
	}
	from, err := netmail.ParseAddress(s.From)
	if err != nil || hasControls(s.From) || CheckAddress(from.Address) != nil {
		return nil, fault.New(fault.Invalid, "The sender of mail %q is not an address such as notices@example.org.", s.From)
	}
	switch s.Security {
	case StartTLS, TLS:
	case Plain:
		if s.Password != "" && !isLocal(host) {
			return nil, fault.New(fault.Invalid, "The password for %s would go over an open line; use starttls or tls.", host)
		}
	default:
		return nil, fault.New(fault.Invalid, "There is no protection %q; choose starttls, tls or none.", s.Security)
	}
	return &Server{s, host, number, from}, nil
}

func isLocal(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Send delivers the message to the server, or says why not. It gives up when ctx is
// done or the server takes too long.
func (s *Server) Send(ctx context.Context, m Message) error {
	if err := m.Validate(); err != nil {
		return err
	}
	client, err := gomail.NewClient(s.host, s.options()...)
	if err != nil {
		return err
	}
	built, err := s.build(m)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 3*patience)
	defer cancel()
	return client.DialAndSendWithContext(ctx, built)
}

func (s *Server) options() []gomail.Option {
	_, domain, _ := strings.Cut(s.from.Address, "@")
	out := []gomail.Option{gomail.WithPort(s.port), gomail.WithTimeout(patience), gomail.WithHELO(domain),
		gomail.WithTLSConfig(&tls.Config{ServerName: s.host, RootCAs: s.settings.Roots, MinVersion: tls.VersionTLS12})}
	switch s.settings.Security {
	case TLS:
		out = append(out, gomail.WithSSL())
	case StartTLS:
		out = append(out, gomail.WithTLSPolicy(gomail.TLSMandatory))
	default:
		out = append(out, gomail.WithTLSPolicy(gomail.NoTLS))
	}
	if s.settings.User != "" {
		out = append(out, gomail.WithSMTPAuth(s.auth()), gomail.WithUsername(s.settings.User), gomail.WithPassword(s.settings.Password))
	}
	return out
}

// auth lets the library choose the best way, except on a line without protection,
// where it would refuse them all.
func (s *Server) auth() gomail.SMTPAuthType {
	if s.settings.Security == Plain {
		return gomail.SMTPAuthPlainNoEnc
	}
	return gomail.SMTPAuthAutoDiscover
}

// build writes the message with one sender and one recipient. Answers of machines
// are not wanted, and none answers it: RFC 3834.
func (s *Server) build(m Message) (*gomail.Msg, error) {
	out := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	out.FromMailAddress(s.from)
	if err := out.To(m.To); err != nil {
		return nil, err
	}
	_, domain, _ := strings.Cut(s.from.Address, "@")
	out.Subject(m.Subject)
	out.SetMessageIDWithValue(m.ID + "@" + domain)
	out.SetDate()
	out.SetGenHeader("Auto-Submitted", "auto-generated")
	out.SetBodyString(gomail.TypeTextPlain, m.Text)
	return out, nil
}

// Refused reports whether the server will not take this message however often it is
// sent. Trouble with the connection, the sign-in or the server itself is not that.
func Refused(err error) bool {
	if fault.Is(err, fault.Invalid) {
		return true
	}
	var e *gomail.SendError
	if !errors.As(err, &e) || e.IsTemp() {
		return false
	}
	return e.ErrorCode() >= 500 && (e.Reason == gomail.ErrSMTPRcptTo || e.Reason == gomail.ErrSMTPData || e.Reason == gomail.ErrSMTPDataClose)
}

// Reason is the error as one line for admins: without control characters and not longer than 300 characters.
func Reason(err error) string {
	words, _, _ := strings.Cut(err.Error(), ", affected recipient(s): ") // the list has them beside it
	words = strings.Join(strings.FieldsFunc(words, func(r rune) bool { return r == ' ' || isControl(r) }), " ")
	if runes := []rune(words); len(runes) > 300 {
		return string(runes[:299]) + "…"
	}
	return words
}
