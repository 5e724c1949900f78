// Command scan writes a case bundle whose records are one long scan: the pages of
// a sample case drawn at 200 dots an inch, with the grain of a scanner on them, one
// gray JPEG a page. Every person in it is invented.
//
//	go run -tags sqlite_fts5 ./web/e2e/bench/scan DIR [PAGES]
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"

	"imr/internal/bundle"
	"imr/internal/casefile"
	"imr/internal/pdfium"
	"imr/internal/sample"
)

const (
	number    = "CM14-0990001"
	dpi       = 200
	different = 20     // pages; the others are scanned again, with other grain
	pageBytes = 94_000 // about: 3,000 of them make 280 MB
)

func main() {
	if pdfium.IsWorker() {
		pdfium.ServeWorker()
	}
	pages := 3000
	err := errors.New("usage: scan DIR [PAGES]")
	if len(os.Args) > 1 {
		if len(os.Args) > 2 {
			pages, err = strconv.Atoi(os.Args[2])
		}
		if len(os.Args) == 2 || err == nil {
			err = write(context.Background(), os.Args[1], pages)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "scan:", err)
		os.Exit(1)
	}
	fmt.Println(number)
}

// write makes the folder of the bundle.
func write(ctx context.Context, dir string, pages int) error {
	temp, err := os.MkdirTemp("", "imr-scan-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	if err := sample.WriteBundle(filepath.Join(temp, "case1"), "case1"); err != nil {
		return err
	}
	b, err := bundle.Open(filepath.Join(temp, "case1"))
	if err != nil {
		return err
	}
	defer b.Close()
	sheets, err := draw(ctx, b)
	if err != nil {
		return err
	}
	c := b.Case
	c.Number = number
	c.Documents = []casefile.Document{c.Documents[3]}
	c.Documents[0].ID, c.Documents[0].File, c.Documents[0].Title = "d1", "records/scan.pdf", "Records by subpoena, scanned"
	text, err := bundle.Encode(c, nil)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(dir, "records"), 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "case.json"), text, 0o600); err != nil {
		return err
	}
	return writeScan(filepath.Join(dir, "records", "scan.pdf"), sheets, pages)
}

// draw draws the first pages of the records.
func draw(ctx context.Context, b *bundle.Bundle) (sheets []*image.Gray, err error) {
	engine := pdfium.New(pdfium.Config{})
	defer engine.Close()
	for _, d := range b.Case.Documents {
		file, err := b.OpenFile(d.ID)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		sizes, err := engine.Inspect(ctx, file)
		if err != nil {
			return nil, err
		}
		for n := range sizes {
			if len(sheets) == different {
				return sheets, nil
			}
			drawn, err := engine.Gray(ctx, file, n+1, dpi)
			if err != nil {
				return nil, err
			}
			sheets = append(sheets, drawn.Gray)
		}
	}
	return sheets, nil
}

// scanned is a sheet as a scanner gives it: grainy, on paper that is not quite white.
func scanned(sheet *image.Gray, seed uint64) ([]byte, error) {
	random := rand.New(rand.NewPCG(seed, 7))
	grainy := image.NewGray(sheet.Rect)
	for i, v := range sheet.Pix {
		grain := random.Uint32() % 24
		grainy.Pix[i] = uint8(min(255, 20+uint32(v)*215/255+grain))
	}
	var out bytes.Buffer
	for quality := 46; ; quality -= 8 {
		out.Reset()
		if err := jpeg.Encode(&out, grainy, &jpeg.Options{Quality: quality}); err != nil {
			return nil, err
		}
		if out.Len() < pageBytes || quality < 12 {
			return out.Bytes(), nil
		}
	}
}
