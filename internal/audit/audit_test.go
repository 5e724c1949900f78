package audit

import (
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"imr/internal/account"
)

func trail(n int) []Event {
	at := time.Date(2026, 11, 24, 5, 0, 0, 123456789, time.UTC)
	var out []Event
	head := Head{}
	for i := range n {
		e := New(By(account.Actor{ID: "u1"}, "draft.save", "CM14-0031234").With("version"), at.Add(time.Duration(i)*time.Second), head.Seq, head.Hash)
		out, head = append(out, e), Head{e.Seq, e.Hash}
	}
	return out
}

func each(es []Event) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		for _, e := range es {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func TestVerifyAcceptsASoundTrail(t *testing.T) {
	es := trail(5)
	head, err := Verify(each(es))
	if err != nil || head != (Head{5, es[4].Hash}) {
		t.Errorf("Verify = %+v, %v; want the fifth event's head", head, err)
	}
}

func TestVerifyFindsEachTampering(t *testing.T) {
	for name, tt := range map[string]struct {
		tamper func([]Event) []Event
		want   string
	}{
		"actor changed":  {func(es []Event) []Event { es[2].Actor = "u2"; return es }, "event 3 was changed"},
		"act changed":    {func(es []Event) []Event { es[2].Name = "draft.read"; return es }, "event 3 was changed"},
		"object changed": {func(es []Event) []Event { es[2].Object = "CM14-1"; return es }, "event 3 was changed"},
		"note changed":   {func(es []Event) []Event { es[2].Note = ""; return es }, "event 3 was changed"},
		"time changed":   {func(es []Event) []Event { es[2].At = es[2].At.Add(time.Microsecond); return es }, "event 3 was changed"},
		"text moved between fields": {func(es []Event) []Event {
			es[2].Name, es[2].Object = "draft.saveC", "M14-0031234"
			return es
		}, "event 3 was changed"},
		"event removed": {func(es []Event) []Event { return slices.Delete(es, 2, 3) }, "events are missing"},
		"event changed with its own hash": {func(es []Event) []Event {
			es[2].Note = "other"
			es[2].Hash = es[2].sum()
			return es
		}, "event 4 does not continue event 3"},
		"first event cut": {func(es []Event) []Event { return es[1:] }, "events are missing"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Verify(each(tt.tamper(trail(5))))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Verify: %v, want %q", err, tt.want)
			}
		})
	}
}

func TestCommandsAreNamed(t *testing.T) {
	if e := New(By(account.Command("imr import"), "case.import", "CM1"), time.Now(), 0, ""); e.Actor != "command imr import" {
		t.Errorf("actor %q", e.Actor)
	}
}

func TestKeptHeadsTellWhatTheChainCannot(t *testing.T) {
	es := trail(5)
	kept, err := ParseHead(Head{4, es[3].Hash}.String())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Verify(each(es), kept); err != nil {
		t.Errorf("sound trail: %v", err)
	}
	if _, err := Verify(each(es[:3]), kept); err == nil || !strings.Contains(err.Error(), "cut off") {
		t.Errorf("cut tail: %v", err)
	}
	var rewritten []Event
	head := Head{}
	for range 5 {
		e := New(By(account.Actor{ID: "u2"}, "draft.save", "CM14-0031234"), es[0].At, head.Seq, head.Hash)
		rewritten, head = append(rewritten, e), Head{e.Seq, e.Hash}
	}
	if _, err := Verify(each(rewritten), kept); err == nil || !strings.Contains(err.Error(), "rewritten") {
		t.Errorf("rewritten trail: %v", err)
	}
	for _, bad := range []string{"", "4", "x:" + es[3].Hash, "4:12"} {
		if _, err := ParseHead(bad); err == nil {
			t.Errorf("ParseHead(%q) accepted", bad)
		}
	}
}
