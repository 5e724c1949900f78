package web

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"imr/internal/casefile"
	"imr/static"
)

// TestEveryRouteIsInTheTable compares what the router answers with the table, in
// which each route has a policy.
func TestEveryRouteIsInTheTable(t *testing.T) {
	s := openSite(t)
	var want, got []string
	for _, r := range s.server.routes() {
		want = append(want, r.method+" "+r.path)
		if r.method == http.MethodGet {
			want = append(want, "HEAD "+r.path)
		}
		if r.policy.name == "" || r.policy.open && r.policy.roles != nil {
			t.Errorf("%s %s has the policy %+v", r.method, r.path, r.policy)
		}
		if r.method != http.MethodGet && r.method != http.MethodPost && r.path != piecePath {
			t.Errorf("%s %s: forms send GET and POST only", r.method, r.path)
		}
		if strings.Contains(r.path, ":number") && !isPublished(r.path) && (r.policy.open || r.policy.roles == nil) {
			t.Errorf("%s %s is about a case and is for everybody", r.method, r.path)
		}
	}
	for _, r := range s.server.echo.Routes() {
		got = append(got, r.Method+" "+r.Path)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		t.Errorf("the router answers\n%q\nand the table has\n%q", got, want)
	}
}

func TestRouteWithoutPolicyDoesNotStart(t *testing.T) {
	s := openSite(t)
	if err := s.server.add([]route{{"GET", "/new", signedIn, s.server.home}, {"GET", "/newer", policy{}, s.server.home}}); err == nil {
		t.Error("a route without a policy was taken")
	}
}

// address is a route's path with the names of the case and of what it holds.
func address(path string, number casefile.CaseNumber) string {
	item := "1"
	if number != own {
		item = "1/a b;c%"
	}
	return strings.NewReplacer(":number", url.PathEscape(string(number)), ":document", "d1", ":page", "1", ":item", url.PathEscape(item), ":list", "none", ":other", "none", ":version", "1", ":notice", "1", ":upload", "AAAAAAAAAAAAAAAAAAAAAAAAAA",
		staticPath, static.Path("css/app.css")).Replace(path)
}

