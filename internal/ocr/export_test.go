package ocr

import (
	"context"
	"crypto/sha256"
	"fmt"
)

// Assets are the SHA-256 of what is carried and what it should be, by name.
func Assets() (map[string][2]string, error) {
	sums := map[string][2]string{}
	for name, asset := range map[string]struct {
		packed []byte
		sum    string
	}{"module": {packedModule, moduleSum}, "model": {packedModel, modelSum}} {
		data, err := unpack(asset.packed)
		if err != nil {
			return nil, err
		}
		sums[name] = [2]string{fmt.Sprintf("%x", sha256.Sum256(data)), asset.sum}
	}
	return sums, nil
}

// CoreVersion is the version of the npm package.
const CoreVersion = coreVersion

// EmbeddedVersion is the version that the carried Tesseract itself tells.
func EmbeddedVersion(ctx context.Context, cacheDir string) (string, error) {
	t, err := openTesseract(ctx, cacheDir, 512)
	if err != nil {
		return "", err
	}
	return t.version(ctx)
}

// NewResult is newResult.
func NewResult(p Page, table []byte) (Result, error) { return newResult(p, table, "") }

// Busy reports whether a worker, which is ready, is at a page.
func Busy(e *Engine) bool { return e.pool.Busy() > 0 }

// Native reports whether the engine reads with an installed program.
func Native(e *Engine) bool { return e.native().path != "" }
