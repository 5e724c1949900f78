package guideline

import (
	"regexp"
	"strings"
)

// organizations writes out the names that letters of the field do not leave as
// bare initials. The schedule itself stays “MTUS”, as every letter has it.
var organizations = map[string]string{
	"odg":   "Official Disability Guidelines (ODG)",
	"acoem": "American College of Occupational and Environmental Medicine (ACOEM)",
}

// mtusNames are the names by which a citation calls the schedule or one of the
// guidelines that exist only inside it: 8 CCR §9792.20, §9792.24.1 to §9792.24.3.
var mtusNames = []string{
	"mtus", "medical treatment utilization schedule", "chronic pain medical treatment guidelines",
	"acupuncture medical treatment guidelines", "postsurgical treatment guidelines",
}

// studyNames are what the guideline field of a study says where it is not empty.
var studyNames = map[string]bool{
	"study": true, "studies": true, "journal": true, "journal article": true, "article": true,
	"peer reviewed study": true, "peer reviewed article": true, "scientific study": true,
}

var (
	notWord   = regexp.MustCompile(`[^\p{L}\p{N}]+`)
	pagesWord = regexp.MustCompile(`(?i)^(page\(s\)|pages?|pp?\.)\s*`)
	levelWord = regexp.MustCompile(`(?i)^(evidence\s+)?level\s+`)
)

// IsMTUS reports whether the citation names the Medical Treatment Utilization
// Schedule, under any of its usual names: “California MTUS” and “MTUS/ACOEM”
// are the schedule, “non-MTUS” is not.
func (c Citation) IsMTUS() bool {
	name := " " + plain(c.Guideline) + " "
	name = strings.ReplaceAll(name, " non mtus ", " ")
	name = strings.ReplaceAll(name, " not mtus ", " ")
	for _, known := range mtusNames {
		if strings.Contains(name, " "+known+" ") {
			return true
		}
	}
	return false
}

// IsStudy reports whether the citation is of a study and so needs author, title,
// journal and year. A journal makes it one, as does an author or a title that
// stands without chapter and section. A citation of the schedule never is one.
func (c Citation) IsStudy() bool {
	if c.IsMTUS() {
		return false
	}
	if studyNames[plain(c.Guideline)] || tidy(c.Journal) != "" {
		return true
	}
	return tidy(c.Chapter+c.Section) == "" && tidy(c.Author+c.Title) != ""
}

// Line is the citation as a letter prints it, on one line and without a full
// stop at the end; parts that are empty leave no trace. It is "" for a citation
// of nothing. The order of the parts follows 8 CCR §9792.21.1: organization,
// chapter, year, section and page of a guideline; lead author, title, journal,
// year, volume and pages of a study.
func (c Citation) Line() string {
	if c.IsStudy() {
		return c.studyLine()
	}
	name, chapter, section := tidy(c.Guideline), tidy(c.Chapter), tidy(c.Section)
	if full := organizations[strings.ToLower(name)]; full != "" {
		name = full
	}
	switch edition := tidy(c.Edition); {
	case c.IsMTUS() && chapter != "": // the year is that of the chapter, not of the whole schedule
		chapter = withEdition(chapter, edition)
	case name != "":
		name = withEdition(name, edition)
	case chapter != "":
		chapter = withEdition(chapter, edition)
	}
	if c.IsMTUS() && section != "" {
		section = "Section(s): " + section
	}
	return joined(", ", name, chapter, section, pageWords(c.Pages), levelWords(c.EvidenceLevel))
}

// studyLine is Line for a study.
func (c Citation) studyLine() string {
	source := tidy(c.Guideline) // where the study was found, such as a library of reviews
	if studyNames[plain(source)] {
		source = ""
	}
	where, pages, web := joined(";", tidy(c.Year), tidy(c.Volume)), tidy(c.Pages), ""
	if isAddress(pages) {
		web, pages = pages, ""
	}
	where = joined(":", where, pagesWord.ReplaceAllString(pages, ""))
	return joined(". ", source, tidy(c.Author), tidy(c.Title), tidy(c.Journal), where, web, levelWords(c.EvidenceLevel))
}

// withEdition puts the edition behind the name in parentheses, unless it stands there already.
func withEdition(name, edition string) string {
	if edition == "" || strings.Contains(name, "("+edition+")") {
		return name
	}
	return strings.TrimSpace(name + " (" + edition + ")")
}

// pageWords is “page 46” or “pages 46-48, 50”; a web address stands as it is.
func pageWords(pages string) string {
	pages = tidy(pages)
	if pages == "" || isAddress(pages) {
		return pages
	}
	pages = pagesWord.ReplaceAllString(pages, "")
	if strings.ContainsAny(pages, "-–,;&") || strings.Contains(pages, " ") {
		return "pages " + pages
	}
	return "page " + pages
}

// levelWords is “Level 1b” for the evidence level of 8 CCR §9792.25.1.
func levelWords(level string) string {
	level = levelWord.ReplaceAllString(tidy(level), "")
	if level == "" {
		return ""
	}
	return "Level " + level
}

func isAddress(s string) bool {
	return strings.Contains(s, "://") || strings.HasPrefix(strings.ToLower(s), "www.")
}

// joined joins the parts that are not empty. After a question or exclamation
// mark the separator's own mark is left out.
func joined(sep string, parts ...string) string {
	line := ""
	for _, part := range parts {
		switch {
		case part == "":
		case line == "":
			line = part
		case strings.HasPrefix(sep, ".") && strings.ContainsAny(line[len(line)-1:], "?!"):
			line += strings.TrimPrefix(sep, ".") + part
		default:
			line += sep + part
		}
	}
	return line
}

// tidy is the text on one line, without blanks and stray separators at its ends.
func tidy(s string) string {
	return strings.Trim(strings.Join(strings.Fields(s), " "), " ,;.")
}

// plain is the text in lower case with a single blank for all that is neither letter nor digit.
func plain(s string) string {
	return strings.TrimSpace(notWord.ReplaceAllString(strings.ToLower(s), " "))
}
