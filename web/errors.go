package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

// statusOf turns the kinds of fault into HTTP; every other error is a 500, which
// is logged and of which the page shows nothing but the request's id.
var statusOf = map[fault.Kind]int{
	fault.Invalid: http.StatusUnprocessableEntity, fault.NotFound: http.StatusNotFound, fault.Forbidden: http.StatusForbidden,
	fault.Conflict: http.StatusConflict, fault.Unauthenticated: http.StatusUnauthorized, fault.TooMany: http.StatusTooManyRequests,
	fault.Full: http.StatusInsufficientStorage,
}

// statusLeft stands in the log for a request whose sender went away before the answer.
const statusLeft = 499

// answerError is the one place where an error becomes an answer.
func (s *Server) answerError(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	if errors.Is(err, context.Canceled) && c.Request().Context().Err() != nil {
		c.Response().Status = statusLeft
		return
	}
	status, view := s.describe(err, c)
	var failed error
	switch {
	case c.Request().Method == http.MethodHead:
		failed = c.NoContent(status)
	case wantsJSON(c):
		failed = c.JSON(status, map[string]string{"message": view.Message, "request": view.RequestID})
	default:
		failed = s.render(c, status, templates.ErrorPage(view))
	}
	if failed != nil {
		s.log.LogAttrs(c.Request().Context(), slog.LevelError, "answer", slog.String("id", requestID(c)), slog.Any("error", failed))
	}
}

func (s *Server) describe(err error, c echo.Context) (int, templates.Error) {
	view := templates.Error{Chrome: s.bareChrome(c, ""), Links: []part.Link{{Label: "Go to the cases", URL: "/cases"}}}
	var http4xx *echo.HTTPError
	if f := fault.Of(err); f != nil {
		view.Message = f.Message
		for _, field := range f.Fields {
			view.Message += " " + field.Message
		}
		view.Title = titleOf[f.Kind]
		if f.Kind == fault.Unauthenticated {
			view.Links = []part.Link{{Label: "Sign in", URL: "/signin"}}
		}
		return statusOf[f.Kind], view
	}
	if errors.As(err, &http4xx) && http4xx.Code < 500 {
		view.Title, view.Message, view.WhatToDo = plainHTTP(http4xx.Code)
		return http4xx.Code, view
	}
	s.log.LogAttrs(c.Request().Context(), slog.LevelError, "failed", slog.String("id", requestID(c)),
		slog.String("route", c.Path()), slog.Any("error", err))
	view.Title, view.Message = "Something went wrong", "The fault is ours, and it has been logged."
	view.WhatToDo, view.RequestID = "Go back and try again. What you had saved is still there.", requestID(c)
	return http.StatusInternalServerError, view
}

var titleOf = map[fault.Kind]string{
	fault.Invalid: "That cannot be done", fault.NotFound: "Not found", fault.Forbidden: "Not yours to do",
	fault.Conflict: "Somebody was faster", fault.Unauthenticated: "Sign in again", fault.TooMany: "Too many tries",
	fault.Full: "The disk is full",
}

func plainHTTP(code int) (title, message, whatToDo string) {
	switch code {
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		return "Not found", "There is no such page.", "Check the address, or start from the list of cases."
	case http.StatusRequestEntityTooLarge:
		return "Too large", "This is more text than one page can send.", "Save it in smaller parts."
	case http.StatusForbidden, http.StatusBadRequest:
		return "Not accepted", "The request did not come from a page of this application, or the page was too old.",
			"Go back, load the page again and repeat what you did."
	}
	return http.StatusText(code), "The request could not be answered.", "Go back and try again."
}
