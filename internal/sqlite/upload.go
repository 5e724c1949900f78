package sqlite

import (
	"database/sql"
	"encoding/json"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/finding"
)

// UploadState is what became of an uploaded file.
type UploadState string

// The states: a document of the case; kept apart because it names another person;
// kept apart and then thrown away.
const (
	UploadTaken     UploadState = "taken"
	UploadApart     UploadState = "apart"
	UploadDiscarded UploadState = "discarded"
)

// Upload is a file that came in whole. Document is empty unless it was taken.
type Upload struct {
	ID       string
	State    UploadState
	Document casefile.DocumentID
	File     string // its name as it was uploaded
	Source   casefile.DocumentSource
	Received calendar.Date
	SHA256   string
	Size     int64              // in bytes
	Places   []finding.Evidence // where it names another person
}

// AddUpload stores what became of an uploaded file.
func (t *Tx) AddUpload(key int64, u Upload) error {
	places, err := json.Marshal(u.Places)
	if err != nil {
		return err
	}
	_, err = t.exec("upload.insert", u.ID, key, sql.Named("state", u.State), sql.Named("document", u.Document), sql.Named("file", u.File),
		sql.Named("source", u.Source), sql.Named("received", date{&u.Received}), sql.Named("sha256", u.SHA256),
		sql.Named("size", u.Size), sql.Named("places", string(places)))
	return err
}

func scanUpload(s scanner) (u Upload, err error) {
	var places string
	if err := s.Scan(&u.ID, &u.State, &u.Document, &u.File, &u.Source, date{&u.Received}, &u.SHA256, &u.Size, &places); err != nil {
		return u, err
	}
	return u, json.Unmarshal([]byte(places), &u.Places)
}

// Upload returns the upload of the case with the id.
func (t *Tx) Upload(key int64, id string) (u Upload, found bool, err error) {
	us, err := all(t, "upload.one", []any{sql.Named("id", id), sql.Named("case_id", key)}, scanUpload)
	if err != nil || len(us) == 0 {
		return Upload{}, false, err
	}
	return us[0], true, nil
}

// UploadsApart lists the uploads of the case that are kept apart.
func (t *Tx) UploadsApart(key int64) ([]Upload, error) {
	return all(t, "upload.apart", []any{key}, scanUpload)
}

// IsApart reports whether an upload with the id is kept apart, in whatever case.
func (t *Tx) IsApart(id string) (bool, error) {
	var one int
	return t.one("upload.is-apart", []any{id}, []any{&one})
}

// SettleUpload says what became of an upload that was kept apart; done is false
// where it is kept apart no more.
func (t *Tx) SettleUpload(key int64, u Upload) (done bool, err error) {
	n, err := t.exec("upload.settle", sql.Named("state", u.State), sql.Named("document", u.Document), sql.Named("id", u.ID), sql.Named("case_id", key))
	return n == 1, err
}

// IsStored reports whether any document of any case has the content.
func (t *Tx) IsStored(sha256 string) (bool, error) {
	var one int
	return t.one("upload.is-stored", []any{sha256}, []any{&one})
}

// AddDocument stores a document of the case at the position, which is the number
// of those before it, with its pages, and asks for it to be read.
func (t *Tx) AddDocument(key int64, position int, d casefile.Document, pages []casefile.Page) error {
	if _, err := t.exec("case.insert-document", append([]any{key, position}, documentColumns(&d)...)...); err != nil {
		return err
	}
	if err := t.AddPages(key, position, pages); err != nil {
		return err
	}
	if _, err := t.exec("work.count-change", key); err != nil {
		return err
	}
	return t.Enqueue(key, position, ReadText)
}

// StepState is a step that is not done. Position is of the document, or WholeCase.
type StepState struct {
	Position int
	Step     Step
	State    string // waiting, running or failed
	Reason   string // of a step that failed
}

// StepStates lists the steps of the case that are not done, in the order of the documents.
func (t *Tx) StepStates(key int64) ([]StepState, error) {
	return all(t, "upload.steps", []any{key}, func(s scanner) (st StepState, err error) {
		return st, s.Scan(&st.Position, &st.Step, &st.State, &st.Reason)
	})
}

// PageCounts counts the pages of each document of the case, by its position, by
// how they were read.
func (t *Tx) PageCounts(key int64) (map[int]map[casefile.Reading]int, error) {
	out := map[int]map[casefile.Reading]int{}
	_, err := all(t, "upload.page-counts", []any{key}, func(s scanner) (struct{}, error) {
		var position, n int
		var r casefile.Reading
		err := s.Scan(&position, &r, &n)
		if out[position] == nil {
			out[position] = map[casefile.Reading]int{}
		}
		out[position][r] = n
		return struct{}{}, err
	})
	return out, err
}

// Retry puts the steps of a document that were given up back into the queue and
// returns how many.
func (t *Tx) Retry(key int64, position int) (int64, error) {
	return t.exec("upload.retry", sql.Named("case_id", key), sql.Named("position", position))
}
