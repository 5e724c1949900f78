package main

import (
	"context"
	"crypto/x509"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/mail"
)

// passwordVariable holds the password of the mail server. There is no flag for it:
// what is typed in a command stands in the list of processes.
const passwordVariable = "IMR_SMTP_PASSWORD"

// mailFlags say through which server mail leaves. Without one it waits in the outbox.
type mailFlags struct {
	SMTP         string `name:"smtp" help:"Mail server as host:port; without it no mail leaves." env:"IMR_SMTP"`
	SMTPTLS      string `name:"smtp-tls" help:"Protection of the line to it: starttls, tls or none." default:"starttls" enum:"starttls,tls,none" env:"IMR_SMTP_TLS"`
	SMTPUser     string `name:"smtp-user" help:"Name with which to sign in to it." env:"IMR_SMTP_USER"`
	PasswordFile string `name:"smtp-password-file" help:"File with the password; or set IMR_SMTP_PASSWORD." type:"path" env:"IMR_SMTP_PASSWORD_FILE"`
	SMTPCA       string `name:"smtp-ca" help:"File with the certificates (PEM) that it is trusted by; by default the system's." type:"path" env:"IMR_SMTP_CA"`
	From         string `name:"mail-from" help:"Sender of every message, such as 'IMR notices <notices@example.org>'." env:"IMR_MAIL_FROM"`
}

// server is the mail server that the flags name, or nil.
func (f mailFlags) server() (*mail.Server, error) {
	if f.SMTP == "" {
		return nil, nil
	}
	s := mail.Settings{Addr: f.SMTP, Security: mail.Security(f.SMTPTLS), User: f.SMTPUser, Password: os.Getenv(passwordVariable), From: f.From}
	if f.PasswordFile != "" {
		text, err := os.ReadFile(f.PasswordFile)
		if err != nil {
			return nil, err
		}
		s.Password = strings.TrimRight(string(text), "\r\n")
	}
	if s.User != "" && s.Password == "" {
		return nil, fault.New(fault.Invalid, "The mail server's user has no password: set %s, or name a file with --smtp-password-file.", passwordVariable)
	}
	if f.SMTPCA != "" {
		text, err := os.ReadFile(f.SMTPCA)
		if err != nil {
			return nil, err
		}
		if s.Roots = x509.NewCertPool(); !s.Roots.AppendCertsFromPEM(text) {
			return nil, fault.New(fault.Invalid, "%s holds no certificate.", f.SMTPCA)
		}
	}
	return mail.New(s)
}

// background is the work that goes on beside the requests, until ctx is done. It
// returns once all of it has ended. Mail is nil where none leaves.
func background(ctx context.Context, desk *casework.Desk, mail *mail.Server, log *slog.Logger) {
	work := map[string]func(context.Context) error{"work on the records": desk.Work, "the round of notices": desk.GoRounds}
	if mail != nil {
		work["sending mail"] = func(ctx context.Context) error { return desk.SendMail(ctx, mail) }
	}
	var all sync.WaitGroup
	for name, do := range work {
		all.Go(func() { keepDoing(ctx, name, do, log) })
	}
	all.Wait()
}

// again is how long a work rests after trouble.
const again = 5 * time.Second

// keepDoing does the work until ctx is done. Trouble such as a full disk is logged and
// the work begun again later: people can go on reading and writing.
func keepDoing(ctx context.Context, name string, do func(context.Context) error, log *slog.Logger) {
	for ctx.Err() == nil {
		if err := do(ctx); err != nil {
			log.LogAttrs(ctx, slog.LevelError, name, slog.Any("error", err))
		}
		select {
		case <-ctx.Done():
		case <-time.After(again):
		}
	}
}
