package letter

import (
	"fmt"
	"strings"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/review"
)

// vocabulary is the single words of the worker's part in a language: labels, heads of
// columns and what fills places. Sentences stand in the template.
type vocabulary struct {
	tag      string // BCP 47
	labels   map[string]string
	priority map[casefile.Priority]string
	overall  map[determination.OverallDetermination]string
	outcomes map[review.ItemDecision]string
	acts     map[casefile.UROutcome]string
	and      string
	item     string
	items    string
	site     string // before an address
	noSite   string
	roles    map[string]string
	day      func(calendar.Date) string
}

// overallWord is the overall word, with itself in brackets where it is translated.
func (v vocabulary) overallWord(o determination.OverallDetermination) string {
	if word := v.overall[o]; word != "" {
		return word
	}
	return string(o)
}

func (v vocabulary) priorityWord(p casefile.Priority) string {
	if word := v.priority[p]; word != "" {
		return word
	}
	return strings.ToUpper(string(p))
}

// say is the label in the language; English is what the labels are named by.
func (v vocabulary) say(label string) string {
	if word := v.labels[label]; word != "" {
		return word
	}
	return label
}

var vocabularies = map[Language]vocabulary{
	English: {
		tag:      "en-US",
		outcomes: outcomeWords,
		acts:     map[casefile.UROutcome]string{"denied": "turned down", "modified": "changed or cut back", "delayed": "put off"},
		and:      " and ", item: "Item ", items: "Items ", site: "at ", noSite: "on our website, under “verify a letter”",
		roles: map[string]string{"administrator": "claims administrator", "representative": "employee’s representative", "provider": "provider", "division": "Division of Workers’ Compensation"},
		day:   calendar.Date.Long,
	},
	Spanish: {
		tag: "es-US",
		labels: map[string]string{
			"IMR Case Number": "Número del caso IMR", "Priority": "Prioridad", "Employee Name": "Nombre del empleado", "Application Received": "Solicitud recibida",
			"Date of Injury": "Fecha de la lesión", "UR Denial Date": "Fecha de la negación (UR)", "Claims Number": "Número de reclamo", "Provider Name": "Nombre del médico",
			"Treatment(s) in dispute": "Tratamiento(s) en disputa", "Item": "N.º", "What was asked": "Qué se pidió", "Decision": "Decisión", "What this means": "Qué quiere decir",
			"Decision and what it means": "Decisión y qué quiere decir",
		},
		priority: map[casefile.Priority]string{casefile.Standard: "NORMAL", casefile.Expedited: "URGENTE", casefile.Formulary: "FORMULARIO DE MEDICINAS"},
		overall: map[determination.OverallDetermination]string{determination.Uphold: "SE CONFIRMA LA NEGACIÓN (UPHOLD)", determination.Overturn: "SE ANULA LA NEGACIÓN (OVERTURN)",
			determination.PartialOverturn: "SE ANULA EN PARTE LA NEGACIÓN (PARTIAL OVERTURN)"},
		outcomes: map[review.ItemDecision]string{review.Upheld: "No se aprueba (Upheld)", review.Overturned: "Se aprueba (Overturned)", "": "Sin decidir"},
		acts:     map[casefile.UROutcome]string{"denied": "negó", "modified": "cambió o redujo", "delayed": "aplazó"},
		and:      " y ", item: "Punto ", items: "Puntos ", site: "en ", noSite: "en nuestro sitio web, donde dice “verify a letter”",
		roles: map[string]string{"administrator": "administrador de reclamos", "representative": "representante del empleado", "provider": "médico", "division": "División de Compensación de Trabajadores"},
		day:   spanishDay,
	},
}

var spanishMonths = [...]string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}

func spanishDay(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d de %s de %d", d.Day, spanishMonths[d.Month-1], d.Year)
}
