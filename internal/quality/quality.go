// Package quality judges a review that is handed in: a director approves it or
// returns it with remarks, and never changes it (LC 139.5(d)(3)(B)). A share drawn at
// random is looked at by a second director. The scorecard and the settings are data.
package quality

import (
	"crypto/sha256"
	_ "embed" // the data
	"encoding/base32"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/fault"
)

// Outcome is what a director says of a review.
type Outcome string

// The outcomes.
const (
	Approved Outcome = "approve"
	Returned Outcome = "return"
)

// Place is where in the review a remark is about: a sentence of the summary, or of
// the rationale of an item. Sentence counts from 0 in the version that was judged.
type Place struct {
	Item     casefile.ItemID // empty for the summary
	Sentence int
}

// Remark is what a director says of a sentence, with its words then.
type Remark struct {
	Place
	ID    string // of the sentence of the summary; empty in a rationale
	Words string
	Text  string
}

// Criterion is a line of the scorecard; Points is the most that it gives.
type Criterion struct {
	Code           string
	Points         int
	Label, Meaning string
}

// Score is the points given for a criterion.
type Score struct {
	Code   string
	Points int
}

// Judgement is what one director decided on one version of a determination.
type Judgement struct {
	Version int // of the signed determination
	Outcome Outcome
	Remarks []Remark
	Scores  []Score
	Note    string // on the whole, optional
}

//go:embed scorecard.csv
var scorecardData string

//go:embed settings.csv
var settingsData string

// Scorecard is the lines of the scorecard in their order.
func Scorecard() []Criterion {
	var out []Criterion
	for _, row := range rows(scorecardData) {
		out = append(out, Criterion{row[0], number(row[1]), row[2], row[3]})
	}
	return out
}

// Most is the points of a review without any fault.
func Most() int {
	sum := 0
	for _, c := range Scorecard() {
		sum += c.Points
	}
	return sum
}

// Total is the points given.
func (j Judgement) Total() int {
	sum := 0
	for _, s := range j.Scores {
		sum += s.Points
	}
	return sum
}

// Validate reports what the judgement lacks: a review is returned with a remark at
// least, approved without any, and every line of the scorecard is filled once.
func (j Judgement) Validate() error {
	var bad fault.Fields
	switch {
	case j.Outcome != Approved && j.Outcome != Returned:
		bad.Add("outcome", "Choose whether the review is approved or returned.")
	case j.Outcome == Returned && len(j.Remarks) == 0:
		bad.Add("remarks", "Write a remark on a sentence at least: the reviewer must see what to amend.")
	case j.Outcome == Approved && len(j.Remarks) > 0:
		bad.Add("remarks", "A review with remarks is returned. Take the remarks out to approve it.")
	}
	for _, c := range Scorecard() {
		i := slices.IndexFunc(j.Scores, func(s Score) bool { return s.Code == c.Code })
		if i < 0 || j.Scores[i].Points < 0 || j.Scores[i].Points > c.Points {
			bad.Add("score-"+c.Code, "Give %s 0 to %d points.", c.Label, c.Points)
		}
	}
	if len(j.Scores) > len(Scorecard()) {
		bad.Add("scores", "Give points once for each line of the scorecard and for nothing else.")
	}
	return bad.Err("The review was not judged.")
}

// ReviewerCode stands for a reviewer before directors, who judge without knowing
// whose work it is. It is the same in all cases.
func ReviewerCode(id account.UserID) string {
	sum := sha256.Sum256([]byte("imr-reviewer-code/1 " + id))
	return "R-" + base32.StdEncoding.EncodeToString(sum[:])[:6]
}

// Sentences splits a text after full stops, question and exclamation marks that a
// blank and a capital or a digit follow, and at line ends. Nothing is lost but blanks.
func Sentences(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		begin := 0
		for i := 0; i+2 < len(line); i++ {
			if strings.IndexByte(".?!", line[i]) >= 0 && line[i+1] == ' ' && begins(line[i+2]) && !abbreviates(line[begin:i]) {
				out = append(out, strings.TrimSpace(line[begin:i+1]))
				begin = i + 1
			}
		}
		if rest := strings.TrimSpace(line[begin:]); rest != "" {
			out = append(out, rest)
		}
	}
	return out
}

func begins(b byte) bool { return b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' }

// abbreviates reports whether the text ends in a title or a single letter, after
// which a full stop ends no sentence.
func abbreviates(s string) bool {
	word := s[strings.LastIndexByte(s, ' ')+1:]
	return len(word) == 1 || slices.Contains([]string{"Dr", "Mr", "Ms", "Mrs", "vs", "No", "St"}, word)
}

// rows reads data that came with the program, without its head.
func rows(data string) [][]string {
	all, err := csv.NewReader(strings.NewReader(data)).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("quality: %v", err))
	}
	return all[1:]
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(fmt.Sprintf("quality: %v", err))
	}
	return n
}
