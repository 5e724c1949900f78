package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"time"

	"imr/internal/casework"
	"imr/internal/mail"
	"imr/web"
)

type serveCommand struct {
	dataFlag
	mailFlags
	Addr string `help:"Address to listen on; put a proxy with TLS before it." default:"127.0.0.1:8080" env:"IMR_ADDR"`
}

// Run serves until it is told to stop.
func (c serveCommand) Run(ctx context.Context) error {
	sender, err := c.server()
	if err != nil {
		return err
	}
	return c.withDesk(ctx, func(desk *casework.Desk) error {
		return serve(ctx, desk, sender, c.Addr, func(url string) { fmt.Println("The application runs at " + url) })
	})
}

// stopWithin is how long requests under way may take to end when the server stops.
const stopWithin = 25 * time.Second

// gcPercent lets garbage grow to five times what lives, of which there is little:
// at Go's 100 a server under load collects dozens of times a second.
const gcPercent = 400

// serve answers requests, works on the records and sends mail until ctx is done, then
// lets the requests under way end. sender is nil where no mail leaves. ready is called
// with the address once it listens.
func serve(ctx context.Context, desk *casework.Desk, sender *mail.Server, addr string, ready func(url string)) error {
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	handler, err := web.New(desk, log)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w; choose another address with --addr", addr, err)
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: time.Minute,
		WriteTimeout: 2 * time.Minute, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10}
	ctx, stop := context.WithCancel(ctx)
	worked := make(chan struct{})
	go func() {
		defer close(worked)
		background(ctx, desk, sender, log)
	}()
	defer func() { stop(); <-worked }()
	debug.SetGCPercent(gcPercent)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	ready("http://" + listener.Addr().String())
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	if err := server.Shutdown(stopping); err != nil {
		return err
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
