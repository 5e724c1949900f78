package determination

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"time"
)

// SealedFormat names the layout of the file in which an issued determination leaves.
const SealedFormat = "imr-sealed/1"

// Sealed is the canonical JSON of an issued determination with the signature of the
// organization's key over it.
type Sealed struct {
	Document  []byte
	Key       string
	Signature []byte
}

// sealedBytes is what is signed: the purpose and the length before the bytes, so
// that the signature is good for nothing else.
func sealedBytes(document []byte) []byte {
	return append(fmt.Appendf(nil, "%s %d ", "imr-determination-v1", len(document)), document...)
}

// Seal signs the canonical JSON.
func Seal(document []byte, key ed25519.PrivateKey) Sealed {
	return Sealed{document, KeyID(key.Public().(ed25519.PublicKey)), ed25519.Sign(key, sealedBytes(document))}
}

// SignedBy reports whether the key signed exactly these bytes.
func (s Sealed) SignedBy(key ed25519.PublicKey) bool {
	return len(key) == ed25519.PublicKeySize && KeyID(key) == s.Key && ed25519.Verify(key, sealedBytes(s.Document), s.Signature)
}

// KeyID names a public key by the beginning of its SHA-256.
func KeyID(key ed25519.PublicKey) string {
	sum := sha256.Sum256(key)
	return hex.EncodeToString(sum[:8])
}

type signatureLayout struct {
	Algorithm string `json:"algorithm"`
	Key       string `json:"key"`
	Value     string `json:"value"`
}

// File is the sealed determination as it leaves: canonical JSON with the members
// format, issued and signature.
func (s Sealed) File() ([]byte, error) {
	signature, err := appendCanonical(nil, reflect.ValueOf(signatureLayout{"Ed25519", s.Key, base64.StdEncoding.EncodeToString(s.Signature)}))
	return fmt.Appendf(nil, `{"format":%q,"issued":%s,"signature":%s}`, SealedFormat, s.Document, signature), err
}

// ErrNotSealed means that a file is not of the form that File writes.
var ErrNotSealed = errors.New("not a sealed determination")

// ParseSealed reads what File wrote, and refuses every other byte.
func ParseSealed(file []byte) (Sealed, Issued, error) {
	var l struct {
		Format    string          `json:"format"`
		Issued    json.RawMessage `json:"issued"`
		Signature signatureLayout `json:"signature"`
	}
	if json.Unmarshal(file, &l) != nil || l.Format != SealedFormat || l.Signature.Algorithm != "Ed25519" {
		return Sealed{}, Issued{}, ErrNotSealed
	}
	value, err := base64.StdEncoding.DecodeString(l.Signature.Value)
	if err != nil {
		return Sealed{}, Issued{}, ErrNotSealed
	}
	s := Sealed{l.Issued, l.Signature.Key, value}
	again, err := s.File()
	if err != nil || !bytes.Equal(again, file) {
		return Sealed{}, Issued{}, ErrNotSealed
	}
	i, err := ParseIssued(s.Document)
	if err != nil || i.Key != s.Key {
		return Sealed{}, Issued{}, ErrNotSealed
	}
	return s, i, nil
}

// PublicKey is a key of the organization by which its signatures are checked. It
// signs from From until Until; Until is zero while it is the one in use.
type PublicKey struct {
	ID          string
	Key         ed25519.PublicKey
	From, Until time.Time
}

// In reports whether the key signed at the moment.
func (k PublicKey) In(at time.Time) bool {
	return !at.Before(k.From) && (k.Until.IsZero() || at.Before(k.Until))
}
