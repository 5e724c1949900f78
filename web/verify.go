package web

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"imr/internal/casework"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

// verifyPage is the public page on which anybody checks a letter by its code.
func (s *Server) verifyPage(c echo.Context) error {
	view := templates.Verify{Code: strings.TrimSpace(c.QueryParam("code"))}
	if view.Code == "" {
		return s.showVerify(c, http.StatusOK, view)
	}
	v, found, err := s.desk.VerifyCode(c.Request().Context(), view.Code, c.RealIP())
	if err != nil {
		return s.verifyFault(c, view, err)
	}
	view.Answer = verifyAnswer(v, found, "No letter with this code was issued. Compare it with the letter, sign by sign.")
	if found {
		view.Answer.Text += " Compare what stands here with your letter, or check its file below: a code alone can be copied onto another letter."
	}
	return s.showVerify(c, http.StatusOK, view)
}

// verifyFile checks the bytes of a file, which is not kept.
func (s *Server) verifyFile(c echo.Context) error {
	view := templates.Verify{}
	header, err := c.FormFile("file")
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		view.Error = "Choose a file, or enter a code."
		return s.showVerify(c, http.StatusUnprocessableEntity, view)
	}
	if err != nil {
		return echo.NewHTTPError(http.StatusBadRequest)
	}
	file, err := header.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	content, err := io.ReadAll(file)
	if err != nil {
		return err
	}
	v, found, err := s.desk.VerifyFile(c.Request().Context(), content, c.RealIP())
	if err != nil {
		return s.verifyFault(c, view, err)
	}
	view.Answer = verifyAnswer(v, found, "This file is not a letter that was issued, or at least one byte of it was changed.")
	return s.showVerify(c, http.StatusOK, view)
}

func (s *Server) verifyFault(c echo.Context, view templates.Verify, err error) error {
	f := fault.Of(err)
	if f == nil {
		return err
	}
	view.Error = f.Message
	return s.showVerify(c, statusOf[f.Kind], view)
}

func (s *Server) showVerify(c echo.Context, status int, view templates.Verify) (err error) {
	if view.Chrome, err = s.publicChrome(c, "Verify a letter"); err != nil {
		return err
	}
	return s.render(c, status, templates.VerifyPage(view))
}

// publicChrome is the frame of a public page, for whoever is signed in or nobody.
func (s *Server) publicChrome(c echo.Context, title string) (part.Chrome, error) {
	if session, err := s.session(c); err != nil || session == nil {
		return s.bareChrome(c, title), err
	}
	return s.chrome(c, title)
}

func verifyAnswer(v casework.Verified, found bool, unknown string) *templates.VerifyAnswer {
	if !found {
		return &templates.VerifyAnswer{Tone: "bad", Heading: "Not known", Text: unknown}
	}
	out := &templates.VerifyAnswer{Tone: "good", Heading: "Issued, and the newest version", Text: "This letter was issued by us, and none has replaced it."}
	switch {
	case v.SetAside:
		out.Tone, out.Heading, out.Text = "warn", "Issued, and set aside", "This letter was issued by us. An order has set it aside since."
	case v.Newest > v.Version:
		out.Tone, out.Heading = "warn", "Issued, and replaced by a newer version"
		out.Text = fmt.Sprintf("This letter was issued by us. Version %d has replaced it.", v.Newest)
	}
	out.Terms = []part.Term{{Label: "Case", Text: string(v.Number)}, {Label: "Version", Text: fmt.Sprint(v.Version)},
		{Label: "Issued", Text: v.On.US()}, {Label: "Final determination", Text: string(v.Overall)}}
	return out
}

// KeysFormat names the layout of a list of public keys.
const KeysFormat = "imr-keys/1"

// KeyList is the organization's public keys as they are published.
type KeyList struct {
	Format string `json:"format"`
	Keys   []struct {
		ID    string `json:"id"`
		Key   string `json:"ed25519"` // hex
		From  string `json:"from"`
		Until string `json:"until"` // empty while it is in use
	} `json:"keys"`
}

// NewKeyList is the keys as they are published.
func NewKeyList(keys []determination.PublicKey) KeyList {
	out := KeyList{Format: KeysFormat}
	out.Keys = slices.Grow(out.Keys, len(keys))[:len(keys)]
	for i, k := range keys {
		one := &out.Keys[i]
		one.ID, one.Key, one.From = k.ID, hex.EncodeToString(k.Key), k.From.UTC().Format(time.RFC3339)
		if !k.Until.IsZero() {
			one.Until = k.Until.UTC().Format(time.RFC3339)
		}
	}
	return out
}

// Signed reports whether one of the keys signed it.
func (l KeyList) Signed(s determination.Sealed) bool {
	for _, k := range l.Keys {
		if key, err := hex.DecodeString(k.Key); err == nil && s.SignedBy(key) {
			return true
		}
	}
	return false
}

// verifyKeys lists the organization's public keys, for who checks without us.
func (s *Server) verifyKeys(c echo.Context) error {
	keys, err := s.desk.Keys(c.Request().Context())
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, NewKeyList(keys))
}
