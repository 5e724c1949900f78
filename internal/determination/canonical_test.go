package determination

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/review"
)

// leaves visits every value below v that holds no others.
func leaves(v reflect.Value, path string, visit func(reflect.Value, string)) {
	switch {
	case v.Type() == reflect.TypeFor[calendar.Date]() || v.Kind() == reflect.String || v.Kind() == reflect.Int || v.Kind() == reflect.Bool:
		visit(v, path)
	case v.Kind() == reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		leaves(v.Elem(), path, visit)
	case v.Kind() == reflect.Slice:
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		}
		for i := range v.Len() {
			leaves(v.Index(i), fmt.Sprintf("%s[%d]", path, i), visit)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if v.Type() == reflect.TypeFor[review.Decision]() && v.Type().Field(i).Name == "Criteria" {
				continue // they are no part of a determination
			}
			if v.Type() == reflect.TypeFor[casefile.Case]() && v.Type().Field(i).Name == "Form" {
				continue // nor is what the application asks of its parties
			}
			leaves(v.Field(i), path+"."+v.Type().Field(i).Name, visit)
		}
	default:
		panic("no case for " + v.Type().String() + " at " + path)
	}
}

// full is a determination in which every field holds another value.
func full() Determination {
	var d Determination
	n := 0
	leaves(reflect.ValueOf(&d).Elem(), "", func(v reflect.Value, _ string) {
		n++
		change(v, n)
	})
	d.Format = Format
	return d
}

func change(v reflect.Value, n int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("value %d", n))
	case reflect.Int:
		v.SetInt(int64(1000 + n))
	case reflect.Bool:
		v.SetBool(!v.Bool())
	default:
		v.Set(reflect.ValueOf(calendar.DateOf(time.Date(2014, 1, 1, 20, 0, 0, 0, time.UTC)).AddDays(n)))
	}
}

func canonical(t *testing.T, d Determination) string {
	t.Helper()
	out, err := d.Canonical()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestCanonicalRoundTrip(t *testing.T) {
	for name, d := range map[string]Determination{"every field different": full(), "empty": {Format: Format}} {
		t.Run(name, func(t *testing.T) {
			got, err := Parse([]byte(canonical(t, d)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(d, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestEveryFieldCounts changes one field at a time: none may be left out of the hash.
func TestEveryFieldCounts(t *testing.T) {
	var paths []string
	d := full()
	leaves(reflect.ValueOf(&d).Elem(), "", func(_ reflect.Value, path string) { paths = append(paths, path) })
	seen := map[string]string{SHA256([]byte(canonical(t, full()))): "nothing"}
	for i, path := range paths {
		if path == ".Format" {
			continue
		}
		d, at := full(), -1
		leaves(reflect.ValueOf(&d).Elem(), "", func(v reflect.Value, _ string) {
			if at++; at == i {
				change(v, 5000+i)
			}
		})
		sum := SHA256([]byte(canonical(t, d)))
		if seen[sum] != "" {
			t.Errorf("changing %s gives the hash of changing %s", path, seen[sum])
		}
		seen[sum] = path
	}
	if len(paths) < 150 {
		t.Errorf("only %d fields were tried", len(paths))
	}
}

func TestCanonicalForm(t *testing.T) {
	d := Determination{Format: Format, Overall: Uphold}
	d.Organization.Name = "\u20ac$\u000f\nA'B\"\\\"/<&>\u2028\U0001F600\b\t\f\r\x7f"
	got := canonical(t, d)
	if want := "\"name\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\"/<&>\u2028\U0001F600\\b\\t\\f\\r\x7f\""; !strings.Contains(got, want) {
		t.Errorf("no %s in %s", want, got)
	}
	if !json.Valid([]byte(got)) {
		t.Error("not JSON")
	}
	plain := full()
	plain.Items[0].Sequence, plain.Items[0].Worksheet = review.Sequence{}, review.Worksheet{}
	if text := canonical(t, plain); strings.Count(text, `"search":`) != 1 || strings.Count(text, `"worksheet":`) != 1 {
		t.Error("a decision without a record of its search has other bytes than before there were any")
	}
	for _, want := range []string{`{"case":{"application":{"channel":""`, `"representative":null`, `"decided_on":"","format":"imr-determination/1","items":[]`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	full := canonical(t, full())
	for _, want := range []string{`"decided_on":"2014-`, `"sha256":"value `, `"sources":[{"document":"value `, `"citations":[{"author":"value `, `"conditional":true`} {
		if !strings.Contains(full, want) {
			t.Errorf("no %s in %s", want, full)
		}
	}
}

func TestCanonicalRefuses(t *testing.T) {
	broken := full()
	broken.Summary[1].Text = "a\xffb"
	for name, d := range map[string]Determination{"invalid UTF-8": broken, "no format": {}} {
		if _, err := d.Canonical(); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	good := canonical(t, full())
	for name, bad := range map[string]string{
		"space":           " " + good,
		"space within":    strings.Replace(good, ":", ": ", 1),
		"line at the end": good + "\n",
		"unknown field":   strings.Replace(good, `"format"`, `"extra":1,"format"`, 1),
		"other order":     `{"overall":"UPHOLD",` + good[1:],
		"another format":  strings.Replace(good, Format, "imr-determination/2", 1),
		"escaped letter":  strings.Replace(good, "value", `\u0076alue`, 1),
		"missing field":   strings.Replace(good, `"format":"imr-determination/1",`, "", 1),
		"missing list":    strings.Replace(canonical(t, Determination{Format: Format}), `"summary":[]`, `"summary":null`, 1),
		"not JSON":        "{",
		"impossible date": strings.Replace(good, `"decided_on":"2014`, `"decided_on":"2014-02-30`, 1),
	} {
		if bad == good {
			t.Fatalf("%s: spoils nothing", name)
		}
		if _, err := Parse([]byte(bad)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestSHA256(t *testing.T) {
	if got := SHA256([]byte("abc")); got != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Errorf("got %s", got)
	}
}
