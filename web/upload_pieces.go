package web

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/tus/tusd/v2/pkg/filelocker"
	"github.com/tus/tusd/v2/pkg/filestore"
	tus "github.com/tus/tusd/v2/pkg/handler"
	"golang.org/x/exp/slog"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/templates"
)

const (
	piecesPath = "/cases/:number/uploads"
	piecePath  = piecesPath + "/:upload"
)

// pieces receives files piece by piece by the protocol tus 1.0 (tus.io), so that a
// transfer that was broken off goes on where it stopped. What it holds is no
// record yet: that is FinishUpload's to say.
type pieces struct {
	store    filestore.FileStore
	locker   filelocker.FileLocker
	composer *tus.StoreComposer
}

// The notes that are kept with a file while it comes in.
const (
	noteCase, noteBy, noteFile = "case", "by", "filename"
	noteSource, noteReceived   = "source", "received"
	noteModified               = "modified"
)

// lockPoll is how often a transfer that goes on looks whether the broken one has let go.
const lockPoll = 200 * time.Millisecond

var uploadID = regexp.MustCompile(`^[A-Z2-7]{26}$`)

// newPieces receives files in the folder. Locks that are in it are of a server
// that is gone, which shares its process number with this one where each is the
// first of its machine, and so would never count as gone.
func newPieces(folder string) (*pieces, error) {
	for _, ending := range []string{".lock", ".stop"} {
		locks, err := filepath.Glob(filepath.Join(folder, "*"+ending))
		if err != nil {
			return nil, err
		}
		for _, lock := range locks {
			if err := os.Remove(lock); err != nil {
				return nil, err
			}
		}
	}
	p := &pieces{store: filestore.New(folder), locker: filelocker.New(folder), composer: tus.NewStoreComposer()}
	p.store.FileModePerm, p.store.DirModePerm = 0o600, 0o700
	p.locker.AcquirerPollInterval, p.locker.HolderPollInterval = lockPoll, lockPoll
	p.composer.UseCore(p.store)
	p.composer.UseTerminater(p.store)
	p.composer.UseLocker(p.locker)
	return p, nil
}

// document is what was said of a file when its transfer began.
func document(notes tus.MetaData) casework.NewDocument {
	form := uploadForm{source: notes[noteSource], received: notes[noteReceived]}
	return form.document(notes[noteFile])
}

// own returns the notes of the request's upload, where it is of the case and of
// who asks; else there is none.
func (p *pieces) own(c echo.Context) (tus.FileInfo, error) {
	missing := fault.New(fault.NotFound, "There is no such transfer. Choose the file again.")
	id := c.Param("upload")
	if !uploadID.MatchString(id) {
		return tus.FileInfo{}, missing
	}
	u, err := p.store.GetUpload(c.Request().Context(), id)
	if errors.Is(err, tus.ErrNotFound) {
		return tus.FileInfo{}, missing
	}
	if err != nil {
		return tus.FileInfo{}, err
	}
	info, err := u.GetInfo(c.Request().Context())
	if err == nil && (info.MetaData[noteCase] != string(caseNumber(c)) || info.MetaData[noteBy] != string(actor(c).ID)) {
		err = missing
	}
	return info, err
}

// unfinished lists the transfers to the case that who asks began and that are not done.
func (p *pieces) unfinished(c echo.Context) ([]templates.UnfinishedUpload, error) {
	found, err := filepath.Glob(filepath.Join(p.store.Path, "*.info"))
	var out []templates.UnfinishedUpload
	for _, path := range found {
		u, err := p.store.GetUpload(c.Request().Context(), strings.TrimSuffix(filepath.Base(path), ".info"))
		if err != nil {
			continue // it ended in this moment
		}
		info, err := u.GetInfo(c.Request().Context())
		notes := info.MetaData
		if err != nil || notes[noteCase] != string(caseNumber(c)) || notes[noteBy] != string(actor(c).ID) || info.Offset >= info.Size {
			continue
		}
		out = append(out, templates.UnfinishedUpload{File: notes[noteFile], Size: strconv.FormatInt(info.Size, 10), Modified: notes[noteModified],
			URL: pieceURL(caseNumber(c), info.ID), Text: megabytes(info.Offset) + " of " + megabytes(info.Size)})
	}
	return out, err
}

