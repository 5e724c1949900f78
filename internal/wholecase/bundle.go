package wholecase

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

type object map[string]any

// Write makes the folder a bundle of the case.
func (c Case) Write(dir string) error {
	if err := os.MkdirAll(filepath.Join(dir, "records"), 0o700); err != nil {
		return err
	}
	documents := []object{}
	for _, d := range c.Documents {
		name := "records/" + d.Fields[0] + ".pdf"
		if err := os.WriteFile(filepath.Join(dir, name), d.pdf(), 0o600); err != nil {
			return err
		}
		documents = append(documents, object{"id": d.Fields[0], "kind": d.Fields[1], "title": d.Fields[2], "author": d.Fields[3],
			"dated": d.Fields[4], "source": d.Fields[5], "file": name, "received": c.Facts["received"]})
	}
	form := c.form()
	form["documents"], form["items"], form["review"] = documents, c.items(), c.review()
	content, err := json.MarshalIndent(form, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "case.json"), content, 0o600)
}

func (c Case) form() object {
	employee, physician, ur := fields(c.Facts["employee"], 3), fields(c.Facts["physician"], 3), fields(c.Facts["ur"], 5)
	return object{
		"format": "imr-case/1", "number": c.Facts["number"], "priority": "standard",
		"application":    object{"received": c.Facts["received"], "channel": "mail", "signed": c.Facts["signed"], "signed_by": "employee"},
		"employee":       object{"name": employee[0], "date_of_birth": employee[1], "sex": employee[2]},
		"date_of_injury": c.Facts["injury"], "claim_number": c.Facts["claim"], "employer": object{"name": c.Facts["employer"]},
		"claims_administrator": object{"name": c.Facts["administrator"], "address": "PO Box 10, Fiction Falls, CA 95999", "email": "claims@fiction.example"},
		"requesting_physician": object{"name": physician[0], "specialty": physician[1], "facility": physician[2]},
		"utilization_review": object{"organization": ur[0], "physician": ur[1], "decision_date": ur[2], "served_date": ur[2],
			"outcome": ur[3], "conditional": false, "reason": ur[4]},
		"request_for_authorization": c.Facts["rfa"],
	}
}

func (c Case) items() []object {
	var all []object
	for _, f := range c.Items {
		item := object{"id": f[0], "description": f[1], "category": f[2], "timing": f[3], "claims_administrator_guideline": f[6]}
		if f[4] != "" {
			item["service_dates"] = strings.Fields(f[4])
		}
		parts := []object{}
		for part := range strings.SplitSeq(f[5], ";") {
			name, side, _ := strings.Cut(strings.TrimSpace(part), ":")
			parts = append(parts, object{"part": name, "side": side})
		}
		item["body_parts"] = parts
		all = append(all, item)
	}
	return all
}

func (c Case) review() object {
	summary, decisions := []object{}, []object{}
	for _, s := range c.Summary {
		sources := []object{}
		for _, at := range s.Sources {
			sources = append(sources, object{"document": at.Document, "page": at.Page, "quote": at.Quote})
		}
		summary = append(summary, object{"text": s.Text, "sources": sources})
	}
	for _, d := range c.Decisions {
		cited := d.Citations
		if cited == nil {
			cited = []map[string]string{}
		}
		f := object{"item": d.Fields[0], "decision": d.Fields[1], "citation_basis": d.Fields[2], "basis_reason": d.Fields[3],
			"depends_on": d.Fields[4], "citations": cited, "rationale": d.Rationale}
		if d.Plain != "" {
			f["plain_language"] = d.Plain
		}
		decisions = append(decisions, f)
	}
	return object{"summary": summary, "decisions": decisions, "answers": []object{}}
}
