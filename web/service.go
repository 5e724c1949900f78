package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/letter"
	"imr/templates"
	"imr/templates/part"
)

// methodLabel names the methods of service to people.
var methodLabel = map[casework.ServiceMethod]string{
	casework.ByMail: "Mail", casework.ByEmail: "E-mail notice", casework.ByFax: "Fax", casework.ByPortal: "Portal",
}

// serviceForm is what was typed on the page of a case's service.
type serviceForm struct {
	Version int    `form:"version"`
	To      []int  `form:"to"`
	Method  string `form:"method"`
	Day     string `form:"day"`
	Time    string `form:"time"`
	Proof   string `form:"proof"`
	Role    string `form:"role"`
	Name    string `form:"name"`
	Address string `form:"address"`
	Email   string `form:"email"`
	Reason  string `form:"reason"`
	wrong   *fault.Error
	adding  bool
}

// at is the moment that was typed, in California time; zero where it is none.
func (f serviceForm) at() time.Time {
	t, _ := time.ParseInLocation("2006-01-02 15:04", strings.TrimSpace(f.Day)+" "+strings.TrimSpace(f.Time), calendar.Zone)
	return t
}

func (s *Server) caseService(c echo.Context) error {
	now := s.desk.Now().In(calendar.Zone)
	return s.showService(c, http.StatusOK, serviceForm{Method: string(casework.ByMail), Day: calendar.DateOf(now).String(), Time: now.Format("15:04")})
}

func (s *Server) showService(c echo.Context, status int, f serviceForm) error {
	ctx, by, number := c.Request().Context(), actor(c), casefile.CaseNumber(c.Param("number"))
	o, err := s.desk.Case(ctx, by, number)
	if err != nil {
		return err
	}
	lists, err := s.desk.ServiceLists(ctx, by, number)
	if err != nil {
		return err
	}
	wish, err := s.desk.LetterWish(ctx, by, number)
	if err != nil {
		return err
	}
	view := templates.CaseService{Base: caseURL(number) + "/service", Errors: messages(f.wrong, func(path string) string { return "#" + orNone(path, "main") }),
		Wish: "Every party gets the same letter, and the others read English. A letter to a worker who may not read English has its first part in Spanish too."}
	f.fill(&view)
	view.Languages, view.Large = languageOptions(wish.Language), wish.Large
	for i, l := range lists {
		newest := i == len(lists)-1
		view.Lists = append(view.Lists, servedList(l, newest, f))
		if newest {
			view.Version, view.Due = fmt.Sprint(l.Version), slices.ContainsFunc(l.Recipients, casework.ServedRecipient.Due)
		}
	}
	slices.Reverse(view.Lists)
	if view.Chrome, err = s.caseChrome(c, "Service of the letter", o); err != nil {
		return err
	}
	return s.render(c, status, templates.CaseServicePage(view))
}

func languageOptions(now letter.Language) []part.Option {
	out := []part.Option{{Value: "unknown", Label: "Nobody knows: English, then Spanish", Selected: now == ""}}
	for l, words := range map[letter.Language]string{letter.English: "English only", letter.Spanish: "Spanish, then English"} {
		out = append(out, part.Option{Value: string(l), Label: words, Selected: now == l})
	}
	slices.SortFunc(out, func(a, b part.Option) int { return -strings.Compare(a.Value, b.Value) })
	return out
}

// fill writes what was typed into the fields.
func (f serviceForm) fill(view *templates.CaseService) {
	field := func(name, label, value, hint string) part.Field {
		return part.Field{ID: name, Name: name, Label: label, Value: value, Hint: hint, Error: f.wrong.Field(name)}
	}
	view.Method = field("method", "Method", f.Method, "")
	for _, m := range casework.ServiceMethods {
		view.Methods = append(view.Methods, part.Option{Value: string(m), Label: methodLabel[m], Selected: string(m) == f.Method})
	}
	view.Day, view.Time = field("day", "Day", f.Day, "Such as 2014-03-27."), field("time", "Time", f.Time, "In California, such as 14:30.")
	view.Proof = field("proof", "Proof", f.Proof, "Such as the certified mail number, the fax confirmation, or who mailed it and where. An e-mail notice needs none.")
	view.ToError, view.AddOpen = f.wrong.Field("to"), f.adding
	view.Role = field("role", "Which party this is or stands for", f.Role, "")
	for _, r := range casework.RecipientRoles {
		view.Roles = append(view.Roles, part.Option{Value: r, Label: words(r), Selected: r == f.Role})
	}
	address := field("address", "Address", f.Address, "")
	address.Rows = 3
	view.Add = []part.Field{field("name", "Name", f.Name, ""), address, field("email", "E-mail address", f.Email, ""), field("reason", "Reason", f.Reason, "")}
}

