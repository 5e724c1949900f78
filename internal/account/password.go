package account

import (
	"strings"
	"unicode/utf8"

	"imr/internal/fault"
)

// The bounds of a password in characters: at least 15 where it is the only
// factor, and long pass phrases are welcome (NIST SP 800-63B-4).
const (
	PasswordMin = 15
	PasswordMax = 256
)

// CheckPassword refuses a password that is too short or long, that repeats a
// short pattern, or that holds the person's own name or address. It asks for no
// mixture of characters, because that makes passwords no better.
func CheckPassword(password string, u User) error {
	n := utf8.RuneCountInString(password)
	var bad fault.Fields
	switch folded := strings.ToLower(password); {
	case n < PasswordMin:
		bad.Add("password", "Use at least %d characters; a few words in a row are good.", PasswordMin)
	case n > PasswordMax:
		bad.Add("password", "Use at most %d characters.", PasswordMax)
	case repeats(folded):
		bad.Add("password", "Use a password that does not repeat one short pattern.")
	case holdsAny(folded, u):
		bad.Add("password", "Use a password without your own name or e-mail address.")
	}
	return bad.Err("This password cannot be used.")
}

func repeats(s string) bool {
	for size := 1; size <= 4 && size*2 < len(s); size++ {
		if strings.Repeat(s[:size], len(s)/size+1)[:len(s)] == s {
			return true
		}
	}
	return false
}

func holdsAny(folded string, u User) bool {
	local, _, _ := strings.Cut(FoldEmail(u.Email), "@")
	for _, word := range append(strings.Fields(strings.ToLower(u.Name)), local) {
		if len(word) >= 4 && strings.Contains(folded, word) {
			return true
		}
	}
	return false
}
