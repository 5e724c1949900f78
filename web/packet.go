package web

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/packet"
	"imr/templates"
)

// RenderPacketCover writes the first page of a packet.
func RenderPacketCover(ctx context.Context, p packet.Packet) ([]byte, error) {
	v := templates.PacketCover{Title: "Appeal packet of case " + string(p.Number), Made: "Made on " + p.Made.Long() + ".", Head: p.Head,
		For: "For use inside the organization: it tells who the reviewer is, whose identity is confidential by Labor Code 4610.6(f)."}
	if p.Profile == packet.Outside {
		v.For = "For outsiders. The reviewer’s identity is confidential by Labor Code 4610.6(f): what could lead to it is withheld, and each file says so where it is."
	}
	for _, f := range p.Files {
		if !strings.HasPrefix(f.Name, "review/drafts/") { // they are listed in a table of their own
			v.Files = append(v.Files, templates.PacketFile{Name: f.Name, About: f.About})
		}
	}
	var b bytes.Buffer
	err := templates.PacketCoverDocument(v).Render(ctx, &b)
	return b.Bytes(), err
}

func (s *Server) packetPage(c echo.Context) error {
	ctx, number := c.Request().Context(), casefile.CaseNumber(c.Param("number"))
	if _, err := s.desk.ToIssue(ctx, actor(c), number); err != nil {
		return err
	}
	o, err := s.desk.Case(ctx, actor(c), number)
	if err != nil {
		return err
	}
	view := templates.PacketMake{Action: caseURL(number) + "/packet"}
	if view.Chrome, err = s.caseChrome(c, "Appeal packet", o); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.PacketMakePage(view))
}

// packet answers with the appeal packet as a ZIP file.
func (s *Server) packet(c echo.Context) error {
	p, err := s.desk.Packet(c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number")), packet.Profile(c.FormValue("profile")), RenderPacketCover)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := p.WriteZip(&b); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="`+p.Folder()+`.zip"`)
	return c.Blob(http.StatusOK, "application/zip", b.Bytes())
}
