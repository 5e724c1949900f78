package determination

import (
	"bytes"
	"crypto/ed25519"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"imr/internal/calendar"
	"imr/internal/fault"
)

// issued is an issued determination in which every field holds another value.
func issued() Issued {
	return Issued{Format: IssuedFormat, Version: 2, IssuedOn: calendar.MustDate("2026-11-24"), Code: "AAAA-BBBB-CCCC-DDDD", Reason: "a reason", Previous: "before",
		Key: KeyID(testKey(1).Public().(ed25519.PublicKey)), Letters: map[LetterFormat]string{HTML: "h", PDF: "p", Text: "t"}, Determination: full()}
}

func testKey(seed byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, ed25519.SeedSize))
}

func issuedBytes(t *testing.T, i Issued) []byte {
	t.Helper()
	out, err := i.Canonical()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestIssuedRoundTrip(t *testing.T) {
	for name, i := range map[string]Issued{
		"every field different": issued(),
		"empty":                 {Format: IssuedFormat, Letters: map[LetterFormat]string{HTML: "", PDF: "", Text: ""}, Determination: Determination{Format: Format}},
	} {
		got, err := ParseIssued(issuedBytes(t, i))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(i, got); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

func TestEveryFieldOfAnIssuedCounts(t *testing.T) {
	seen := map[string]string{SHA256(issuedBytes(t, issued())): "nothing"}
	for name, change := range map[string]func(*Issued){
		"version":       func(i *Issued) { i.Version++ },
		"day":           func(i *Issued) { i.IssuedOn = i.IssuedOn.AddDays(1) },
		"code":          func(i *Issued) { i.Code += "x" },
		"reason":        func(i *Issued) { i.Reason += "x" },
		"previous":      func(i *Issued) { i.Previous += "x" },
		"key":           func(i *Issued) { i.Key += "x" },
		"html":          func(i *Issued) { i.Letters[HTML] += "x" },
		"pdf":           func(i *Issued) { i.Letters[PDF] += "x" },
		"text":          func(i *Issued) { i.Letters[Text] += "x" },
		"determination": func(i *Issued) { i.Determination.Items[0].Rationale += "x" },
	} {
		i := issued()
		change(&i)
		sum := SHA256(issuedBytes(t, i))
		if seen[sum] != "" {
			t.Errorf("changing the %s gives the hash of changing %s", name, seen[sum])
		}
		seen[sum] = name
	}
	if n := reflect.TypeFor[Issued]().NumField(); n != 9 {
		t.Errorf("an issued determination has %d fields, and this table knows 9", n)
	}
}

func TestParseIssuedRefuses(t *testing.T) {
	good := string(issuedBytes(t, issued()))
	for name, bad := range map[string]string{
		"space":                 good + " ",
		"unknown field":         strings.Replace(good, `"format"`, `"extra":1,"format"`, 1),
		"another format":        strings.Replace(good, IssuedFormat, "imr-issued/2", 1),
		"another determination": strings.Replace(good, Format, "imr-determination/2", 1),
		"missing field":         strings.Replace(good, `"previous":"before",`, "", 1),
		"not JSON":              good[1:],
	} {
		if bad == good {
			t.Fatalf("%s: spoils nothing", name)
		}
		if _, err := ParseIssued([]byte(bad)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestSealedFileRoundTrip(t *testing.T) {
	key := testKey(1)
	sealed := Seal(issuedBytes(t, issued()), key)
	file, err := sealed.File()
	if err != nil {
		t.Fatal(err)
	}
	got, i, err := ParseSealed(file)
	if err != nil || !got.SignedBy(key.Public().(ed25519.PublicKey)) {
		t.Fatalf("ParseSealed: %v", err)
	}
	if diff := cmp.Diff(sealed, got) + cmp.Diff(issued(), i); diff != "" {
		t.Error(diff)
	}
}

// TestSealFindsEveryChangedByte changes one byte after the other: what is changed is
// no sealed file any more, or not signed.
func TestSealFindsEveryChangedByte(t *testing.T) {
	key := testKey(1)
	file, err := Seal(issuedBytes(t, issued()), key).File()
	if err != nil {
		t.Fatal(err)
	}
	for at := range file {
		changed := bytes.Clone(file)
		changed[at] ^= 1
		if s, _, err := ParseSealed(changed); err == nil && s.SignedBy(key.Public().(ed25519.PublicKey)) {
			t.Errorf("byte %d of %d may be changed: %q", at, len(file), file[max(0, at-20):min(len(file), at+20)])
		}
	}
}

func TestSignatureIsOfOneKeyAndPurpose(t *testing.T) {
	key, document := testKey(1), issuedBytes(t, issued())
	public, sealed := key.Public().(ed25519.PublicKey), Seal(document, key)
	other := testKey(2).Public().(ed25519.PublicKey)
	for name, tt := range map[string]struct {
		s    Sealed
		by   ed25519.PublicKey
		want bool
	}{
		"as it was signed":        {sealed, public, true},
		"another key":             {sealed, other, false},
		"another key, named ours": {Sealed{document, KeyID(public), Seal(document, testKey(2)).Signature}, public, false},
		"our key, named another":  {Sealed{document, KeyID(other), sealed.Signature}, public, false},
		"no key":                  {sealed, nil, false},
		"half a key":              {sealed, public[:16], false},
		"no signature":            {Sealed{document, sealed.Key, nil}, public, false},
		"half a signature":        {Sealed{document, sealed.Key, sealed.Signature[:32]}, public, false},
		"the bare bytes signed":   {Sealed{document, sealed.Key, ed25519.Sign(key, document)}, public, false},
	} {
		if got := tt.s.SignedBy(tt.by); got != tt.want {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

func TestKeySignsInItsTime(t *testing.T) {
	from := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	old, current := PublicKey{From: from, Until: from.Add(time.Hour)}, PublicKey{From: from}
	for name, tt := range map[string]struct {
		key  PublicKey
		at   time.Time
		want bool
	}{
		"before it was made":   {old, from.Add(-1), false},
		"at once":              {old, from, true},
		"just before the next": {old, from.Add(time.Hour - 1), true},
		"with the next":        {old, from.Add(time.Hour), false},
		"in use":               {current, from.AddDate(9, 0, 0), true},
	} {
		if got := tt.key.In(tt.at); got != tt.want {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

func TestCorrectedChangesOnlyWhatIsClerical(t *testing.T) {
	d := full()
	sound := ClericalOf(d)
	sound.EmployeeName, sound.DateOfInjury = "Another Fiction", sound.DateOfInjury.AddDays(1)
	got, err := d.Corrected(sound)
	if err != nil || ClericalOf(got) != sound {
		t.Fatalf("Corrected = %+v, %v", ClericalOf(got), err)
	}
	again, err := got.Corrected(ClericalOf(d))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(full(), again) + cmp.Diff(full(), d); diff != "" {
		t.Errorf("a correction and its opposite leave:\n%s", diff)
	}
	for field, spoil := range map[string]func(*Clerical){
		"employee":      func(c *Clerical) { c.EmployeeName = "" },
		"claim":         func(c *Clerical) { c.ClaimNumber = "" },
		"employer":      func(c *Clerical) { c.Employer = "" },
		"administrator": func(c *Clerical) { c.ClaimsAdministrator = "" },
		"physician":     func(c *Clerical) { c.RequestingPhysician = "" },
		"injury":        func(c *Clerical) { c.DateOfInjury = calendar.Date{} },
	} {
		to := sound
		spoil(&to)
		if _, err := d.Corrected(to); fault.Of(err).Field(field) == "" || len(fault.Of(err).Fields) != 1 {
			t.Errorf("without the %s: %v", field, err)
		}
	}
	if _, err := d.Corrected(ClericalOf(d)); fault.Of(err).Field("employee") == "" {
		t.Errorf("a correction of nothing: %v", err)
	}
}

func TestOrderNamesWhatItLacks(t *testing.T) {
	today := calendar.MustDate("2026-11-24")
	sound := Order{today, Bias, "facts"}
	if err := sound.Validate(today); err != nil {
		t.Error(err)
	}
	for name, tt := range map[string]struct {
		spoil func(*Order)
		field string
	}{
		"no day":           {func(o *Order) { o.On = calendar.Date{} }, "ordered"},
		"a day to come":    {func(o *Order) { o.On = today.AddDays(1) }, "ordered"},
		"no ground":        {func(o *Order) { o.Ground = "" }, "ground"},
		"an unknown one":   {func(o *Order) { o.Ground = "displeasure" }, "ground"},
		"no facts":         {func(o *Order) { o.Facts = "" }, "facts"},
		"facts of nothing": {func(o *Order) { o.Facts = " \n" }, "facts"},
	} {
		o := sound
		tt.spoil(&o)
		if f := fault.Of(o.Validate(today)); f == nil || f.Field(tt.field) == "" || len(f.Fields) != 1 {
			t.Errorf("%s: %v", name, f)
		}
	}
}