// ofCase are the statuses of the routes about a case for its reviewer, who sends
// an empty form, and for an admin. The review is finished and not signed.
var ofCase = map[string][2]int{
	"GET /cases/:number":                                     {200, 200},
	"POST /cases/:number/assign":                             {404, 422},
	"GET /cases/:number/assign":                              {404, 200},
	"POST /cases/:number/offer":                              {404, 403}, // somebody has it
	"POST /cases/:number/takeback":                           {404, 422},
	"GET /cases/:number/attest":                              {404, 404}, // it is on offer to nobody
	"POST /cases/:number/attest":                             {404, 404},
	"POST /cases/:number/decline":                            {404, 404},
	"GET /cases/:number/recuse":                              {200, 404},
	"POST /cases/:number/recuse":                             {422, 404},
	"GET /cases/:number/upload":                              {404, 200},
	"POST /cases/:number/upload":                             {404, 400},
	"POST /cases/:number/upload/apart":                       {404, 404},
	"POST /cases/:number/uploads":                            {404, 422},
	"HEAD /cases/:number/uploads/:upload":                    {404, 404},
	"PATCH /cases/:number/uploads/:upload":                   {404, 404},
	"DELETE /cases/:number/uploads/:upload":                  {404, 404},
	"GET /cases/:number/progress":                            {200, 200},
	"POST /cases/:number/retry":                              {404, 404},
	"GET /cases/:number/records":                             {200, 200},
	"GET /cases/:number/records/dates":                       {200, 200},
	"POST /cases/:number/records/dates":                      {422, 422},
	"POST /cases/:number/records/parts":                      {404, 404},
	"GET /cases/:number/records/map":                         {200, 200},
	"GET /cases/:number/records/pages":                       {404, 404}, // which block is not said
	"POST /cases/:number/looks":                              {422, 404},
	"GET /cases/:number/records/:document/:page":             {200, 200},
	"GET /cases/:number/records/:document/:page/image":       {200, 200},
	"POST /cases/:number/records/:document/:page/again":      {409, 409}, // it was read well
	"GET /cases/:number/records/:document/:page/words":       {200, 200},
	"GET /cases/:number/records/:document/:page/compare":     {404, 404},
	"GET /cases/:number/records/:document/:page/differences": {404, 404},
	"GET /cases/:number/records/:document/:page/carried":     {200, 200},
	"GET /cases/:number/notes":                               {200, 404},
	"POST /cases/:number/notes":                              {404, 404},
	"POST /cases/:number/facts":                              {404, 404},
	"GET /cases/:number/summary":                             {200, 404},
	"POST /cases/:number/summary":                            {409, 404},
	"GET /cases/:number/summary/findings":                    {200, 404},
	"GET /cases/:number/items/:item/findings":                {200, 404},
	"GET /cases/:number/items/:item":                         {200, 404},
	"POST /cases/:number/items/:item":                        {409, 404},
	"GET /cases/:number/items/:item/guidelines":              {200, 404},
	"GET /cases/:number/items/:item/criteria":                {200, 404},
	"GET /cases/:number/items/:item/criteria/hits":           {404, 404}, // no list asks anything yet
	"GET /cases/:number/items/:item/earlier":                 {200, 404},
	"GET /cases/:number/earlier/:other":                      {404, 404}, // nothing was decided before
	"GET /cases/:number/checks":                              {200, 404},
	"POST /cases/:number/answers":                            {422, 404}, // without a reason
	"GET /cases/:number/checks/absence/:finding":             {404, 404}, // the draft claims no such thing
	"POST /cases/:number/checks/absence/:finding":            {404, 404},
	"GET /cases/:number/letter":                              {200, 403},
	"GET /cases/:number/letter.pdf":                          {200, 403},
	"GET /cases/:number/determination.json":                  {404, 404},
	"GET /cases/:number/application":                         {404, 200},
	"POST /cases/:number/application":                        {404, 403}, // it is under review already
	"GET /cases/:number/intake":                              {404, 200},
	"POST /cases/:number/intake/decide":                      {404, 422},
	"POST /cases/:number/intake/resume":                      {404, 422},
	"POST /cases/:number/intake/notice":                      {404, 422},
	"POST /cases/:number/intake/join":                        {404, 404}, // with no case
	"POST /cases/:number/intake/ask":                         {404, 422},
	"POST /cases/:number/intake/answer":                      {404, 404}, // of no question
	"POST /cases/:number/intake/ur":                          {404, 403}, // it is under review already
	"POST /cases/:number/intake/papers":                      {404, 400},
	"GET /cases/:number/notices/:notice":                     {404, 404},
	"GET /cases/:number/notices/:notice/pdf":                 {404, 404},
	"GET /cases/:number/requests":                            {404, 200},
	"POST /cases/:number/requests":                           {404, 422},
	"GET /cases/:number/deadlines":                           {404, 200},
	"POST /cases/:number/deadlines":                          {404, 422},
	"GET /cases/:number/history":                             {404, 200},
	"GET /cases/:number/quality":                             {404, 404}, // for directors, once it is handed in
	"POST /cases/:number/quality":                            {404, 404},
	"GET /cases/:number/issue":                               {404, 403},
	"POST /cases/:number/issue":                              {404, 403},
	"POST /cases/:number/correct":                            {404, 403},
	"POST /cases/:number/remand":                             {404, 403},
	"GET /cases/:number/packet":                              {404, 403},
	"POST /cases/:number/packet":                             {404, 403}, // for nobody
	"GET /cases/:number/service":                             {404, 200},
	"POST /cases/:number/service":                            {404, 403}, // nothing is issued
	"POST /cases/:number/service/recipients":                 {404, 403},
	"POST /cases/:number/service/print":                      {404, 422},
	"POST /cases/:number/service/wish":                       {404, 303},
	"GET /cases/:number/sign":                                {200, 404},
	"GET /cases/:number/publish":                             {404, 403}, // nothing is issued
	"POST /cases/:number/publish":                            {404, 403},
	"POST /cases/:number/publish/withdraw":                   {404, 403},
	"POST /cases/:number/sign":                               {422, 404},
}

