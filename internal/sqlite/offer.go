package sqlite

import (
	"database/sql"
	"encoding/json"
	"time"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/casefile"
)

// ChoiceKind is how a case went to a reviewer.
type ChoiceKind string

// The kinds of choice.
const (
	ByOffer  ChoiceKind = "offer"
	Directly ChoiceKind = "direct"
)

// ChoiceAnswer is what became of a choice.
type ChoiceAnswer string

// The answers.
const (
	AcceptedOffer  ChoiceAnswer = "accepted"
	DeclinedOffer  ChoiceAnswer = "declined"
	TakenBack      ChoiceAnswer = "taken_back" // by the office, before an answer
	ReleasedChoice ChoiceAnswer = "released"   // recused, or the case was taken from them
)

// Choice is the choice of a reviewer with its frozen card and the last that became
// of it; Answer is empty while there is none.
type Choice struct {
	Seq          int
	Reviewer     account.UserID
	Kind         ChoiceKind
	Reason       string
	Card         assignment.Card
	At           time.Time
	Answer       ChoiceAnswer
	AnswerReason string
	Attested     []assignment.Answer
	AnsweredAt   time.Time
}

// Choose stores the choice with its card. The store refuses every later change.
func (t *Tx) Choose(key int64, c Choice) error {
	card, err := json.Marshal(c.Card)
	if err == nil {
		_, err = t.exec("offer.insert", sql.Named("case_id", key), sql.Named("reviewer_id", string(c.Reviewer)), sql.Named("kind", string(c.Kind)),
			sql.Named("reason", c.Reason), sql.Named("card", string(card)), sql.Named("chosen_at", t.stamp()))
	}
	return err
}

// AnswerChoice stores what became of the choice with the number.
func (t *Tx) AnswerChoice(key int64, c Choice) error {
	attested, err := json.Marshal(c.Attested)
	if err == nil {
		_, err = t.exec("offer.answer", sql.Named("case_id", key), sql.Named("seq", c.Seq), sql.Named("answer", string(c.Answer)),
			sql.Named("reason", c.AnswerReason), sql.Named("attestations", string(attested)), sql.Named("answered_at", t.stamp()))
	}
	return err
}

// Choices lists to whom the case was offered or given, the oldest first. What was
// accepted and released later keeps its attestation.
func (t *Tx) Choices(key int64) (out []Choice, err error) {
	_, err = all(t, "offer.of-case", []any{key}, func(s scanner) (struct{}, error) {
		var c Choice
		var card, attested string
		if err := s.Scan(&c.Seq, &c.Reviewer, &c.Kind, &c.Reason, &card, stamp{&c.At}, &c.Answer, &c.AnswerReason, &attested, stamp{&c.AnsweredAt}); err != nil {
			return struct{}{}, err
		}
		if err := json.Unmarshal([]byte(card), &c.Card); err != nil {
			return struct{}{}, err
		}
		if attested != "" {
			if err := json.Unmarshal([]byte(attested), &c.Attested); err != nil {
				return struct{}{}, err
			}
		}
		if n := len(out); n > 0 && out[n-1].Seq == c.Seq {
			if len(c.Attested) == 0 {
				c.Attested = out[n-1].Attested
			}
			out = out[:n-1]
		}
		out = append(out, c)
		return struct{}{}, nil
	})
	return out, err
}

// OffersTo lists the cases that wait for the reviewer's answer, the oldest first.
func (t *Tx) OffersTo(id account.UserID) ([]casefile.CaseNumber, error) {
	return all(t, "offer.open-of-reviewer", []any{string(id)}, func(s scanner) (n casefile.CaseNumber, err error) { return n, s.Scan(&n) })
}
