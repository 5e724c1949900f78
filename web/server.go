// Package web is the application as a browser sees it. A handler reads the
// request, calls an act of casework and fills a view; it holds no rules and no SQL.
package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"imr/internal/casework"
	"imr/static"
)

// Server answers requests. It is an http.Handler.
type Server struct {
	echo     *echo.Echo
	desk     *casework.Desk
	sessions *store
	log      *slog.Logger
	pieces   *pieces
}

// route is an address with what it does and who may go there.
type route struct {
	method, path string
	policy       policy
	handle       echo.HandlerFunc
}

const staticPath = "/static/*"

// routes is every address of the application. What is not here does not exist.
func (s *Server) routes() []route {
	const c = "/cases/:number"
	return []route{
		{"GET", "/", public, s.home},
		{"GET", "/healthz", public, s.health},
		{"GET", staticPath, public, echo.WrapHandler(static.Handler())},
		{"GET", "/signin", public, s.signInForm},
		{"POST", "/signin", public, s.signIn},
		{"POST", "/signout", public, s.signOut},
		{"GET", "/cases", signedIn, s.queue},
		{"GET", c, caseFile, s.taskList},
		{"POST", c + "/assign", admins, s.assign},
		{"GET", c + "/assign", admins, s.assignCard},
		{"POST", c + "/offer", admins, s.offerCase},
		{"POST", c + "/takeback", admins, s.takeBack},
		{"GET", c + "/attest", drafting, s.attest},
		{"POST", c + "/attest", drafting, s.acceptOffer},
		{"POST", c + "/decline", drafting, s.declineOffer},
		{"GET", c + "/recuse", drafting, s.recuseForm},
		{"POST", c + "/recuse", drafting, s.recuse},
		{"GET", "/offers", drafting, s.offers},
		{"GET", deskPath, admins, s.deskOverview},
		{"GET", deskPath + "/:list", admins, s.deskList},
		{"GET", deskPath + "/preview", admins, s.deskPreview},
		{"POST", deskPath + "/apply", admins, s.deskApply},
		{"GET", deskPath + "/hand", admins, s.handForm},
		{"POST", deskPath + "/hand", admins, s.handOver},
		{"GET", deskPath + "/extend", admins, s.extendForm},
		{"POST", deskPath + "/extend", admins, s.extend},
		{"POST", deskPath + "/filters", admins, s.keepFilter},
		{"GET", bulkPath, admins, s.bulk},
		{"POST", bulkPath, admins, s.makePlan},
		{"GET", bulkPath + "/:plan", admins, s.plan},
		{"GET", bulkPath + "/:plan/cases.csv", admins, s.planCSV},
		{"POST", bulkPath + "/:plan/apply", admins, s.applyPlan},
		{"POST", bulkPath + "/:plan/undo", admins, s.undoPlan},
		{"GET", "/reviewers", admins, s.reviewers},
		{"GET", "/reviewers/:code", admins, s.editReviewer},
		{"POST", "/reviewers/:code", admins, s.saveReviewer},
		{"POST", "/reviewers/:code/identity", admins, s.reviewerIdentity},
		{"GET", uploadPath, admins, s.upload},
		{"POST", uploadPath, admins, s.uploadFiles},
		{"POST", uploadPath + "/apart", admins, s.settleApart},
		{"POST", piecesPath, admins, s.beginPieces},
		{"HEAD", piecePath, admins, s.sayOffset},
		{"PATCH", piecePath, admins, s.takePiece},
		{"DELETE", piecePath, admins, s.dropPieces},
		{"GET", c + "/progress", watching, s.progress},
		{"POST", c + "/retry", caseWork, s.retry},
		{"GET", c + "/records", caseFile, s.records},
		{"GET", c + "/records/dates", caseFile, s.dates},
		{"POST", c + "/records/dates", caseWork, s.confirmDates},
		{"POST", c + "/records/parts", caseWork, s.partRecord},
		{"GET", c + "/records/map", caseFile, s.coverage},
		{"GET", c + "/records/pages", caseFile, s.readerPages},
		{"POST", c + "/looks", drafting, s.looked},
		{"GET", c + "/records/:document/:page", caseFile, s.records},
		{"GET", c + "/records/:document/:page/image", caseFile, s.pageImage},
		{"GET", c + "/records/:document/:page/words", caseFile, s.pageWords},
		{"POST", c + "/records/:document/:page/again", caseWork, s.readAgain},
		{"GET", c + "/records/:document/:page/compare", caseFile, s.compare},
		{"GET", c + "/records/:document/:page/differences", caseFile, s.differing},
		{"GET", c + "/records/:document/:page/carried", caseFile, s.carried},
		{"GET", c + "/notes", drafting, s.notes},
		{"POST", c + "/notes", drafting, s.saveNote},
		{"POST", c + "/facts", drafting, s.changeFacts},
		{"GET", c + "/summary", drafting, s.summary},
		{"POST", c + "/summary", drafting, s.saveSummary},
		{"GET", c + "/summary/findings", drafting, s.draftFindings},
		{"GET", c + "/items/:item", drafting, s.item},
		{"GET", c + "/items/:item/findings", drafting, s.draftFindings},
		{"POST", c + "/items/:item", drafting, s.saveItem},
		{"GET", c + "/items/:item/guidelines", drafting, s.findGuidelines},
		{"GET", c + "/items/:item/criteria", drafting, s.showCriteriaPanel},
		{"GET", c + "/items/:item/earlier", drafting, s.showEarlierList},
		{"GET", c + "/earlier/:other", caseFile, s.earlierDetermination},
		{"GET", c + "/items/:item/criteria/hits", drafting, s.showCriterionHits},
		{"GET", c + "/checks", drafting, s.checks},
		{"POST", c + "/answers", drafting, s.answer},
		{"GET", c + "/checks/absence/:finding", drafting, s.absence},
		{"POST", c + "/checks/absence/:finding", drafting, s.answerAbsence},
		{"GET", c + "/letter", caseFile, s.letter},
		{"GET", c + "/letter.pdf", caseFile, s.letterPDF},
		{"GET", c + "/determination.json", caseFile, s.determinationJSON},
		{"GET", "/quality", directors, s.qualityList},
		{"GET", c + "/quality", directors, s.qualityPage},
		{"POST", c + "/quality", directors, s.judge},
		{"GET", c + "/issue", issuers, s.issuePage},
		{"POST", c + "/issue", issuers, s.issueCase},
		{"POST", c + "/correct", issuers, s.correct},
		{"POST", c + "/remand", issuers, s.remand},
		{"GET", c + "/packet", issuers, s.packetPage},
		{"POST", c + "/packet", issuers, s.packet},
		{"GET", c + "/service", admins, s.caseService},
		{"POST", c + "/service", admins, s.serve},
		{"POST", c + "/service/recipients", admins, s.addRecipient},
		{"POST", c + "/service/print", admins, s.printService},
		{"POST", c + "/service/wish", admins, s.letterWish},
		{"GET", "/service", admins, s.dueLetters},
		{"POST", "/service/print", admins, s.printDue},
		{"POST", "/service/mailed", admins, s.mailedDue},
		{"GET", "/letters", admins, s.letters},
		{"GET", "/letters/edit", admins, s.editWording},
		{"POST", "/letters/edit", admins, s.saveWording},
		{"POST", "/letters/preview", admins, s.previewWording},
		{"GET", "/letters/:version", admins, s.wordingVersion},
		{"GET", "/verify", public, s.verifyPage},
		{"POST", "/verify", public, s.verifyFile},
		{"GET", "/verify/keys.json", public, s.verifyKeys},
		{"GET", c + "/sign", drafting, s.signForm},
		{"POST", c + "/sign", drafting, s.sign},
		{"GET", "/applications", admins, s.applications},
		{"GET", "/applications/new", admins, s.newApplication},
		{"POST", "/applications/new", admins, s.registerApplication},
		{"POST", apiPath, tokens, s.handIn},
		{"POST", apiPapersPath, tokens, s.handInPaper},
		{"GET", c + "/application", admins, s.amendForm},
		{"POST", c + "/application", admins, s.amendApplication},
		{"GET", c + "/intake", admins, s.intake},
		{"POST", c + "/intake/decide", admins, s.decideEligibility},
		{"POST", c + "/intake/resume", admins, s.resumeApplication},
		{"POST", c + "/intake/notice", admins, s.sendNotice},
		{"POST", c + "/intake/join", admins, s.joinApplication},
		{"POST", c + "/intake/ask", admins, s.askInformation},
		{"POST", c + "/intake/answer", admins, s.answerInformation},
		{"POST", c + "/intake/ur", admins, s.chooseUR},
		{"POST", papersPath, admins, s.attachPapers},
		{"GET", c + "/notices/:notice", admins, s.notice},
		{"GET", c + "/notices/:notice/pdf", admins, s.noticePDF},
		{"GET", c + "/requests", admins, s.requests},
		{"POST", c + "/requests", admins, s.settleRequests},
		{"GET", c + "/deadlines", admins, s.deadlines},
		{"POST", c + "/deadlines", admins, s.enterDeadline},
		{"GET", c + "/history", admins, s.history},
		{"GET", "/overdue", admins, s.overdue},
		{"POST", "/overdue", admins, s.remindedParty},
		{"GET", "/overdue.csv", admins, s.overdueCSV},
		{"GET", noticesPath, signedIn, s.notices},
		{"POST", noticesPath, signedIn, s.readNotices},
		{"GET", noticesPath + "/settings", signedIn, s.noticeSettings},
		{"POST", noticesPath + "/settings", signedIn, s.setNoticeMode},
		{"GET", "/mail", admins, s.outbox},
		{"POST", "/mail", admins, s.sendAgain},
		{"GET", invoicesPath, admins, s.invoices},
		{"POST", invoicesPath, admins, s.issueInvoices},
		{"GET", invoicesPath + "/:invoice", admins, s.invoice},
		{"GET", invoicesPath + "/:invoice/pdf", admins, s.invoicePDF},
		{"GET", invoicesPath + "/:invoice/csv", admins, s.invoiceCSV},
		{"POST", invoicesPath + "/:invoice/credit", admins, s.creditInvoice},
		{"GET", "/criteria", admins, s.criteriaLists},
		{"POST", "/criteria", admins, s.saveCriteria},
		{"GET", "/criteria/new", admins, s.newCriteria},
		{"GET", "/criteria/:list", admins, s.editCriteria},
		{"POST", "/criteria/:list", admins, s.saveCriteria},
		{"GET", "/criteria/:list/:version", admins, s.criteriaVersion},
		{"GET", "/guidelines", admins, s.guidelines},
		{"POST", "/guidelines", admins, s.addGuideline},
		{"GET", "/guidelines.csv", admins, s.guidelinesCSV},
		{"GET", "/guidelines/new", admins, s.newGuideline},
		{"GET", "/guidelines/import", admins, s.importGuidelinesForm},
		{"POST", "/guidelines/import", admins, s.importGuidelines},
		{"GET", "/guidelines/:edition", admins, s.editGuideline},
		{"POST", "/guidelines/:edition", admins, s.changeGuideline},
		{"GET", "/audit", auditors, s.audit},
		{"GET", reportsPath, auditors, s.reports},
		{"GET", reportsPath + "/:table", auditors, s.reportCSV},
		{"POST", reportsPath + "/smallest", admins, s.setSmallest},
		{"GET", c + "/publish", admins, s.publishPage},
		{"POST", c + "/publish", admins, s.publish},
		{"POST", c + "/publish/withdraw", admins, s.withdrawPublication},
		{"GET", decisionsPath, public, s.publicPage(s.decisions)},
		{"GET", decisionsPath + ".csv", public, s.publicPage(s.decisionsCSV)},
		{"GET", decisionsPath + ".json", public, s.publicPage(s.decisionsJSON)},
		{"GET", decisionsPath + ".atom", public, s.publicPage(s.decisionsFeed)},
		{"GET", figuresPath, public, s.figures},
		{"GET", figuresPath + "/:table", public, s.figuresCSV},
		{"GET", decisionsPath + "/:number", public, s.publicPage(s.decision)},
		{"GET", decisionsPath + "/:number/pdf", public, s.publicPage(s.decisionPDF)},
		{"GET", "/api/v1/decisions", public, s.publicPage(s.apiDecisions)},
		{"GET", "/api/v1/decisions/:number", public, s.publicPage(s.apiDecision)},
		{"GET", "/api/v1/openapi.json", public, s.apiDescription},
	}
}