// others are the statuses of the other routes: for anonymous, a reviewer, an
// admin, an auditor, a director.
var others = map[string][5]int{
	"GET /":                         {303, 303, 303, 303, 303},
	"GET /healthz":                  {200, 200, 200, 200, 200},
	"GET /static/*":                 {200, 200, 200, 200, 200},
	"GET /signin":                   {200, 303, 303, 303, 303},
	"GET /decisions":                {200, 200, 200, 200, 200},
	"GET /decisions.csv":            {200, 200, 200, 200, 200},
	"GET /decisions.json":           {200, 200, 200, 200, 200},
	"GET /decisions.atom":           {200, 200, 200, 200, 200},
	"GET /decisions/:number":        {404, 404, 404, 404, 404}, // it is not published
	"GET /decisions/:number/pdf":    {404, 404, 404, 404, 404},
	"GET /api/v1/decisions":         {200, 200, 200, 200, 200},
	"GET /api/v1/decisions/:number": {404, 404, 404, 404, 404},
	"GET /api/v1/openapi.json":      {200, 200, 200, 200, 200},
	"POST /signin":                  {401, 401, 401, 401, 401},
	"POST /signout":                 {303, 303, 303, 303, 303},
	"GET /cases":                    {303, 200, 200, 303, 303},
	"GET /quality":                  {303, 404, 404, 404, 200},
	"GET /verify":                   {200, 200, 200, 200, 200},
	"POST /verify":                  {422, 422, 422, 422, 422},
	"GET /verify/keys.json":         {200, 200, 200, 200, 200},
	"GET /audit":                    {303, 404, 200, 200, 404},
	"GET /reports":                  {303, 404, 200, 200, 404},
	"GET /reports/:table":           {303, 404, 404, 404, 404}, // the address names none
	"POST /reports/smallest":        {401, 404, 422, 404, 404},
	"GET /decisions/figures":        {200, 200, 200, 200, 200},
	"GET /decisions/figures/:table": {404, 404, 404, 404, 404},

	"GET /offers":                      {303, 200, 404, 404, 404},
	"GET /desk":                        {303, 404, 200, 404, 404},
	"GET /desk/:list":                  {303, 404, 404, 404, 404}, // the address names none
	"GET /desk/preview":                {303, 404, 422, 404, 404}, // of no act
	"POST /desk/apply":                 {401, 404, 422, 404, 404},
	"GET /desk/hand":                   {303, 404, 404, 404, 404}, // of no case
	"POST /desk/hand":                  {401, 404, 404, 404, 404},
	"GET /desk/extend":                 {303, 404, 404, 404, 404},
	"POST /desk/extend":                {401, 404, 404, 404, 404},
	"POST /desk/filters":               {401, 404, 422, 404, 404},
	"GET /assign/bulk":                 {303, 404, 200, 404, 404},
	"POST /assign/bulk":                {401, 404, 422, 404, 404}, // nothing is ready
	"GET /assign/bulk/:plan":           {303, 404, 404, 404, 404}, // the address names none
	"GET /assign/bulk/:plan/cases.csv": {303, 404, 404, 404, 404},
	"POST /assign/bulk/:plan/apply":    {401, 404, 404, 404, 404},
	"POST /assign/bulk/:plan/undo":     {401, 404, 404, 404, 404},
	"GET /reviewers":                   {303, 404, 200, 404, 404},
	"GET /reviewers/:code":             {303, 404, 404, 404, 404}, // the address names none
	"POST /reviewers/:code":            {401, 404, 404, 404, 404},
	"POST /reviewers/:code/identity":   {401, 404, 404, 404, 404},

	"GET /applications":                            {303, 404, 200, 404, 404},
	"GET /applications/new":                        {303, 404, 200, 404, 404},
	"POST /applications/new":                       {401, 404, 422, 404, 404},
	"POST /api/applications":                       {401, 401, 401, 401, 401},
	"POST /api/applications/:handed/papers/:paper": {401, 401, 401, 401, 401},
	"GET /overdue":                                 {303, 404, 200, 404, 404},
	"POST /overdue":                                {401, 404, 404, 404, 404},
	"GET /overdue.csv":                             {303, 404, 200, 404, 404},

	"GET /service":          {303, 404, 200, 404, 404},
	"POST /service/print":   {401, 404, 422, 404, 404},
	"POST /service/mailed":  {401, 404, 422, 404, 404},
	"GET /letters":          {303, 404, 200, 404, 404},
	"GET /letters/edit":     {303, 404, 200, 404, 404},
	"POST /letters/edit":    {401, 404, 409, 404, 404}, // of no version
	"POST /letters/preview": {401, 404, 422, 404, 404},
	"GET /letters/:version": {303, 404, 200, 404, 404},

	"GET /notices":                   {303, 200, 200, 200, 200},
	"POST /notices":                  {401, 422, 422, 422, 422},
	"GET /notices/settings":          {303, 200, 200, 200, 200},
	"POST /notices/settings":         {401, 422, 422, 422, 422},
	"GET /mail":                      {303, 404, 200, 404, 404},
	"POST /mail":                     {401, 404, 422, 404, 404},
	"GET /invoices":                  {303, 404, 200, 404, 404},
	"POST /invoices":                 {401, 404, 422, 404, 404},
	"GET /invoices/:invoice":         {303, 404, 404, 404, 404}, // the address names none
	"GET /invoices/:invoice/pdf":     {303, 404, 404, 404, 404},
	"GET /invoices/:invoice/csv":     {303, 404, 404, 404, 404},
	"POST /invoices/:invoice/credit": {401, 404, 404, 404, 404},

	"GET /criteria":                {303, 404, 200, 404, 404},
	"POST /criteria":               {401, 404, 422, 404, 404},
	"GET /criteria/new":            {303, 404, 200, 404, 404},
	"GET /criteria/:list":          {303, 404, 404, 404, 404}, // there is none yet
	"POST /criteria/:list":         {401, 404, 404, 404, 404},
	"GET /criteria/:list/:version": {303, 404, 404, 404, 404},

	"GET /guidelines":           {303, 404, 200, 404, 404},
	"POST /guidelines":          {401, 404, 422, 404, 404},
	"GET /guidelines.csv":       {303, 404, 200, 404, 404},
	"GET /guidelines/new":       {303, 404, 200, 404, 404},
	"GET /guidelines/import":    {303, 404, 200, 404, 404},
	"POST /guidelines/import":   {401, 404, 422, 404, 404},
	"GET /guidelines/:edition":  {303, 404, 404, 404, 404}, // the address names none
	"POST /guidelines/:edition": {401, 404, 404, 404, 404},
}