func servedList(l casework.ServiceList, newest bool, f serviceForm) templates.ServedList {
	out := templates.ServedList{Version: fmt.Sprint(l.Version), On: l.On.US(), Newest: newest}
	for _, r := range l.Recipients {
		row := templates.ServedRow{Position: fmt.Sprint(r.Position), Role: words(r.Role), Name: r.Name, Address: r.Address, Email: r.Email, Reason: r.Reason,
			Mark: "served", Tone: "done", Chosen: newest && slices.Contains(f.To, r.Position)}
		if row.Address == "" {
			row.Address = "No address"
		}
		if r.Due() {
			row.Mark, row.Tone = "not yet", "open"
		}
		for _, one := range r.Served {
			row.Served = append(row.Served, servedWords(one))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// servedWords says how, when and by which proof somebody was served.
func servedWords(v casework.Served) string {
	out := fmt.Sprintf("%s, %s %s", methodLabel[v.Method], calendar.DateOf(v.At).US(), clockTime(v.At))
	if v.Proof != "" {
		out += ": " + v.Proof
	}
	if m := v.Mailed; m != nil {
		switch {
		case !m.SentAt.IsZero():
			out += fmt.Sprintf(": taken by the mail server %s %s, message %s", calendar.DateOf(m.SentAt).US(), clockTime(m.SentAt), m.Message)
		case !m.DeadAt.IsZero():
			out += ": could not be sent. " + m.Trouble
		default:
			out += ": waits to be sent"
		}
	}
	return out + " (recorded by " + v.By + ")"
}

// typedService reads the form of the page; the rest of a handler is the act.
func typedService(c echo.Context) (f serviceForm, number casefile.CaseNumber, err error) {
	err = c.Bind(&f)
	return f, casefile.CaseNumber(c.Param("number")), err
}

func (s *Server) serve(c echo.Context) error {
	f, number, err := typedService(c)
	if err != nil {
		return err
	}
	err = s.desk.Serve(c.Request().Context(), actor(c), number, casework.Service{Version: f.Version, Positions: f.To, Method: casework.ServiceMethod(f.Method), At: f.at(), Proof: f.Proof})
	return s.afterService(c, err, "The service is recorded.", f)
}

func (s *Server) addRecipient(c echo.Context) error {
	f, number, err := typedService(c)
	if err != nil {
		return err
	}
	f.adding = true
	r := determination.Recipient{Role: f.Role, Name: strings.TrimSpace(f.Name), Address: strings.TrimSpace(strings.ReplaceAll(f.Address, "\r\n", "\n")), Email: strings.TrimSpace(f.Email)}
	err = s.desk.AddRecipient(c.Request().Context(), actor(c), number, r, f.Reason)
	return s.afterService(c, err, "Added to the list.", f)
}

func (s *Server) letterWish(c echo.Context) error {
	f, number, err := typedService(c)
	if err != nil {
		return err
	}
	wish := casework.LetterWish{Language: letter.Language(c.FormValue("language")), Large: c.FormValue("large") != ""}
	if wish.Language == "unknown" {
		wish.Language = ""
	}
	err = s.desk.SetLetterWish(c.Request().Context(), actor(c), number, wish)
	return s.afterService(c, err, "Saved. The next letter is made so.", f)
}

func (s *Server) afterService(c echo.Context, err error, said string, f serviceForm) error {
	if wrong := fault.Of(err); wrong != nil && wrong.Kind == fault.Invalid {
		f.wrong = wrong
		return s.showService(c, statusOf[wrong.Kind], f)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, said); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, caseURL(casefile.CaseNumber(c.Param("number")))+"/service")
}

func (s *Server) printService(c echo.Context) error {
	f, number, err := typedService(c)
	if err != nil {
		return err
	}
	envelopes, err := s.desk.LettersToPrint(c.Request().Context(), actor(c), number)
	if fault.Is(err, fault.Invalid) {
		return s.afterService(c, err, "", f)
	}
	if err != nil {
		return err
	}
	return printed(c, envelopes)
}

// printed answers with one file for the printer. Its name holds no person.
func printed(c echo.Context, envelopes []letter.Envelope) error {
	file, err := letter.Print(envelopes)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `inline; filename="letters-to-print.pdf"`)
	return c.Blob(http.StatusOK, "application/pdf", file)
}

func (s *Server) dueLetters(c echo.Context) error {
	return s.showDue(c, http.StatusOK, c.QueryParam("day"), dueForm{all: true})
}

// dueForm is what was chosen on the list of letters; all marks every one.
type dueForm struct {
	Letters []string `form:"letter"`
	Proof   string   `form:"proof"`
	all     bool
	wrong   *fault.Error
}

func (f dueForm) numbers() []casefile.CaseNumber {
	out := make([]casefile.CaseNumber, len(f.Letters))
	for i, n := range f.Letters {
		out[i] = casefile.CaseNumber(n)
	}
	return out
}

func (s *Server) showDue(c echo.Context, status int, typed string, f dueForm) error {
	day, err := calendar.ParseDate(strings.TrimSpace(typed))
	wrong := ""
	if typed != "" && err != nil {
		wrong, status = "Enter a day such as 2014-03-27.", http.StatusUnprocessableEntity
	}
	due, err := s.desk.DueLetters(c.Request().Context(), actor(c), day)
	if err != nil {
		return err
	}
	view := templates.DueLetters{Total: fmt.Sprintf("%s have still to reach %s.", count(due.Cases, "letter"), count(due.Recipients, "recipient")),
		Day:    part.Field{ID: "day", Name: "day", Label: "Issued on", Value: typed, Hint: "Such as 2014-03-27.", Error: wrong},
		Proof:  part.Field{ID: "proof", Name: "proof", Label: "Proof of mailing", Value: f.Proof, Hint: "Such as who took them to which post office.", Error: f.wrong.Field("proof")},
		Errors: messages(f.wrong, func(path string) string { return "#" + orNone(path, "main") })}
	if due.Cases == 1 {
		view.Total = fmt.Sprintf("1 letter has still to reach %s.", count(due.Recipients, "recipient"))
	}
	shown := 0
	for _, l := range due.Letters {
		view.Rows = append(view.Rows, templates.DueLetterRow{Number: string(l.Number), URL: caseURL(l.Number) + "/service", Version: strconv.Itoa(l.Version), On: l.On.US(),
			Recipients: count(l.Recipients, "recipient"), Chosen: f.all || slices.Contains(f.Letters, string(l.Number))})
		shown++
	}
	view.More = day.IsZero() && shown < due.Cases
	if view.Chrome, err = s.chrome(c, "Letters to serve"); err != nil {
		return err
	}
	return s.render(c, status, templates.DueLettersPage(view))
}

func (s *Server) printDue(c echo.Context) error {
	var f dueForm
	if err := c.Bind(&f); err != nil {
		return err
	}
	envelopes, err := s.desk.LettersToPrint(c.Request().Context(), actor(c), f.numbers()...)
	if err == nil {
		return printed(c, envelopes)
	}
	return s.refusedDue(c, f, err)
}

func (s *Server) mailedDue(c echo.Context) error {
	var f dueForm
	if err := c.Bind(&f); err != nil {
		return err
	}
	n, err := s.desk.RecordMailed(c.Request().Context(), actor(c), f.Proof, f.numbers()...)
	if err != nil {
		return s.refusedDue(c, f, err)
	}
	if err := s.flash(c, "Recorded as mailed to "+count(n, "recipient")+"."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/service")
}

func (s *Server) refusedDue(c echo.Context, f dueForm, err error) error {
	if f.wrong = fault.Of(err); f.wrong == nil || f.wrong.Kind != fault.Invalid {
		return err
	}
	return s.showDue(c, statusOf[f.wrong.Kind], "", f)
}
