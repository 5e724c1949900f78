package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/templates"
	"imr/templates/part"
)

// binder ties a field of the form to its place in a case. set is false where the
// text cannot be read.
type binder struct {
	get func(*casefile.Case) string
	set func(*casefile.Case, string) bool
}

// applicationField is a field of the form. Its path is that of the exchange format,
// and the name of the field in the form.
type applicationField struct {
	path, label, kind, class, hint string
	options                        []part.Option
	at                             binder
}

func textAt[T ~string](at func(*casefile.Case) *T) binder {
	return binder{func(c *casefile.Case) string { return string(*at(c)) },
		func(c *casefile.Case, s string) bool { *at(c) = T(strings.TrimSpace(s)); return true }}
}

func dateAt(at func(*casefile.Case) *calendar.Date) binder {
	return binder{func(c *casefile.Case) string { return at(c).US() },
		func(c *casefile.Case, s string) (ok bool) { *at(c), ok = parseDay(s); return ok }}
}

func flagAt(at func(*casefile.Case) *bool) binder {
	return binder{func(c *casefile.Case) string {
		if *at(c) {
			return "yes"
		}
		return ""
	}, func(c *casefile.Case, s string) bool { *at(c) = s == "yes"; return true }}
}

// parseDay reads a day as people write it, 03/14/2014 or 2014-03-14; nothing is the
// zero date. It is false for a day that there is not.
func parseDay(s string) (calendar.Date, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return calendar.Date{}, true
	}
	if p := strings.Split(s, "/"); len(p) == 3 && len(p[2]) == 4 {
		s = fmt.Sprintf("%s-%02s-%02s", p[2], p[0], p[1])
		s = strings.ReplaceAll(s, " ", "0")
	}
	d, err := calendar.ParseDate(s)
	return d, err == nil
}

// options are the choices of a select, the empty one first.
func options[T ~string](values []T, labels map[T]string) []part.Option {
	out := []part.Option{{Label: "Choose"}}
	for _, v := range values {
		if v != "" {
			out = append(out, part.Option{Value: string(v), Label: labelOr(labels, v)})
		}
	}
	return out
}

// field draws the field with what the form holds, or with what the case holds.
func (f applicationField) field(name, value string, wrong *fault.Error) templates.FormField {
	out := templates.FormField{Field: part.Field{ID: fieldID(name), Name: name, Label: f.label, Hint: f.hint, Value: value, Error: wrong.Field(name)},
		Kind: f.kind, Checked: value == "yes", Class: f.class}
	for _, o := range f.options {
		o.Selected = o.Value == value
		out.Options = append(out.Options, o)
	}
	return out
}

// fieldID is the id of the element of a field, such as items-0-timing.
func fieldID(path string) string {
	return strings.Trim(strings.NewReplacer(".", "-", "[", "-", "]", "").Replace(path), "-")
}

// mostItems bounds what one form may carry.
const mostItems = 60

func itemCount(form url.Values) int {
	n, _ := strconv.Atoi(form.Get("items"))
	return min(max(n, 0), mostItems)
}

// readApplication turns the form into a case. What cannot be read, and two services
// in one line that nobody confirmed, are named by their fields.
func readApplication(form url.Values) (casefile.Case, fault.Fields) {
	c := casefile.Case{Form: &casefile.Form{}, Representative: &casefile.Representative{}}
	var bad fault.Fields
	for _, s := range applicationSections {
		for _, f := range s.fields {
			if !f.at.set(&c, form.Get(f.path)) {
				bad.Add(f.path, "Enter a date that exists, such as 03/14/2014.")
			}
		}
	}
	if *c.Representative == (casefile.Representative{}) {
		c.Representative = nil
	}
	for i := range itemCount(form) {
		c.Items = append(c.Items, readItem(form, i, &bad))
	}
	return c, bad
}

func readItem(form url.Values, i int, bad *fault.Fields) casefile.DisputedItem {
	at := fmt.Sprintf("items[%d].", i)
	get := func(name string) string {
		return strings.TrimSpace(strings.ReplaceAll(form.Get(at+name), "\r\n", "\n"))
	}
	it := casefile.DisputedItem{ID: casefile.ItemID(strconv.Itoa(i + 1)), Description: get("description"), Quantity: get("quantity"),
		Category: casefile.Category(get("category")), Timing: casefile.ReviewTiming(get("timing")),
		ClaimsAdministratorGuideline: get("claims_administrator_guideline")}
	for _, s := range strings.FieldsFunc(get("service_dates"), func(r rune) bool { return strings.ContainsRune(",; \n\t", r) }) {
		d, ok := parseDay(s)
		if !ok {
			bad.Add(at+"service_dates", "%q is no date; enter dates such as 03/14/2014, parted by commas.", s)
			break
		}
		it.ServiceDates = append(it.ServiceDates, d)
	}
	for _, line := range strings.Split(get("body_parts"), "\n") {
		if p := bodyPart(line); p.Part != "" {
			it.BodyParts = append(it.BodyParts, p)
		}
	}
	if it.MayBeSeveral() && form.Get(at+"one_service") != "yes" {
		bad.Add(at+"description", "This may be two services. Enter each as an item of its own, or confirm below that it is one.")
	}
	return it
}

// bodyPart reads a line such as “left knee”.
func bodyPart(line string) casefile.BodyPart {
	line = strings.TrimSpace(line)
	first, rest, more := strings.Cut(line, " ")
	if side := casefile.Side(strings.ToLower(first)); more && side != "" && slices.Contains(casefile.Sides, side) {
		return casefile.BodyPart{Part: strings.TrimSpace(rest), Side: side}
	}
	return casefile.BodyPart{Part: line}
}

// applicationValues is a case as its form would send it.
func applicationValues(c casefile.Case) url.Values {
	form := url.Values{"items": {strconv.Itoa(len(c.Items))}}
	if c.Form == nil {
		c.Form = &casefile.Form{}
	}
	if c.Representative == nil {
		c.Representative = &casefile.Representative{}
	}
	for _, s := range applicationSections {
		for _, f := range s.fields {
			form.Set(f.path, f.at.get(&c))
		}
	}
	for i, it := range c.Items {
		at := fmt.Sprintf("items[%d].", i)
		var parts []string
		for _, p := range it.BodyParts {
			parts = append(parts, strings.TrimSpace(string(p.Side)+" "+p.Part))
		}
		for name, value := range map[string]string{"description": it.Description, "quantity": it.Quantity, "category": string(it.Category),
			"timing": string(it.Timing), "claims_administrator_guideline": it.ClaimsAdministratorGuideline,
			"service_dates": usDates(it.ServiceDates), "body_parts": strings.Join(parts, "\n")} {
			form.Set(at+name, value)
		}
		if it.MayBeSeveral() {
			form.Set(at+"one_service", "yes")
		}
	}
	return form
}

// withoutItem is the form with the item taken out, and those after it moved up.
func withoutItem(form url.Values, gone int) url.Values {
	n := itemCount(form)
	out := url.Values{}
	for name, v := range form {
		if !strings.HasPrefix(name, "items[") {
			out[name] = v
		}
	}
	to := 0
	for from := range n {
		if from == gone {
			continue
		}
		for name, v := range form {
			if rest, ok := strings.CutPrefix(name, fmt.Sprintf("items[%d].", from)); ok {
				out[fmt.Sprintf("items[%d].%s", to, rest)] = v
			}
		}
		to++
	}
	out.Set("items", strconv.Itoa(to))
	return out
}
