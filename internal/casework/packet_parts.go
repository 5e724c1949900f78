package casework

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/calendar"
	"imr/internal/determination"
	"imr/internal/guideline"
	"imr/internal/packet"
	"imr/internal/quality"
	"imr/internal/reviewer"
	"imr/internal/sqlite"
)

func (k packing) outside() bool { return k.Profile == packet.Outside }

// when is a moment for inside and its day for outsiders: at which hour somebody works
// may tell who they are.
func (k packing) when(at time.Time) string {
	if k.outside() {
		return calendar.DateOf(at).String()
	}
	return at.UTC().Format(time.RFC3339)
}

// records are the documents with the SHA-256 of each file and of each page's text.
func (k packing) records() error {
	documents := [][]string{{"document", "kind", "title", "author", "dated", "received", "source", "pages", "sha256_of_pdf"}}
	for _, d := range k.s.Documents {
		documents = append(documents, []string{string(d.ID), string(d.Kind), k.hidden.Text(d.Title), d.Author, d.Dated.String(), d.Received.String(), string(d.Source), strconv.Itoa(d.Pages), d.SHA256})
	}
	if err := k.AddTable("records/documents.csv", "The documents of the case file, each with the SHA-256 of its PDF.", documents); err != nil {
		return err
	}
	pages, err := k.tx.Pages(k.s.Key)
	if err != nil {
		return err
	}
	rows := [][]string{{"document", "page", "words", "sha256_of_text"}}
	for _, p := range pages {
		rows = append(rows, []string{string(p.Document), strconv.Itoa(p.Number), strconv.Itoa(len(p.Words)), determination.SHA256([]byte(p.Text()))})
	}
	return k.AddTable("records/pages.csv", "Every page of the case file with the SHA-256 of its text, as the reviewer could search and read it.", rows)
}

// coverage is what of the records was on the screen of who signed the newest version.
func (k packing) coverage() error {
	signed, err := k.tx.SignedVersions(k.s.Key)
	if err != nil || len(signed) == 0 {
		return err
	}
	views, err := k.tx.Views(k.s.Key, signed[len(signed)-1].Signer)
	if err != nil {
		return err
	}
	seen := map[PageName]View{}
	for _, v := range views {
		seen[v.Page] = v
	}
	copies, err := copiesOf(k.tx, k.s.Key)
	if err != nil {
		return err
	}
	pages, err := k.tx.PageSizes(k.s.Key)
	if err != nil {
		return err
	}
	rows := [][]string{{"document", "page", "on_screen", "seconds", "copy_of"}}
	for _, p := range pages {
		name := PageName{Document: p.Document, Number: p.Number}
		of, v, on := "", seen[name], "no"
		if c, is := copies[name]; is {
			of = fmt.Sprintf("%s page %d", c.Document, c.Number)
		}
		if !v.First.IsZero() {
			on = "yes"
		}
		rows = append(rows, []string{string(p.Document), strconv.Itoa(p.Number), on, strconv.Itoa(int(v.Time.Seconds())), of})
	}
	return k.AddTable("coverage.csv", "Which pages were on the reviewer’s screen, and for how long.", rows)
}

// packetChoice is to whom the case went, as assignment.json has it. For outsiders it tells
// how the choice was made and of nobody.
type packetChoice struct {
	On         string                 `json:"on"`
	Kind       sqlite.ChoiceKind      `json:"kind"`
	Answer     sqlite.ChoiceAnswer    `json:"answer"`
	Candidates int                    `json:"candidates"`
	Excluded   int                    `json:"excluded"`
	Reasons    []reviewer.Reason      `json:"reasons"` // why the one who was chosen may have it
	Attested   []attested             `json:"attested"`
	Reviewer   account.UserID         `json:"reviewer,omitempty"`
	Code       string                 `json:"code,omitempty"`
	Why        string                 `json:"reason_given,omitempty"`
	Ranked     []assignment.Candidate `json:"ranked,omitempty"`
	Unsuitable []assignment.Candidate `json:"unsuitable,omitempty"`
}

type attested struct {
	Party string `json:"party"`
	Free  bool   `json:"free_of_any_tie"`
}

func (k packing) choices() error {
	all, err := k.tx.Choices(k.s.Key)
	if err != nil {
		return err
	}
	out := []packetChoice{}
	for _, c := range all {
		one := packetChoice{On: k.when(c.At), Kind: c.Kind, Answer: c.Answer, Candidates: len(c.Card.Ranked), Excluded: len(c.Card.Unsuitable)}
		if candidate, _, found := c.Card.Of(c.Reviewer); found {
			one.Reasons = slices.Clone(candidate.Reasons)
		}
		for _, a := range c.Attested {
			one.Attested = append(one.Attested, attested{a.Party, a.Free})
		}
		if k.outside() {
			for i := range one.Reasons {
				one.Reasons[i].Text = "" // it may count the person's cases and days
			}
		} else {
			one.Reviewer, one.Code, one.Why, one.Ranked, one.Unsuitable = c.Reviewer, quality.ReviewerCode(c.Reviewer), c.Reason, c.Card.Ranked, c.Card.Unsuitable
		}
		out = append(out, one)
	}
	return k.AddJSON("assignment.json", "How the reviewer was chosen, and what they attested of their ties.", out)
}

