package casework

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"imr/internal/account"
	"imr/internal/audit"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/sqlite"
)

// keysFolder of the data folder holds the private halves of the organization's keys,
// each in a file that only its owner reads.
const keysFolder = "keys"

// NewKey makes a key that signs from now on. The keys before it sign no more, and
// what they signed stays sound. Only the operator on the server may do so.
func (d *Desk) NewKey(ctx context.Context, by account.Actor) (determination.PublicKey, error) {
	if !by.IsCommand() {
		return determination.PublicKey{}, fault.New(fault.Forbidden, "Keys are made on the server with imr key new.")
	}
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return determination.PublicKey{}, err
	}
	k := determination.PublicKey{ID: determination.KeyID(public), Key: public}
	// The file first: a key in the database without its file could sign nothing.
	if err := writeKey(d.keyFile(k.ID), private); err != nil {
		return k, err
	}
	return k, d.db.Update(ctx, audit.By(by, "key.new", k.ID), func(tx *sqlite.Tx) error {
		k.From = tx.Now
		return tx.AddKey(k)
	})
}

// Keys lists the public keys, the oldest first. They are everybody's to know.
func (d *Desk) Keys(ctx context.Context) (ks []determination.PublicKey, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		ks, err = tx.Keys()
		return err
	})
	return ks, err
}

func (d *Desk) keyFile(id string) string {
	return filepath.Join(filepath.Dir(d.incoming), keysFolder, id+".pem")
}

func writeKey(path string, key ed25519.PrivateKey) error {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	err = pem.Encode(file, &pem.Block{Type: "PRIVATE KEY", Bytes: der})
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// signingKey is the private key in use. A file that others may read is refused: what
// it signs would prove nothing.
func (d *Desk) signingKey(tx *sqlite.Tx) (ed25519.PrivateKey, error) {
	keys, err := tx.Keys()
	if err != nil {
		return nil, err
	}
	if len(keys) == 0 {
		return nil, fault.New(fault.Invalid, "The organization has no key to sign with. Make one on the server with imr key new, then issue again.")
	}
	id := keys[len(keys)-1].ID
	path := d.keyFile(id)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.New(fault.Invalid, "The file of key %s is not in the folder %s of the data. Put it back, or make a new key with imr key new.", id, keysFolder)
	case err != nil:
		return nil, err
	case info.Mode().Perm()&0o077 != 0:
		return nil, fault.New(fault.Invalid, "Others may read the file of key %s. Make it private (chmod 600), or make a new key with imr key new.", id)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return parseKey(content, id)
}

func parseKey(content []byte, id string) (ed25519.PrivateKey, error) {
	block, _ := pem.Decode(content)
	if block == nil {
		return nil, fmt.Errorf("the file of key %s holds no key", id)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("key %s: %w", id, err)
	}
	key, ok := parsed.(ed25519.PrivateKey)
	if !ok || determination.KeyID(key.Public().(ed25519.PublicKey)) != id {
		return nil, fmt.Errorf("the file of key %s holds another key", id)
	}
	return key, nil
}
