// Package publicpdf is the public copy of a decision as a tagged PDF, and what can be
// read of such a file besides its pages. The same copy gives the same bytes.
package publicpdf

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"imr/internal/publication"
	"imr/internal/review"
	"imr/internal/tagpdf"
)

var look = tagpdf.Style{Family: tagpdf.Serif, Size: 11, Leading: 1.2, Margin: 60, Accent: tagpdf.Color{R: 0.09, G: 0.25, B: 0.3}}

// Name is the name of the file. It holds the case number and nothing else.
func Name(c publication.Copy) string {
	safe := strings.Map(func(r rune) rune {
		if strings.ContainsRune("/\\\"'<>|:*?;", r) || r <= ' ' || r > '~' {
			return '-'
		}
		return r
	}, string(c.Number))
	return "imr-decision-" + safe + ".pdf"
}

// File writes the copy. It names nobody whom the copy does not name.
func File(c publication.Copy) ([]byte, error) {
	title := "Independent Medical Review decision " + string(c.Number)
	style := look
	style.Header = tagpdf.Running{Left: title}
	style.Footer = tagpdf.Running{Left: "Public copy", Right: "Page {page} of {pages}"}
	style.PlainFirst = true
	d := tagpdf.New(tagpdf.Meta{Title: title, Lang: "en-US", Created: time.Date(c.Issued.Year, c.Issued.Month, c.Issued.Day, 12, 0, 0, 0, time.UTC)}, style)
	d.Heading(1, title+": "+string(c.Overall))
	d.Fields(2, facts(c))
	for _, it := range c.Items {
		addItem(d, it)
	}
	d.Heading(2, "Clinical case summary")
	for _, s := range c.Summary {
		d.Paragraph(s)
	}
	d.Heading(2, "Documents reviewed")
	d.List(c.Documents)
	d.Heading(2, "About this copy")
	about := "Persons and organizations appear by their role. "
	if c.Dates == publication.AgesOnly {
		about += "Dates in the texts were turned into the employee’s age on that day. "
	}
	d.Paragraph(about + "The text is not de-identified by the safe harbor of HIPAA (45 CFR 164.514(b)).")
	d.Paragraph(fmt.Sprintf("Cite as: Independent Medical Review decision %s, version %d, issued %s: %s.", c.Number, c.Version, c.Issued.Long(), c.Overall))
	return d.Bytes()
}

func facts(c publication.Copy) []tagpdf.Field {
	out := []tagpdf.Field{{Label: "Issued", Value: c.Issued.Long()}, {Label: "Priority", Value: spoken(string(c.Priority))},
		{Label: "Decided by", Value: "a physician board certified in " + strings.Join(c.Specialties, ", ") + "; licensed in " + strings.Join(c.LicensedIn, ", ")},
		{Label: "Year of injury", Value: strconv.Itoa(c.YearOfInjury)}, {Label: "Days from the application", Value: strconv.Itoa(c.DaysFromApplication)}}
	if who := strings.Trim(spoken(string(c.Sex))+", "+c.AgeRange, ", "); who != "" {
		out = append(out, tagpdf.Field{Label: "Employee", Value: who})
	}
	if c.DaysFromRecords >= 0 {
		out = append(out, tagpdf.Field{Label: "Days from complete records", Value: strconv.Itoa(c.DaysFromRecords)})
	}
	return append(out, tagpdf.Field{Label: "Pages in the case file", Value: strconv.Itoa(c.Pages)})
}

func addItem(d *tagpdf.Doc, it publication.Item) {
	outcome, meaning := "Overturned", "The treatment is approved."
	if it.Decision == review.Upheld {
		outcome, meaning = "Upheld", "The denial stands."
	}
	d.Heading(2, it.Description+": "+outcome)
	d.Paragraph(meaning)
	fields := []tagpdf.Field{{Label: "Kind", Value: spoken(string(it.Category)) + ", " + string(it.Timing)}}
	for _, f := range []tagpdf.Field{{Label: "Body parts", Value: strings.Join(it.BodyParts, ", ")}, {Label: "Claims administrator’s guideline", Value: it.AdministratorGuideline},
		{Label: "Basis of the decision", Value: strings.TrimSpace(spoken(string(it.Basis)) + ". " + it.BasisReason)}, {Label: "Cited", Value: strings.Join(it.Citations, "; ")}} {
		if f.Value != "" {
			fields = append(fields, f)
		}
	}
	d.Fields(1, fields)
	d.Heading(3, "Rationale")
	for _, p := range strings.Split(it.Rationale, "\n\n") {
		d.Paragraph(p)
	}
}

// spoken is a code as people read it.
func spoken(code string) string {
	s := strings.ReplaceAll(code, "_", " ")
	if s == "mtus" || strings.HasPrefix(s, "mtus ") {
		return "MTUS" + s[4:]
	}
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

var (
	stream  = regexp.MustCompile(`(?s)stream\r?\n(.*?)\r?\nendstream`)
	literal = regexp.MustCompile(`(?s)\((?:\\.|[^\\()])*\)`)
	wide    = regexp.MustCompile(`(?i)<FEFF([0-9A-F\s]*)>`)
)

// Strings is every string of a PDF file outside of its pages: metadata, bookmarks,
// alternative texts, names, wherever they stand.
func Strings(file []byte) []string {
	plain := stream.ReplaceAllFunc(file, func(s []byte) []byte {
		r, err := zlib.NewReader(bytes.NewReader(stream.FindSubmatch(s)[1]))
		if err != nil {
			return s // such as XMP, which is not packed
		}
		b, _ := io.ReadAll(r) // what a damaged stream still gives
		if bytes.Contains(b, []byte(" Tf")) || !printable(b) {
			return nil // the page itself, which is read as text, and fonts
		}
		return b
	})
	var out []string
	for _, m := range literal.FindAll(plain, -1) {
		out = append(out, string(m[1:len(m)-1]))
	}
	for _, m := range wide.FindAllSubmatch(plain, -1) {
		out = append(out, utf16Text(m[1]))
	}
	for _, m := range regexp.MustCompile(`(?s)<x:xmpmeta.*?</x:xmpmeta>`).FindAll(plain, -1) {
		out = append(out, regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(m), " "))
	}
	return out
}

func printable(b []byte) bool {
	for _, c := range b[:min(len(b), 200)] {
		if c == 0 || c >= 0x80 {
			return false
		}
	}
	return true
}

func utf16Text(digits []byte) string {
	b, err := hex.DecodeString(strings.Join(strings.Fields(string(digits)), ""))
	if err != nil || len(b)%2 != 0 {
		return string(digits)
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(units))
}
