package casework

import (
	"bytes"
	"strings"
	"testing"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/fault"
	"imr/internal/guideline"
	"imr/internal/review"
)

// newest is a later edition of the low back chapter.
func newest() guideline.Edition {
	return guideline.Edition{Key: "mtus/low-back", Family: "MTUS", Source: "MTUS", Chapter: "Low Back Disorders", MTUSSection: "§9792.23.5", Publisher: "A publisher",
		From: calendar.MustDate("2025-01-06"), BodyParts: []string{"low back"}}.Settled()
}

func (o *office) edition(t *testing.T, key, on string) guideline.Edition {
	t.Helper()
	l, err := o.Library(t.Context())
	must(t, err)
	e, _ := l.InForce(key, calendar.MustDate(on))
	return e
}

func TestAddGuideline(t *testing.T) {
	o := openOffice(t)
	admin, before := o.act("admin"), o.head(t).Seq
	if err := o.AddGuideline(t.Context(), admin, newest(), false); fault.Of(err).Field("effective_from") == "" {
		t.Errorf("two editions at once: %v", err)
	}
	if got := o.edition(t, "mtus/low-back", "2025-06-01"); got.Year != "2021" || o.head(t).Seq != before {
		t.Errorf("what was refused changed the library: %+v", got)
	}
	must(t, o.AddGuideline(t.Context(), admin, newest(), true))
	if got := o.edition(t, "mtus/low-back", "2025-01-05"); got.Year != "2021" || got.To.String() != "2025-01-05" {
		t.Errorf("the edition before is %+v", got)
	}
	if got := o.edition(t, "mtus/low-back", "2025-01-06"); got.Year != "2025" {
		t.Errorf("the new edition is %+v", got)
	}
	if got := o.head(t).Seq - before; got != 1 {
		t.Errorf("one act left %d events", got)
	}
	twin := newest()
	twin.Key = "mtus/lumbar"
	if err := o.AddGuideline(t.Context(), admin, twin, false); fault.Of(err).Field("chapter") == "" {
		t.Errorf("the chapter under another key: %v", err)
	}
}

func TestChangeGuideline(t *testing.T) {
	o := openOffice(t)
	admin := o.act("admin")
	e := o.edition(t, "mtus/low-back", "2024-01-01")
	e.To = calendar.MustDate("2024-12-31")
	must(t, o.ChangeGuideline(t.Context(), admin, e, 1))
	wantKind(t, "a change of an older version", o.ChangeGuideline(t.Context(), admin, e, 1), fault.Conflict)
	e.To = calendar.MustDate("2020-01-01")
	if err := o.ChangeGuideline(t.Context(), admin, e, 2); fault.Of(err).Field("effective_to") == "" {
		t.Errorf("an end before the start: %v", err)
	}
	history, err := o.GuidelineHistory(t.Context(), admin, e.ID)
	must(t, err)
	if len(history) != 2 || history[0].By != admin.Name || history[0].Edition.To.String() != "2024-12-31" || !history[1].Edition.To.IsZero() {
		t.Errorf("history %+v", history)
	}
	_, err = o.GuidelineHistory(t.Context(), admin, 1<<40)
	wantKind(t, "no such edition", err, fault.NotFound)
}

func TestOnlyAdminsKeepTheLibrary(t *testing.T) {
	o := openOffice(t)
	e := o.edition(t, "mtus/low-back", "2024-01-01")
	for name, by := range map[string]account.Actor{"reviewer": o.act("reviewer"), "auditor": o.act("auditor"), "nobody": {}} {
		_, history := o.GuidelineHistory(t.Context(), by, e.ID)
		_, preview := o.PreviewGuidelines(t.Context(), by, nil)
		_, _, imported := o.ImportGuidelines(t.Context(), by, nil, 0)
		for what, err := range map[string]error{"add": o.AddGuideline(t.Context(), by, newest(), true), "change": o.ChangeGuideline(t.Context(), by, e, 1),
			"history": history, "preview": preview, "import": imported} {
			wantKind(t, name+": "+what, err, fault.NotFound)
		}
	}
}

