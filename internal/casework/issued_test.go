package casework

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/letter"
	"imr/internal/quality"
)

// drawLetters writes the text in each form, with the form before it; the forms
// themselves are the affair of other packages.
func drawLetters(_ context.Context, i determination.Issued, f letter.Form) (map[determination.LetterFormat][]byte, error) {
	out := map[determination.LetterFormat][]byte{}
	for _, format := range determination.LetterFormats {
		out[format] = []byte(string(format) + "\n" + letter.OfIssued(i, f).Text())
	}
	return out, nil
}

// judgement is one without a missing line.
func judgement(version int, as quality.Outcome) quality.Judgement {
	j := quality.Judgement{Version: version, Outcome: as}
	for _, c := range quality.Scorecard() {
		j.Scores = append(j.Scores, quality.Score{Code: c.Code, Points: c.Points})
	}
	if as == quality.Returned {
		j.Remarks = []quality.Remark{{Place: quality.Place{Item: "1"}, Words: "words", Text: "Which page says so?"}}
	}
	return j
}

// hire adds another director, such as the one who looks where the lot falls.
func (o *office) hire(t *testing.T, name string) {
	t.Helper()
	u, err := o.AddUser(t.Context(), operator, NewUser{Email: name + "@imr.example", Name: "Cora " + name, Roles: []account.Role{account.Director}, Password: password})
	must(t, err)
	o.user[name] = u
}

func (o *office) state(t *testing.T) (s casefile.State) {
	t.Helper()
	opened, err := o.Case(t.Context(), operator, worked)
	must(t, err)
	return opened.State
}

// approve lets the directors approve the version, the second one where it is drawn.
func (o *office) approve(t *testing.T, version int) {
	t.Helper()
	for _, who := range []string{"director", "colleague"} {
		if o.state(t) == casefile.HandedIn {
			must(t, o.Judge(t.Context(), o.act(who), worked, judgement(version, quality.Approved)))
		}
	}
}

// issuedFolder is a data folder, made once, in which worked was signed, approved,
// issued, and corrected under a second key. It lies inside of imported.dir.
var issuedFolder struct {
	sync.Once
	dir string
}

func fillIssued(t *testing.T) {
	o := openOffice(t)
	o.hire(t, "colleague")
	must(t, o.sign(t, o.shown(t), password))
	o.approve(t, 1)
	must(t, second(o.NewKey(t.Context(), operator)))
	must(t, o.SaveWording(t.Context(), o.act("admin"), reworded(letter.Default()), "Softer words."))
	o.clock.move(time.Minute)
	must(t, o.Issue(t.Context(), o.act("admin"), worked, drawLetters))
	o.clock.move(time.Minute)
	must(t, second(o.NewKey(t.Context(), operator)))
	o.clock.move(time.Minute)
	must(t, o.correct(t, "admin", "Another Fiction"))
	must(t, o.AddRecipient(t.Context(), o.act("admin"), worked, nextOffice, "The representative moved."))
	must(t, o.Serve(t.Context(), o.act("admin"), worked, Service{Version: 2, Positions: []int{1, 2}, Method: ByMail, At: o.clock.now(), Proof: "Certified 7001"}))
	dir := filepath.Join(imported.dir, "issued")
	must(t, os.Mkdir(dir, 0o700))
	_, err := o.sql(t).Exec("VACUUM INTO ?", filepath.Join(dir, "imr.db"))
	must(t, err)
	for _, name := range []string{"documents", keysFolder} {
		must(t, copyInto(dir, filepath.Join(o.dir, name)))
	}
	issuedFolder.dir = dir
}

// openIssued is an office with a copy of that folder.
func openIssued(t *testing.T) *office {
	t.Helper()
	issuedFolder.Do(func() { fillIssued(t) })
	if issuedFolder.dir == "" {
		t.Fatal("the determination was not issued")
	}
	o := officeOf(t, issuedFolder.dir, workday.Add(2*time.Hour), "imr.db", "documents", keysFolder)
	keys, err := filepath.Glob(filepath.Join(o.dir, keysFolder, "*"))
	must(t, err)
	for _, key := range keys {
		must(t, os.Chmod(key, 0o600)) // the copy lost it
	}
	// Whether the lot fell when it was issued is chance; this one has judged nothing either way.
	o.hire(t, "newcomer")
	return o
}

// correct gives the employee another name in the newest version.
func (o *office) correct(t *testing.T, who, name string) error {
	t.Helper()
	c := determination.Clerical{EmployeeName: name, ClaimNumber: "C-1", Employer: "Fictional Works", ClaimsAdministrator: "Fictional Mutual",
		RequestingPhysician: "Nobody Fictional, MD", DateOfInjury: calendar.MustDate("2013-09-09")}
	return o.Correct(t.Context(), o.act(who), worked, c, "The name was misspelt.", drawLetters)
}