// New makes the server. It fails where a route has no policy.
func New(desk *casework.Desk, log *slog.Logger) (*Server, error) {
	s := &Server{echo: echo.New(), desk: desk, sessions: &store{desk}, log: log}
	var err error
	if s.pieces, err = newPieces(desk.Incoming()); err != nil {
		return nil, err
	}
	s.echo.HideBanner = true
	s.echo.IPExtractor = echo.ExtractIPDirect() // X-Forwarded-For is anybody's to write
	s.echo.HTTPErrorHandler = s.answerError
	s.echo.Use(
		nameRequest,
		s.logRequests,
		middleware.RecoverWithConfig(middleware.RecoverConfig{LogErrorFunc: s.logPanic}),
		headers,
		middleware.BodyLimitWithConfig(middleware.BodyLimitConfig{Limit: "2M", Skipper: sendsFiles}),
		liftToken,
		middleware.CSRFWithConfig(middleware.CSRFConfig{
			Skipper: func(c echo.Context) bool {
				return c.Path() == staticPath || c.Path() == apiPath || c.Path() == apiPapersPath || isPublished(c.Path())
			}, // no cookie in what caches keep, and none for programs
			TokenLookup: "header:X-CSRF-Token,form:_csrf", ContextKey: csrfKey,
			CookieName: "__Host-csrf", CookiePath: "/", CookieSecure: true, CookieHTTPOnly: true, CookieSameSite: http.SameSiteLaxMode,
		}),
	)
	return s, s.add(s.routes())
}