// expected is the status that the identity gets, for the table or the words that
// say that the table lacks the route.
func expected(route, identity string, number casefile.CaseNumber) int {
	if row, ok := others[route]; ok {
		column := slices.Index([]string{"anonymous", "reviewer", "admin", "auditor", "director"}, strings.Replace(identity, "other", "reviewer", 1))
		return row[column]
	}
	row, ok := ofCase[route]
	method, _, _ := strings.Cut(route, " ")
	switch {
	case !ok:
		return 0
	case identity == "anonymous" && (method == "GET" || method == "HEAD"):
		return 303
	case identity == "anonymous":
		return 401
	case identity == "reviewer" && number == own:
		return row[0]
	case identity == "admin" && number != absent:
		return row[1]
	}
	return 404
}

// TestRoutesForEverybody asks every route as everybody, of a case that is theirs,
// one that is another's and one that does not exist.
func TestRoutesForEverybody(t *testing.T) {
	s := openSite(t)
	for _, identity := range []string{"anonymous", "reviewer", "other", "admin", "auditor", "director"} {
		for _, number := range []casefile.CaseNumber{own, foreign, absent} {
			if identity == "other" && number == foreign {
				continue // which is theirs; TestAwkwardNames works on it
			}
			b := s.as(t, identity) // anew, since a session ends before all routes are asked for each case
			for _, r := range s.server.routes() {
				if r.path == "/signout" {
					continue
				}
				t.Run(fmt.Sprintf("%s %s %s", identity, r.method, address(r.path, number)), func(t *testing.T) {
					s.clock.move(60e9) // gives back the tries that the empty passwords take
					want := expected(r.method+" "+r.path, identity, number)
					if want == 0 {
						t.Fatal("the test's table lacks the route: say what everybody gets")
					}
					var a answer
					if r.method == http.MethodPost {
						a = b.post(t, address(r.path, number), nil)
					} else {
						a = b.do(t, r.method, address(r.path, number), nil, nil)
					}
					a.want(t, "status", want)
					if to := a.header.Get("Location"); identity == "anonymous" && a.status == 303 && r.path != "/" && to != "/signin?next="+url.QueryEscape(address(r.path, number)) {
						t.Errorf("sent to %s", to)
					}
				})
			}
		}
	}
}