// guidelines are the editions that the decisions cite and those in force at the time.
func (k packing) guidelines(issues []sqlite.Issued, library guideline.Library) error {
	last, err := determination.ParseIssued(issues[len(issues)-1].Canonical)
	if err != nil {
		return err
	}
	on := last.Determination.Case.UR.DecisionDate
	rows := [][]string{{"item", "cited", "edition_in_library", "publisher", "published", "in_force_from", "in_force_to", "in_force_on_" + on.String()}}
	for _, it := range last.Determination.Items {
		for _, c := range it.Citations {
			for _, e := range library.Named(c) {
				rows = append(rows, []string{string(it.ID), c.Line(), e.Source + " " + e.Chapter + " " + e.Year, e.Publisher, e.Published, e.From.String(), e.To.String(), yesNo(e.InForceOn(on))})
			}
			if len(library.Named(c)) == 0 {
				rows = append(rows, []string{string(it.ID), c.Line(), "", "", "", "", "", ""})
			}
		}
	}
	return k.AddTable("guidelines.csv", "Each citation of the newest version with the editions of the library that it may mean.", rows)
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// reviews are the signed versions and every saved version of the draft. Outsiders
// learn that a draft was saved and its hash, not its words.
func (k packing) reviews() error {
	signed, err := k.tx.SignedVersions(k.s.Key)
	if err != nil {
		return err
	}
	for _, v := range signed {
		k.Add(fmt.Sprintf("review/signed-%d.json", v.Version), fmt.Sprintf("Version %d of the review as its reviewer signed it on %s.", v.Version, calendar.DateOf(v.At).Long()), v.Canonical)
	}
	drafts, err := k.tx.DraftVersions(k.s.Key)
	if err != nil {
		return err
	}
	rows := [][]string{{"part", "version", "saved", "sha256"}}
	for _, d := range drafts {
		rows = append(rows, []string{d.Part, strconv.Itoa(d.Version), k.when(d.At), determination.SHA256([]byte(d.Body))})
		if !k.outside() {
			k.Add(fmt.Sprintf("review/drafts/%s-%d-%s.json", d.Part, d.Version, d.At.UTC().Format("20060102T150405.000000")), "A saved version of a part of the draft.", []byte(d.Body))
		}
	}
	return k.AddTable("review/drafts.csv", "Every version of the draft that was saved, with its SHA-256.", rows)
}

// judged is a director's judgement, as quality.json has it.
type judged struct {
	Number   int             `json:"number"`
	Version  int             `json:"version"`
	On       string          `json:"on"`
	Outcome  quality.Outcome `json:"outcome"`
	Second   bool            `json:"second_look"`
	Points   int             `json:"points"`
	Most     int             `json:"of"`
	Scores   []quality.Score `json:"scorecard"`
	Remarks  []string        `json:"remarks"`
	Note     string          `json:"note"`
	Director account.UserID  `json:"director,omitempty"`
}

func (k packing) judgements() error {
	made, err := k.tx.Judgements(k.s.Key)
	if err != nil {
		return err
	}
	out := []judged{}
	for _, j := range made {
		one := judged{Number: j.Number, Version: j.Version, On: k.when(j.At), Outcome: j.Outcome, Second: j.Second, Points: j.Total(), Most: quality.Most(), Scores: j.Scores, Note: k.hidden.Text(j.Note)}
		for _, r := range j.Remarks {
			one.Remarks = append(one.Remarks, k.hidden.Text(fmt.Sprintf("On “%s”: %s", r.Words, r.Text)))
		}
		if !k.outside() {
			one.Director = j.Director
		}
		out = append(out, one)
	}
	return k.AddJSON("quality.json", "How directors judged the review, with the scorecard.", out)
}

// orders are those that sent the case back.
func (k packing) orders() error {
	orders, err := k.tx.Orders(k.s.Key)
	if err != nil || len(orders) == 0 {
		return err
	}
	rows := [][]string{{"ordered_on", "ground", "facts"}}
	for _, o := range orders {
		rows = append(rows, []string{o.On.String(), string(o.Ground), k.hidden.Text(o.Facts)})
	}
	return k.AddTable("orders.csv", "The orders that sent the case back.", rows)
}
