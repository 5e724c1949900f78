package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"imr/internal/review"
)

// Key names the finding in an address. It is made of what an answer to it is
// about, so it stays as long as an answer would stand; findings that share an
// answer share it.
func (f Finding) Key() string {
	sum := sha256.Sum256([]byte(strings.Join([]string{string(f.Code), string(f.Item), oneLine(f.Text)}, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// AnswerTo returns the reviewer's answer to the finding, if there is one. It
// stands only as long as the words that it is about, up to white space.
func AnswerTo(answers []review.Answer, f Finding) (review.Answer, bool) {
	i := slices.IndexFunc(answers, func(a review.Answer) bool {
		return a.Finding == string(f.Code) && a.Item == f.Item && !blank(a.Answer) && oneLine(a.Text) == oneLine(f.Text)
	})
	if i < 0 {
		return review.Answer{}, false
	}
	return answers[i], true
}

// Earlier lists the answers that stand no more, because no finding is about their
// words, in their order. One whose reason stands again at other words of the same
// check and item is left out.
func Earlier(answers []review.Answer, fs []Finding) []review.Answer {
	var standing []review.Answer
	for _, f := range fs {
		if a, ok := AnswerTo(answers, f); ok {
			standing = append(standing, a)
		}
	}
	var out []review.Answer
	for _, a := range answers {
		again := func(s review.Answer) bool {
			return s == a || s.Finding == a.Finding && s.Item == a.Item && s.Answer == a.Answer
		}
		if !blank(a.Answer) && !slices.ContainsFunc(standing, again) {
			out = append(out, a)
		}
	}
	return out
}
