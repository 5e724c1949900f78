package deadline_test

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"imr/internal/calendar"
	"imr/internal/deadline"
)

// example is one line of testdata/examples.txt.
type example struct {
	text          string
	code, ref     string
	on, at, start string
	holidays      string
	events        []deadline.Event
	asOf          time.Time
}

// zones are those in which a server may stand.
var zones = []string{"UTC", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Kiritimati", "Asia/Kathmandu"}

func TestWorkedExamplesInFiveServerTimeZones(t *testing.T) {
	examples := readExamples(t)
	if len(examples) < 300 {
		t.Fatalf("there are only %d examples", len(examples))
	}
	home := time.Local
	defer func() { time.Local = home }()
	for _, name := range zones {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		time.Local = zone
		for _, x := range examples {
			x.check(t, name)
		}
	}
}

// check replays the events as a server in time.Local holds them.
func (x example) check(t *testing.T, zone string) {
	t.Helper()
	events := make([]deadline.Event, len(x.events))
	for i, e := range x.events {
		e.At, e.Recorded = e.At.Local(), e.Recorded.Local()
		events[i] = e
	}
	if !x.asOf.IsZero() {
		events = deadline.KnownBy(events, x.asOf.Local())
	}
	got := [4]string{"none", "-", "0", "-"}
	for _, d := range deadline.Standard().Replay(events).Dues {
		if d.Code != x.code || d.Ref != x.ref {
			continue
		}
		got = [4]string{d.On.String(), "-", strconv.Itoa(len(d.Holidays)), string(d.Start.Kind)}
		if !d.At.IsZero() {
			got[1] = d.At.In(calendar.Zone).Format("2006-01-02T15:04")
		}
		if d.Rule.Section == "" || d.Words() == "" || d.Rule.Calendar() == "" {
			t.Errorf("%s: %s: the due date does not say its rule", zone, x.text)
		}
	}
	if want := [4]string{x.on, x.at, x.holidays, x.start}; got != want {
		t.Errorf("%s: %s\n got %v\nwant %v", zone, x.text, got, want)
	}
}

func readExamples(t *testing.T) []example {
	t.Helper()
	text, err := os.ReadFile("testdata/examples.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []example
	for _, line := range strings.Split(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		left, right, _ := strings.Cut(line, " | ")
		f := strings.Fields(left)
		if len(f) != 5 {
			t.Fatalf("%q has %d columns", line, len(f))
		}
		x := example{text: line, on: f[1], at: f[2], holidays: f[3], start: f[4]}
		x.code, x.ref, _ = strings.Cut(f[0], "/")
		right, asOf, asked := strings.Cut(right, " ? ")
		if asked {
			x.asOf = instant(t, asOf)
		}
		for i, one := range strings.Split(right, "; ") {
			x.events = append(x.events, eventOf(t, int64(i+1), one))
		}
		out = append(out, x)
	}
	return out
}

// eventOf reads an event such as notice_sent/provider(mail)@2014-03-01T12:00.
func eventOf(t *testing.T, seq int64, s string) deadline.Event {
	t.Helper()
	what, when, ok := strings.Cut(s, "@")
	if !ok {
		t.Fatalf("%q has no instant", s)
	}
	at, recorded, later := strings.Cut(when, "^")
	e := deadline.Event{Seq: seq, At: instant(t, at), Note: "for the example"}
	e.Recorded = e.At
	if later {
		e.Recorded = instant(t, recorded)
	}
	what, arg, _ := strings.Cut(strings.TrimSuffix(what, ")"), "(")
	kind, ref, _ := strings.Cut(what, "/")
	e.Kind, e.Ref = deadline.Kind(kind), ref
	takeArgument(t, &e, arg)
	return e
}

func takeArgument(t *testing.T, e *deadline.Event, arg string) {
	t.Helper()
	number, replaces := strings.CutPrefix(arg, "~")
	n, err := strconv.Atoi(number)
	switch {
	case arg == "":
	case replaces:
		e.Replaces = int64(n)
	case e.Kind == deadline.Extended && err == nil:
		e.Days = n
	case e.Kind == deadline.Deferred:
		e.Until = calendar.MustDate(arg)
	case e.Kind == deadline.ApplicationReceived:
		e.Case = arg
	default:
		e.Service = arg
	}
}

func instant(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02T15:04", s, calendar.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