func pieceURL(number casefile.CaseNumber, id string) string {
	return caseURL(number) + "/uploads/" + id
}

// beginPieces makes a place for a file of which nothing came yet.
func (s *Server) beginPieces(c echo.Context) error {
	notes := tus.ParseMetadataHeader(c.Request().Header.Get("Upload-Metadata"))
	if err := s.desk.MayUpload(c.Request().Context(), actor(c), caseNumber(c)); err != nil {
		return err
	}
	if err := document(notes).Validate(s.desk.Today()); err != nil {
		return err
	}
	length, _ := strconv.ParseInt(c.Request().Header.Get("Upload-Length"), 10, 64) // what is no number the library refuses
	if err := s.desk.Room(length); err != nil {
		return err
	}
	notes[noteCase], notes[noteBy] = string(caseNumber(c)), string(actor(c).ID)
	id := rand.Text()
	c.Response().Before(func() { // not the whole address that the library makes: it does not know of a proxy
		if c.Response().Header().Get(echo.HeaderLocation) != "" {
			c.Response().Header().Set(echo.HeaderLocation, pieceURL(caseNumber(c), id))
		}
	})
	c.Request().URL.Path = "/"
	return s.serveTus(c, (*tus.UnroutedHandler).PostFile, func(tus.HookEvent) (tus.HTTPResponse, tus.FileInfoChanges, error) {
		return tus.HTTPResponse{}, tus.FileInfoChanges{ID: id, MetaData: notes}, nil
	})
}

// takePiece adds to a file. The answer to the last piece says what became of it.
func (s *Server) takePiece(c echo.Context) error {
	if done, err := s.answerArrived(c); done || err != nil {
		return err
	}
	info, err := s.pieces.own(c)
	if err != nil {
		return err
	}
	if info.Offset == info.Size { // it broke off after the last piece and before the answer
		return s.finishAgain(c, info)
	}
	c.Request().URL.Path = "/" + info.ID
	return s.serveTus(c, (*tus.UnroutedHandler).PatchFile, nil)
}

// sayOffset says how much of a file is there.
func (s *Server) sayOffset(c echo.Context) error {
	if done, err := s.answerArrived(c); done || err != nil {
		return err
	}
	info, err := s.pieces.own(c)
	if err != nil {
		return err
	}
	if info.Offset == info.Size {
		return s.finishAgain(c, info)
	}
	c.Request().URL.Path = "/" + info.ID
	return s.serveTus(c, (*tus.UnroutedHandler).HeadFile, nil)
}

// dropPieces throws away what came of a file.
func (s *Server) dropPieces(c echo.Context) error {
	info, err := s.pieces.own(c)
	if err != nil {
		return err
	}
	c.Request().URL.Path = "/" + info.ID
	return s.serveTus(c, (*tus.UnroutedHandler).DelFile, nil)
}

// answerArrived answers for a file that was taken in before, when the answer to
// its last piece may have been lost.
func (s *Server) answerArrived(c echo.Context) (bool, error) {
	a, found, err := s.desk.Arrived(c.Request().Context(), actor(c), caseNumber(c), c.Param("upload"))
	if err != nil || !found {
		return false, err
	}
	return true, s.answerWhole(c, a)
}

func (s *Server) answerWhole(c echo.Context, a casework.Arrival) error {
	size := strconv.FormatInt(a.Size, 10)
	h := c.Response().Header()
	h.Set("Tus-Resumable", "1.0.0")
	h.Set("Upload-Offset", size)
	h.Set("Upload-Length", size)
	return c.JSON(http.StatusOK, arrivalResult(a))
}

