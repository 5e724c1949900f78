package fault

import (
	"errors"
	"fmt"
	"testing"
)

func TestOfFindsAFaultInAnyChain(t *testing.T) {
	f := New(Conflict, "Somebody was faster than %s.", "you")
	for name, tt := range map[string]struct {
		err  error
		want Kind // 0 is no fault
	}{
		"nothing":        {nil, 0},
		"another error":  {errors.New("disk full"), 0},
		"the fault":      {f, Conflict},
		"wrapped":        {fmt.Errorf("save: %w", f), Conflict},
		"joined":         {errors.Join(errors.New("close"), f), Conflict},
		"its words only": {errors.New(f.Error()), 0},
	} {
		got := Of(tt.err)
		if (got == nil) != (tt.want == 0) || got != nil && got.Kind != tt.want {
			t.Errorf("%s: Of = %v, want kind %d", name, got, tt.want)
		}
		for kind := Invalid; kind <= TooMany; kind++ {
			if is := Is(tt.err, kind); is != (kind == tt.want) {
				t.Errorf("%s: Is(kind %d) = %v", name, kind, is)
			}
		}
	}
}

func TestFieldsAreOneInvalidFault(t *testing.T) {
	var none Fields
	if err := none.Err("Nothing is wrong."); err != nil {
		t.Errorf("no field makes the error %v", err)
	}
	var bad Fields
	bad.Add("items[0].timing", "%d%% is no timing", 5)
	bad.Add("name", "Enter a name.")
	bad.Add("name", "Enter a short one.")
	f := Of(bad.Err("It was refused."))
	if f.Kind != Invalid || f.Error() != "It was refused.\nitems[0].timing: 5% is no timing\nname: Enter a name.\nname: Enter a short one." {
		t.Errorf("kind %d: %q", f.Kind, f)
	}
	for path, want := range map[string]string{"name": "Enter a name.", "items[0].timing": "5% is no timing", "items[0]": ""} {
		if got := f.Field(path); got != want {
			t.Errorf("Field(%s) = %q, want %q", path, got, want)
		}
	}
	if got := (*Error)(nil).Field("name"); got != "" {
		t.Errorf("no fault has the field %q", got)
	}
	if got := (&Error{Fields: []Field{{"a", "b"}}}).Error(); got != "a: b" {
		t.Errorf("without a message: %q", got)
	}
}
