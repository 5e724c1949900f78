package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"imr/internal/casework"
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
