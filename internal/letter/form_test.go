package letter

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"imr/internal/determination"
)

// later is the second version of a letter that went out.
func later() determination.Issued {
	d := fiction()
	d.Items[0].PlainLanguage = ""
	return determination.Issued{Version: 2, IssuedOn: d.DecidedOn.AddDays(1), Code: "ABCD-EFGH-IJKL-MNOP", Reason: "The name was misspelt", Determination: d}
}

func TestLanguagesFor(t *testing.T) {
	for reads, want := range map[Language]string{English: "en", Spanish: "es,en", "": "en,es"} {
		f := Form{Languages: LanguagesFor(reads)}
		if got := f.LanguageCodes(); got != want || !slices.Equal(LanguagesOf(got), f.Languages) {
			t.Errorf("who reads %q gets %s, want %s", reads, got, want)
		}
	}
	if LanguagesOf("") != nil {
		t.Error("no codes are some languages")
	}
}

// TestSpanishPart: the fixed words of the worker's part are Spanish and no English
// sentence of the template is left in it.
func TestSpanishPart(t *testing.T) {
	l := OfIssued(later(), Form{Languages: LanguagesFor(Spanish)})
	if len(l.Parts) != 3 || l.Parts[0].Language != Spanish || l.Parts[1].Language != English {
		t.Fatalf("the parts are %d", len(l.Parts))
	}
	got := Letter{Parts: l.Parts[:1]}.Text()
	for _, want := range []string{"Carta de decisión final", "In English: the first part", "Fecha de esta carta: 11 de abril de 2014", "Esta es la versión 2", "SE ANULA EN PARTE", "A Robin Fictional:",
		"Example Claims Services negó esa petición", "Nombre del empleado: Robin Fictional", "No se aprueba (Upheld)", "(555) 010-0100", "Punto 1: Usted ya recibió", "Puntos 3, 4 y 5: ",
		"dentro de 30 días", "Copias para: Example Claims Services (administrador de reclamos)", "El código es ABCD-EFGH-IJKL-MNOP"} {
		if !strings.Contains(got, want) {
			t.Errorf("the Spanish part lacks %q", want)
		}
	}
	for key, text := range Default().Texts[English] {
		if first, _, _ := strings.Cut(text, "{{"); len(first) > 12 && strings.Contains(got, first) {
			t.Errorf("the Spanish part has the English passage %s", key)
		}
	}
}

// TestEmployerIsNotTold: the letter speaks of the worker's health.
func TestEmployerIsNotTold(t *testing.T) {
	if strings.Contains(went(fiction()).Text(), fiction().Case.Employer) {
		t.Error("the letter names the employer")
	}
}

// TestFormsAreBytesForEver: the same determination in the same form gives the same
// bytes, and each form gives others.
func TestFormsAreBytesForEver(t *testing.T) {
	other := Default()
	other.Version, other.Texts[English]["closing"] = 2, "Yours,"
	seen := map[string]string{}
	for name, f := range map[string]Form{"usual": {}, "Spanish": {Languages: LanguagesFor(Spanish)}, "both": {Languages: LanguagesFor("")}, "large": {Large: true},
		"large, Spanish": {Large: true, Languages: LanguagesFor(Spanish)}, "other words": {Template: other}} {
		one, err := OfIssued(later(), f).PDF()
		two, err2 := OfIssued(later(), f).PDF()
		if err != nil || err2 != nil || !bytes.Equal(one, two) {
			t.Errorf("%s: %v, %v, the same %v", name, err, err2, bytes.Equal(one, two))
		}
		if was := seen[string(one)]; was != "" {
			t.Errorf("%s is what %s is", name, was)
		}
		seen[string(one)] = name
	}
}
