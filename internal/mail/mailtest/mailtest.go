// Package mailtest is a real SMTP server in the test's own process, which keeps what
// it is given. Only tests import it.
package mailtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"imr/internal/mail"
)

// User and Password open the server.
const (
	User     = "sender"
	Password = "seven-quiet-otters"
)

// Received is a message as it came, with the names of its envelope.
type Received struct {
	From string
	To   []string
	Raw  string
}

// Sink is the running server.
type Sink struct {
	settings mail.Settings
	mu       sync.Mutex
	got      []Received
	refuse   func(to string) error
}

// Start starts a server that wants a password and is protected as told. It ends with the test.
func Start(t testing.TB, how mail.Security) *Sink {
	t.Helper()
	cert, roots := certificate(t)
	s := &Sink{refuse: func(string) error { return nil }}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{sink: s}, nil }))
	server.Domain, server.ReadTimeout, server.WriteTimeout = "sink.example", 10*time.Second, 10*time.Second
	server.AllowInsecureAuth = how == mail.Plain
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.settings = mail.Settings{Addr: listener.Addr().String(), Security: how, User: User, Password: Password, From: "IMR notices <notices@imr.example>", Roots: roots}
	conf := &tls.Config{Certificates: []tls.Certificate{cert}}
	switch how {
	case mail.TLS:
		listener = tls.NewListener(listener, conf)
	case mail.StartTLS:
		server.TLSConfig = conf
	}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return s
}

// Settings are those with which the server takes mail.
func (s *Sink) Settings() mail.Settings { return s.settings }

// Server is a sender to the server.
func (s *Sink) Server(t testing.TB) *mail.Server {
	t.Helper()
	out, err := mail.New(s.settings)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Refuse sets what the server answers to a recipient; nil takes the message.
func (s *Sink) Refuse(answer func(to string) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = answer
}

// Received is every message that the server took, the oldest first.
func (s *Sink) Received() []Received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Received(nil), s.got...)
}

type session struct {
	sink *Sink
	in   bool
	mail Received
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != User || password != Password {
			return smtp.ErrAuthFailed
		}
		s.in = true
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if !s.in {
		return smtp.ErrAuthRequired
	}
	s.mail = Received{From: from}
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.sink.mu.Lock()
	defer s.sink.mu.Unlock()
	s.mail.To = append(s.mail.To, to)
	return s.sink.refuse(to)
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if len(s.mail.To) == 0 {
		return errors.New("nobody is to get it")
	}
	s.mail.Raw = string(raw)
	s.sink.mu.Lock()
	defer s.sink.mu.Unlock()
	s.sink.got = append(s.sink.got, s.mail)
	return nil
}

func (s *session) Reset()        { s.mail = Received{} }
func (s *session) Logout() error { return nil }

// certificate is one for 127.0.0.1 that signs itself.
func certificate(t testing.TB) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "sink.example"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}
