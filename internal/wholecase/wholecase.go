// Package wholecase reads whole labelled cases from compact text and writes them
// as bundles with PDF records, so that the checks can be measured on cases as
// other people write them. Only tests use it. How a text is laid out stands in
// cmd/imr/testdata/whole/README.md; all people in the texts are invented.
package wholecase

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Case is one labelled case: what its bundle holds and what must be found in it.
type Case struct {
	Name      string // of its file, without the ending
	Facts     map[string]string
	Items     [][]string // id, description, category, timing, service dates, parts, guideline
	Documents []Document
	Summary   []Sentence
	Decisions []Decision
	Plants    []Plant // none: the case is clean
}

// Document is a record: its line of fields and its pages in the layout markup.
type Document struct {
	Fields []string // id, kind, title, author, dated, source
	Pages  []string
}

// Sentence is one of the summary with its sources.
type Sentence struct {
	Text    string
	Sources []Source
}

// Source is a page, counted from 1, and words on it.
type Source struct {
	Document string
	Page     int
	Quote    string
}

// Decision is the draft's decision on one item.
type Decision struct {
	Fields    []string // item, decision, basis, reason, depends on
	Citations []map[string]string
	Rationale string
	Plain     string
}

// Plant is a fault of the draft that must be found: any of the codes, on words
// that contain any of the texts.
type Plant struct {
	Codes, Texts []string
	Document     string // of the evidence; "" where there is none
	Page         int
}

// Read reads the case at the path. Blocks that it uses come from the given map.
func Read(path string, blocks map[string]string) (Case, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return Case{}, err
	}
	name := path[strings.LastIndexByte(path, '/')+1:]
	c := Case{Name: strings.TrimSuffix(name, ".txt"), Facts: map[string]string{}}
	for _, section := range sections(string(content)) {
		if err := c.add(section, blocks); err != nil {
			return Case{}, fmt.Errorf("%s: %s: %w", name, section.title, err)
		}
	}
	return c, nil
}

// Blocks reads the blocks of a file, each of which a page may use by its name.
func Blocks(path string) (map[string]string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	blocks := map[string]string{}
	for _, s := range sections(string(content)) {
		blocks[s.title] = s.body
	}
	return blocks, nil
}

type section struct{ title, body string }

// sections are the parts of a text that begin with a line "=== title".
func sections(text string) []section {
	var all []section
	for part := range strings.SplitSeq("\n"+text, "\n=== ") {
		title, body, _ := strings.Cut(part, "\n")
		all = append(all, section{strings.TrimSpace(title), strings.Trim(body, "\n")})
	}
	return all[1:]
}

func (c *Case) add(s section, blocks map[string]string) error {
	kind, rest, _ := strings.Cut(s.title, " ")
	switch kind {
	case "case":
		for line := range strings.SplitSeq(s.body, "\n") {
			key, value, _ := strings.Cut(line, ":")
			c.Facts[key] = strings.TrimSpace(value)
		}
	case "items":
		for line := range strings.SplitSeq(s.body, "\n") {
			c.Items = append(c.Items, fields(line, 7))
		}
	case "doc":
		pages, err := pagesOf(s.body, blocks)
		c.Documents = append(c.Documents, Document{fields(rest, 6), pages})
		return err
	case "summary":
		return c.addSummary(s.body)
	case "decision":
		c.addDecision(rest, s.body)
	case "find":
		return c.addPlants(s.body)
	default:
		return fmt.Errorf("no such section")
	}
	return nil
}

// fields are the n parts of a line between bars; those that lack are "".
func fields(line string, n int) []string {
	parts := strings.SplitN(line, "|", n)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return append(parts, make([]string, n-len(parts))...)
}

func pagesOf(body string, blocks map[string]string) ([]string, error) {
	var lines []string
	for line := range strings.SplitSeq(body, "\n") {
		name, uses := strings.CutPrefix(line, "%use ")
		block, known := blocks[name]
		switch {
		case !uses:
			lines = append(lines, line)
		case !known:
			return nil, fmt.Errorf("no block %q", name)
		default:
			lines = append(lines, strings.Split(block, "\n")...)
		}
	}
	return strings.Split(strings.Join(lines, "\n"), "\n%page\n"), nil
}

func (c *Case) addSummary(body string) error {
	for line := range strings.SplitSeq(body, "\n") {
		cited, isSource := strings.CutPrefix(strings.TrimSpace(line), "<")
		if !isSource {
			c.Summary = append(c.Summary, Sentence{Text: line})
			continue
		}
		sentence := &c.Summary[len(c.Summary)-1]
		for part := range strings.SplitSeq(cited, " ; ") {
			source, err := sourceOf(part)
			if err != nil {
				return err
			}
			sentence.Sources = append(sentence.Sources, source)
		}
	}
	return nil
}

// sourceOf reads `d4 p2 the words`.
func sourceOf(text string) (Source, error) {
	document, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
	page, quote, _ := strings.Cut(rest, " ")
	n, err := strconv.Atoi(strings.TrimPrefix(page, "p"))
	return Source{document, n, quote}, err
}

func (c *Case) addDecision(title, body string) {
	d := Decision{Fields: fields(title, 5)}
	for line := range strings.SplitSeq(body, "\n") {
		if cited, ok := strings.CutPrefix(line, "cite: "); ok {
			d.Citations = append(d.Citations, citationOf(cited))
		} else if plain, ok := strings.CutPrefix(line, "plain: "); ok {
			d.Plain = plain
		} else {
			d.Rationale = strings.TrimSpace(d.Rationale + " " + line)
		}
	}
	c.Decisions = append(c.Decisions, d)
}

// citationOf reads `guideline | chapter | section | pages | edition`, or fields
// by their names for a study: `author=... | title=...`.
func citationOf(line string) map[string]string {
	names := []string{"guideline", "chapter", "section", "pages", "edition"}
	cited := map[string]string{}
	for i, part := range strings.Split(line, "|") {
		name, value, named := strings.Cut(strings.TrimSpace(part), "=")
		if !named {
			name, value = names[i], name
		}
		if cited[name] = value; value == "" {
			delete(cited, name)
		}
	}
	return cited
}

// addPlants reads `code, code | words // other words | d4 p2 | why`.
func (c *Case) addPlants(body string) error {
	for line := range strings.SplitSeq(body, "\n") {
		f := fields(line, 4)
		p := Plant{Codes: strings.Split(f[0], ","), Texts: strings.Split(f[1], " // ")}
		if f[2] != "" {
			source, err := sourceOf(f[2])
			if err != nil {
				return err
			}
			p.Document, p.Page = source.Document, source.Page
		}
		c.Plants = append(c.Plants, p)
	}
	return nil
}