// add registers the routes, each behind its policy.
func (s *Server) add(routes []route) error {
	for _, r := range routes {
		if r.policy.name == "" {
			return fmt.Errorf("%s %s has no policy", r.method, r.path)
		}
		s.echo.Add(r.method, r.path, s.enforce(r))
		if r.method == http.MethodGet {
			s.echo.HEAD(r.path, s.enforce(r))
		}
	}
	return nil
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }

// nameRequest gives the request an id of our own. One that a client sends is not
// taken: it would stand in the log as if we had made it.
func nameRequest(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderXRequestID, rand.Text())
		return next(c)
	}
}

// headers are on every answer, errors included.
func headers(next echo.HandlerFunc) echo.HandlerFunc {
	const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
		"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
	fixed := map[string][]string{
		"Content-Security-Policy":      {csp},
		"X-Content-Type-Options":       {"nosniff"},
		"Referrer-Policy":              {"no-referrer"},
		"Cross-Origin-Opener-Policy":   {"same-origin"},
		"Cross-Origin-Resource-Policy": {"same-origin"},
		"Strict-Transport-Security":    {"max-age=63072000; includeSubDomains"},
		"Permissions-Policy":           {"camera=(), microphone=(), geolocation=(), browsing-topics=()"},
		"Cache-Control":                {"no-store"},
	}
	return func(c echo.Context) error {
		maps.Copy(c.Response().Header(), fixed)
		return next(c)
	}
}

// home leads to the first page of who is signed in, and to signing in else.
func (s *Server) home(c echo.Context) error { return c.Redirect(http.StatusSeeOther, "/signin") }

func (s *Server) health(c echo.Context) error { return c.String(http.StatusOK, "ok\n") }

// logRequests writes one line for a request. It names the route, never the
// path or the query, which could name a person.
func (s *Server) logRequests(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		err := next(c)
		if err != nil {
			c.Error(err) // so that the line has the status
		}
		s.log.LogAttrs(c.Request().Context(), slog.LevelInfo, "request",
			slog.String("id", requestID(c)), slog.String("method", c.Request().Method), slog.String("route", c.Path()),
			slog.Int("status", c.Response().Status), slog.Duration("took", time.Since(start)),
			slog.String("user", string(actor(c).ID)))
		return nil
	}
}

func (s *Server) logPanic(c echo.Context, err error, stack []byte) error {
	s.log.LogAttrs(context.Background(), slog.LevelError, "panic", slog.String("id", requestID(c)),
		slog.String("route", c.Path()), slog.String("stack", string(stack)))
	return err
}

func requestID(c echo.Context) string { return c.Response().Header().Get(echo.HeaderXRequestID) }
