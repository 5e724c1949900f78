package casework

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// The cost of a password hash: 19 MiB, two passes, one lane, as OWASP's password
// storage guide asks of argon2id.
const (
	hashMemory = 19 * 1024 // KiB
	hashTime   = 2
	hashLanes  = 1
	hashSize   = 32
)

const hashFormat = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"

// absentHash is compared for an address without an account, so that the answer
// takes as long as for one with an account. No password has it.
var absentHash = stored(make([]byte, 16), make([]byte, hashSize))

// hash makes the stored form of a password. It waits for its turn.
func (g guard) hash(ctx context.Context, password string) (string, error) {
	select {
	case g.hashing <- struct{}{}:
		defer func() { <-g.hashing }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	salt := make([]byte, 16)
	rand.Read(salt)
	return hashWith(password, salt), nil
}

// matches reports whether the password is the one that was hashed. It waits for its turn.
func (g guard) matches(ctx context.Context, password, hash string) (bool, error) {
	select {
	case g.hashing <- struct{}{}:
		defer func() { <-g.hashing }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	parts := strings.Split(hash, "$")
	if len(parts) != 6 {
		return false, fmt.Errorf("a stored password hash is damaged")
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false, fmt.Errorf("a stored password hash is damaged")
	}
	return subtle.ConstantTimeCompare([]byte(hashWith(password, salt)), []byte(hash)) == 1, nil
}

// hashWith normalizes to NFC first: the same password typed on another system
// may come as other code points.
func hashWith(password string, salt []byte) string {
	return stored(salt, argon2.IDKey([]byte(norm.NFC.String(password)), salt, hashTime, hashMemory, hashLanes, hashSize))
}

func stored(salt, sum []byte) string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf(hashFormat, hashMemory, hashTime, hashLanes, b64(salt), b64(sum))
}
