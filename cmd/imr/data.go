package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/reading"
)

// dataFlag says where the application keeps what it stores.
type dataFlag struct {
	Data string `help:"Folder of the database and the documents; made where it is missing." default:"data" env:"IMR_DATA" type:"path"`
}

func (f dataFlag) open(ctx context.Context) (*casework.Desk, error) {
	return casework.Open(ctx, f.Data, time.Now)
}

// withDesk opens the data folder for one act.
func (f dataFlag) withDesk(ctx context.Context, act func(*casework.Desk) error) error {
	desk, err := f.open(ctx)
	if err != nil {
		return err
	}
	defer desk.Close()
	return act(desk)
}

// withStored opens a data folder that is there already. A mistyped --data would
// otherwise make an empty one, whose audit trail is sound.
func (f dataFlag) withStored(ctx context.Context, act func(*casework.Desk) error) error {
	if _, err := os.Stat(filepath.Join(f.Data, "imr.db")); errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.NotFound, "Nothing is stored in %s; name the folder of the data with --data.", f.Data)
	}
	return f.withDesk(ctx, act)
}

// withReader starts the reading of PDFs for one command.
func withReader(act func(*reading.Reader) error) error {
	reader := reading.New()
	defer reader.Close()
	return act(reader)
}

// demoData is where the demo keeps its data unless told otherwise.
func demoData() (string, error) {
	cache, err := os.UserCacheDir()
	return filepath.Join(cache, "imr", "demo"), err
}