// finishAgain takes in a file all of which is there, once nobody else is at it.
func (s *Server) finishAgain(c echo.Context, info tus.FileInfo) error {
	lock, err := s.pieces.locker.NewLock(info.ID)
	if err != nil {
		return err
	}
	waiting, stop := context.WithTimeout(c.Request().Context(), silence)
	defer stop()
	if err := lock.Lock(waiting, func() {}); err != nil {
		return fault.New(fault.Conflict, "This file is being looked at. Try again in a minute.")
	}
	a, err := s.desk.FinishUpload(c.Request().Context(), actor(c), caseNumber(c), info.ID, document(info.MetaData))
	if err := errors.Join(err, lock.Unlock()); err != nil {
		return err
	}
	return s.answerWhole(c, a)
}

// finishPieces is called with the last piece of a file and makes its answer.
func (s *Server) finishPieces(c echo.Context, event tus.HookEvent, failed *error) (tus.HTTPResponse, error) {
	a, err := s.desk.FinishUpload(event.Context, actor(c), caseNumber(c), event.Upload.ID, document(event.Upload.MetaData))
	answer := tus.HTTPResponse{StatusCode: http.StatusOK, Header: tus.HTTPHeader{echo.HeaderContentType: echo.MIMEApplicationJSON}}
	if f := fault.Of(err); f != nil {
		answer.StatusCode, answer.Body = http.StatusUnprocessableEntity, asJSON(map[string]string{"message": f.Message})
		return answer, tus.Error{ErrorCode: "ERR_REFUSED", HTTPResponse: answer}
	}
	if err != nil {
		*failed = err
		return answer, err
	}
	answer.Body = asJSON(arrivalResult(a))
	return answer, nil
}

func asJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // of plain texts there is nothing that cannot be written
	}
	return string(text)
}

type beforeCreate func(tus.HookEvent) (tus.HTTPResponse, tus.FileInfoChanges, error)

// serveTus has the library answer. It logs nothing, since what it would say names
// paths; its failures become ours.
func (s *Server) serveTus(c echo.Context, serve func(*tus.UnroutedHandler, http.ResponseWriter, *http.Request), create beforeCreate) error {
	var failed error
	h, err := tus.NewUnroutedHandler(tus.Config{StoreComposer: s.pieces.composer, MaxSize: casework.MaxUpload, BasePath: "/",
		DisableDownload: true, DisableConcatenation: true, Cors: &tus.CorsConfig{Disable: true}, NetworkTimeout: silence,
		Logger: slog.New(slog.NewTextHandler(io.Discard, nil)), PreUploadCreateCallback: create,
		PreFinishResponseCallback: func(e tus.HookEvent) (tus.HTTPResponse, error) { return s.finishPieces(c, e, &failed) }})
	if err != nil {
		return err
	}
	w := &tusWriter{ResponseWriter: c.Response()}
	h.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { serve(h, w, r) })).ServeHTTP(w, c.Request())
	switch {
	case w.failed == 0:
		return nil
	case c.Request().Context().Err() != nil:
		return context.Canceled
	}
	return errors.Join(fmt.Errorf("a transfer failed with %d", w.failed), failed)
}

// tusWriter keeps back an answer that tells of a failure of the server.
type tusWriter struct {
	http.ResponseWriter
	failed int
}

// Unwrap is for http.ResponseController.
func (w *tusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// WriteHeader passes on every status but that of a failure.
func (w *tusWriter) WriteHeader(status int) {
	if status >= http.StatusInternalServerError {
		w.failed = status
		w.Header().Del(echo.HeaderContentLength)
		return
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write passes on what does not belong to a failure.
func (w *tusWriter) Write(p []byte) (int, error) {
	if w.failed > 0 {
		return len(p), nil
	}
	return w.ResponseWriter.Write(p)
}