func TestImportGuidelines(t *testing.T) {
	o := openOffice(t)
	admin := o.act("admin")
	ended := o.edition(t, "mtus/low-back", "2024-01-01")
	ended.To = calendar.MustDate("2025-01-05")
	late := newest()
	late.Key, late.Chapter, late.To = "mtus/cannabis", "Cannabis", calendar.MustDate("2024-01-01")
	var b bytes.Buffer
	must(t, guideline.WriteTable(&b, []guideline.Edition{ended, newest(), late}))
	changes, err := o.PreviewGuidelines(t.Context(), admin, b.Bytes())
	must(t, err)
	if len(changes) != 3 || changes[0].Fate != guideline.Changed || changes[1].Fate != guideline.Added || changes[2].Fate != guideline.Refused {
		t.Fatalf("preview %+v", changes)
	}
	seen, err := o.LibraryChanges(t.Context())
	must(t, err)
	before := o.head(t).Seq
	added, changed, err := o.ImportGuidelines(t.Context(), admin, b.Bytes(), seen)
	must(t, err)
	if added != 1 || changed != 1 || o.head(t).Seq != before+1 || o.edition(t, "mtus/low-back", "2025-02-01").Year != "2025" || o.edition(t, "mtus/cannabis", "2025-02-01").ID != 0 {
		t.Errorf("%d added, %d changed, event %q", added, changed, o.lastEvent(t).Note)
	}
	_, _, err = o.ImportGuidelines(t.Context(), admin, b.Bytes(), seen)
	wantKind(t, "after somebody else changed the library", err, fault.Conflict)
}

// What an admin adds is what the checks of a draft go by, at once.
func TestChecksGoByTheStoredLibrary(t *testing.T) {
	o := openOffice(t)
	reviewer := o.act("reviewer")
	d := o.draft(t, worked)
	one := d.For("1")[0]
	one.Citations = []guideline.Citation{{Guideline: "MTUS", Chapter: "Home kits", Section: "Exercise", Edition: "2009"}}
	must(t, second(o.SaveDecision(t.Context(), reviewer, worked, d.Parts[d.ItemPart("1")].Version, one)))
	found := func() bool {
		fs, err := o.Findings(t.Context(), reviewer, worked)
		must(t, err)
		for _, f := range fs {
			if f.Code == "edition-not-in-force" && strings.Contains(f.Message, "2009") {
				return true
			}
		}
		return false
	}
	if found() {
		t.Fatal("a chapter that the library does not know has an edition")
	}
	kits := newest()
	kits.Key, kits.Chapter, kits.Year, kits.From = "mtus/home-kits", "Home kits", "2010", calendar.MustDate("2010-02-01")
	must(t, o.AddGuideline(t.Context(), o.act("admin"), kits, false))
	if !found() {
		t.Error("the edition that was added is not known to the checks")
	}
}

// The search for evidence is asked of who signs, and its lack is told by its field.
func TestSignAsksForTheSearch(t *testing.T) {
	o := openOffice(t)
	d := o.draft(t, worked)
	one := d.For("1")[0]
	one.Basis, one.BasisReason = review.MTUSSilent, "The MTUS does not address kits."
	one.Citations = []guideline.Citation{{Guideline: "FDA label", Chapter: "Kit", Section: "Use", Edition: "2013"}}
	must(t, second(o.SaveDecision(t.Context(), o.act("reviewer"), worked, d.Parts[d.ItemPart("1")].Version, one)))
	p, err := o.Preview(t.Context(), o.act("reviewer"), worked)
	must(t, err)
	if p.Lacks.Field("items[1].passed-acoem_odg") == "" || p.Digest != "" {
		t.Errorf("lacks %v", p.Lacks)
	}
	one.Sequence.PassedSteps = []review.PassedStep{{Step: review.StepACOEMOrODG, Reason: "Neither addresses it."}}
	d = o.draft(t, worked)
	must(t, second(o.SaveDecision(t.Context(), o.act("reviewer"), worked, d.Parts[d.ItemPart("1")].Version, one)))
	p, err = o.Preview(t.Context(), o.act("reviewer"), worked)
	must(t, err)
	if p.Lacks != nil {
		t.Errorf("lacks %v", p.Lacks)
	}
}