func TestCorrectionIsTheNextVersion(t *testing.T) {
	o := openIssued(t)
	vs, err := o.IssuedVersions(t.Context(), o.act("reviewer"), worked)
	must(t, err)
	if len(vs) != 2 || vs[0].Version != 1 || vs[1].Version != 2 || vs[1].Previous != vs[0].SHA256 || vs[0].Reason != "" || vs[1].Reason != "The name was misspelt." {
		t.Fatalf("issued are %+v", vs)
	}
	if vs[0].Code == vs[1].Code || vs[0].Key == vs[1].Key || vs[1].Recipients[0].Name != "Another Fiction" || vs[0].Recipients[0].Name == "Another Fiction" {
		t.Errorf("the second version has the code, key or recipients of the first: %+v", vs[1].Recipients)
	}
	for i, newest := range []bool{false, true} {
		v, found, err := o.VerifyCode(t.Context(), vs[i].Code, "here")
		if err != nil || !found || v.Version != i+1 || v.Newest != 2 || v.SetAside || (v.Newest == v.Version) != newest {
			t.Errorf("version %d by its code: %+v, %v, %v", i+1, v, found, err)
		}
		for _, f := range determination.LetterFormats {
			bytes, err := o.IssuedLetter(t.Context(), o.act("reviewer"), worked, i+1, f)
			must(t, err)
			if v, found, err := o.VerifyFile(t.Context(), bytes, "here"); err != nil || !found || v.Version != i+1 {
				t.Errorf("version %d as %s: %+v, %v, %v", i+1, f, v, found, err)
			}
			bytes[len(bytes)/2] ^= 1
			if _, found, err := o.VerifyFile(t.Context(), bytes, "here"); err != nil || found {
				t.Errorf("version %d as %s with a changed byte is known, %v", i+1, f, err)
			}
		}
	}
	wantKind(t, "a version that is not", second(o.IssuedLetter(t.Context(), o.act("admin"), worked, 3, determination.PDF)), fault.NotFound)
	wantKind(t, "a correction without a reason", o.Correct(t.Context(), o.act("admin"), worked, determination.Clerical{}, " ", drawLetters), fault.Invalid)
	if h, err := o.VerifyIssued(t.Context()); err != nil || h != 2 {
		t.Errorf("%d versions are sound, %v", h, err)
	}
}

// TestRemandOpensANewReview: another reviewer begins anew, the versions before stay
// as they are, and who asks for one of them learns that it was set aside.
func TestRemandOpensANewReview(t *testing.T) {
	o := openIssued(t)
	ctx, admin := t.Context(), o.act("admin")
	vs, err := o.IssuedVersions(ctx, admin, worked)
	must(t, err)
	early := determination.Order{On: o.Today().AddDays(-1), Ground: determination.Bias, Facts: "facts"}
	if err := o.Remand(ctx, admin, worked, early); fault.Of(err).Field("ordered") == "" {
		t.Errorf("an order older than the determination: %v", err)
	}
	must(t, o.Remand(ctx, admin, worked, determination.Order{On: o.Today(), Ground: determination.Bias, Facts: "facts"}))
	if s := o.state(t); s != casefile.Remanded {
		t.Fatalf("the case is %s", s)
	}
	for _, v := range vs {
		if got, found, err := o.VerifyCode(ctx, v.Code, "here"); err != nil || !found || !got.SetAside {
			t.Errorf("version %d: %+v, %v", v.Version, got, err)
		}
	}
	wantKind(t, "to its former reviewer", second(o.Case(ctx, o.act("reviewer"), worked)), fault.NotFound)
	wantKind(t, "assigned to its former reviewer", o.Assign(ctx, admin, worked, people["reviewer"].Email), fault.Invalid)
	must(t, o.Assign(ctx, admin, worked, people["other"].Email))
	d, err := o.Draft(ctx, o.act("other"), worked)
	if err != nil || len(d.Summary)+len(d.Decisions) != 0 {
		t.Errorf("the next reviewer has the draft of the one before, %v", err)
	}
	if orders, err := o.Orders(ctx, o.act("other"), worked); err != nil || len(orders) != 1 || orders[0].Facts != "facts" {
		t.Errorf("the next reviewer is told of %+v, %v", orders, err)
	}
	if n, err := o.VerifyIssued(ctx); err != nil || n != 2 {
		t.Errorf("%d versions are sound, %v", n, err)
	}
}

// TestSigningKeyIsPrivate: a key whose file is gone, is another's or is open to
// others signs nothing, and the refusal says what to do.
func TestSigningKeyIsPrivate(t *testing.T) {
	o := openIssued(t)
	key, err := o.NewKey(t.Context(), operator)
	must(t, err)
	path := o.keyFile(key.ID)
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the key is %v, %v", info.Mode(), err)
	}
	before := o.head(t)
	must(t, os.Chmod(path, 0o640))
	wantKind(t, "open to others", o.correct(t, "admin", "Third Fiction"), fault.Invalid)
	must(t, os.Remove(path))
	wantKind(t, "gone", o.correct(t, "admin", "Third Fiction"), fault.Invalid)
	keys, err := o.Keys(t.Context())
	must(t, err)
	other, err := os.ReadFile(o.keyFile(keys[0].ID))
	must(t, err)
	must(t, os.WriteFile(path, other, 0o600))
	if o.correct(t, "admin", "Third Fiction") == nil || o.head(t) != before {
		t.Error("another key signed")
	}
	wantKind(t, "made by an admin", second(o.NewKey(t.Context(), o.act("admin"))), fault.Forbidden)
}
