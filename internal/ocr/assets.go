package ocr

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
)

// embeddedName is what reads where no Tesseract is installed.
const embeddedName = "tesseract 5.1.0 wasm"

// Tesseract and its model of English, as assets/README.md describes them.
var (
	//go:embed assets/module.wasm.gz
	packedModule []byte
	//go:embed assets/eng.traineddata.gz
	packedModel []byte
)

// unpack gives back what an asset holds.
func unpack(asset []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(asset))
	if err != nil {
		return nil, fmt.Errorf("ocr: unpack an asset: %w", err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("ocr: unpack an asset: %w", err)
	}
	return data, nil
}
