package sqlite

import (
	"fmt"
	"reflect"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
)

// filler gives every field another value, so that one that is lost or mixed up
// with another shows.
type filler struct{ n int }

// filled is a T without an empty field and, but for those with few allowed
// values, without two equal ones.
func filled[T any]() T {
	var v T
	(&filler{}).fill(reflect.ValueOf(&v).Elem())
	return v
}

// allowed are the values of the types that the schema bounds.
var allowed = map[reflect.Type][]string{
	reflect.TypeFor[casefile.Priority]():     {"standard", "expedited", "formulary"},
	reflect.TypeFor[casefile.ReviewTiming](): {"prospective", "concurrent", "retrospective"},
	reflect.TypeFor[casefile.Side]():         {"left", "right", "bilateral"},
}

func (f *filler) fill(v reflect.Value) {
	f.n++
	if day, ok := v.Addr().Interface().(*calendar.Date); ok {
		*day = calendar.MustDate("2014-01-01").AddDays(f.n)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 3, 3))
		for i := range 3 {
			f.fill(v.Index(i))
		}
	case reflect.String:
		if words := allowed[v.Type()]; words != nil {
			v.SetString(words[f.n%len(words)])
		} else { // as long as a SHA-256, which the schema asks for
			v.SetString(fmt.Sprintf("%-55d'a' \"b\"\nü", f.n))
		}
	case reflect.Int:
		v.SetInt(int64(f.n))
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("no value for " + v.Type().String())
	}
}

func TestFilledLeavesNoFieldEmpty(t *testing.T) {
	var walk func(path string, v reflect.Value)
	walk = func(path string, v reflect.Value) {
		if v.IsZero() {
			t.Errorf("%s is empty", path)
		}
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				walk(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Pointer:
			walk(path, v.Elem())
		case reflect.Slice:
			for i := range v.Len() {
				walk(fmt.Sprintf("%s[%d]", path, i), v.Index(i))
			}
		}
	}
	walk("case", reflect.ValueOf(filled[casefile.Case]()))
}