var changing = regexp.MustCompile(`[A-Z2-7]{26}`) // ids of requests and actors

// TestForeignLooksAbsent: the answer to a reviewer about another's case is, byte
// for byte, the one about a case that does not exist.
func TestForeignLooksAbsent(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	masked := func(a answer, number casefile.CaseNumber) string {
		for _, name := range []string{"Date", "X-Request-Id"} {
			a.header.Del(name)
		}
		text := fmt.Sprint(a.status, a.header, a.body)
		for _, form := range []string{string(number), url.PathEscape(string(number)), url.QueryEscape(string(number))} {
			text = strings.ReplaceAll(text, form, "NUMBER")
		}
		return changing.ReplaceAllString(text, "ID")
	}
	for _, r := range s.server.routes() {
		if !strings.Contains(r.path, ":number") {
			continue
		}
		for _, accept := range []string{"text/html", "application/json"} {
			ask := func(number casefile.CaseNumber) string {
				header := http.Header{"Accept": {accept}, "Content-Type": formType["Content-Type"]}
				return masked(b.do(t, r.method, address(r.path, number), nil, header), number)
			}
			if theirs, none := ask(foreign), ask(absent); theirs != none {
				t.Errorf("%s %s: another's case gives\n%s\nand none gives\n%s", r.method, r.path, theirs, none)
			}
		}
	}
}

// TestAwkwardNames: numbers and ids are free text, and those with a slash, a
// space, a percent or a semicolon must be reached by the addresses on the pages.
func TestAwkwardNames(t *testing.T) {
	s := openSite(t)
	reviewer, admin := s.as(t, "other"), s.as(t, "admin")
	seen := 0
	for _, r := range s.server.routes() {
		needsMore := slices.ContainsFunc([]string{"letter", "determination", "/quality", "/issue", "/packet", "/records/pages", "/absence", "/attest", "/notices/", "/publish", decisionsPath, "/compare", "/differences", "/criteria/hits", "/earlier/"},
			func(piece string) bool { return strings.Contains(r.path, piece) })
		if r.method != http.MethodGet || r.path == uploadPath || !strings.Contains(r.path, ":number") || needsMore {
			continue
		}
		b := reviewer
		if r.policy.name == admins.name {
			b = admin
		}
		a := b.get(t, address(r.path, foreign))
		a.want(t, address(r.path, foreign), 200)
		for _, link := range a.elements(t, "a") {
			to := attribute(link, "href")
			if strings.HasPrefix(to, "/cases/") && seen < 60 {
				seen++
				if got := b.get(t, to); got.status >= 400 {
					t.Errorf("%s leads to %s: %d", r.path, to, got.status)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no page links to a place in the case")
	}
	saved := reviewer.post(t, address("/cases/:number/items/:item", foreign), url.Values{"rationale": {"kept"}})
	saved.want(t, "saving its item", 303)
	if got := reviewer.get(t, saved.header.Get("Location")); !strings.Contains(got.body, "kept") {
		t.Errorf("after saving, %s does not show what was saved", saved.header.Get("Location"))
	}
}

func TestHeadIsGetWithoutABody(t *testing.T) {
	s := openSite(t)
	b := s.as(t, "reviewer")
	for _, path := range []string{"/healthz", "/cases", address("/cases/:number", own), static.Path("css/app.css"), "/cases/none", "/none"} {
		get, head := b.get(t, path), b.do(t, http.MethodHead, path, nil, nil)
		if head.status != get.status || head.body != "" {
			t.Errorf("HEAD %s: %d with %d bytes, GET %d", path, head.status, len(head.body), get.status)
		}
	}
}
