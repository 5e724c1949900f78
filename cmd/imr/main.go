// Command imr is the IMR workbench: the application for expert reviewers in
// Independent Medical Review, and the commands around it.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"imr/internal/fault"
	"imr/internal/ocr"
	"imr/internal/pdfium"
)

// commands is every command with its flags. The README's list of commands is
// checked against it.
type commands struct {
	Demo         demoCommand         `cmd:"" help:"Start the application with sample cases to work on."`
	Serve        serveCommand        `cmd:"" help:"Start the application."`
	Import       importCommand       `cmd:"" help:"Take in a case bundle with its records."`
	Export       exportCommand       `cmd:"" help:"Write a case with its records and review as a bundle."`
	Check        checkCommand        `cmd:"" help:"Check the review in a case bundle against its records."`
	Letter       letterCommand       `cmd:"" help:"Write the determination letter of a bundle or of a stored case."`
	Packet       packetCommand       `cmd:"" help:"Write the appeal packet of an issued case."`
	User         userCommands        `cmd:"" help:"Accounts."`
	Assign       assignCommand       `cmd:"" help:"Give a case to a reviewer."`
	Organization organizationCommand `cmd:"" help:"Enter the organization that the letters come from."`
	Token        tokenCommands       `cmd:"" help:"Tokens by which programs hand in applications."`
	Key          keyCommands         `cmd:"" help:"The keys with which determinations are signed."`
	Verify       verifyCommand       `cmd:"" help:"Check a letter or a signed determination."`
	Audit        auditCommands       `cmd:"" help:"The audit trail."`
}

// Exit codes besides 0.
const (
	exitFailed  = 1
	exitRefused = 2 // what was given breaks a rule; the message says which
)

func main() {
	if pdfium.IsWorker() {
		pdfium.ServeWorker()
	}
	if ocr.IsWorker() {
		ocr.ServeWorker()
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// run parses the arguments, runs the command and says what went wrong.
func run(ctx context.Context, args []string) int {
	var all commands
	parser, err := kong.New(&all, kong.Name("imr"), kong.Description("The IMR workbench, for expert reviewers in Independent Medical Review."),
		kong.UsageOnError(), kong.BindTo(ctx, (*context.Context)(nil)))
	if err != nil {
		panic(err) // the commands above are wrong
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		parser.Errorf("%s", err)
		return exitRefused
	}
	err = parsed.Run(ctx)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(os.Stderr, "imr: stopped before it was done")
		return exitFailed
	case fault.Of(err) != nil:
		fmt.Fprintln(os.Stderr, fault.Of(err))
		return exitRefused
	}
	fmt.Fprintln(os.Stderr, "imr:", err)
	return exitFailed
}
