package sample

import (
	"fmt"
	"regexp"
	"strings"

	"imr/internal/tagpdf"
)

// paper is one record in the small markup of the content files: a head of
// "key: value" lines, an empty line, then blocks. "# " and "## " begin headings,
// "- " list entries, "|" table rows of which the first is the head, "Label ::
// value" fields; "=== page" begins a page, "---" draws a line and "+ name" stands
// for a passage of boilerplate.txt. What is left is text: an empty line ends a
// paragraph, and so does a line that begins with a number and a full stop.
type paper struct {
	look       string
	letterhead []string // name first
	running    string   // head of the second and later pages
	blocks     []block
}

type kind int

const (
	text kind = iota
	heading
	list
	table
	fields
	rule
	pageBreak
)

// block is a stretch of lines of one kind. Text has one line per paragraph, a
// heading has one line and its level.
type block struct {
	kind  kind
	level int
	lines []string
}

var numbered = regexp.MustCompile(`^\d+\. `)

// parse reads a content file. A key of the head or a passage that does not exist
// is an error that names it.
func parse(source string, passages map[string]string) (paper, error) {
	head, body, _ := strings.Cut(source, "\n\n")
	p, err := parseHead(head)
	if err != nil {
		return paper{}, err
	}
	var open bool // the last line was text, which the next one may carry on
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "+ "); ok {
			passage, known := passages[name]
			if !known {
				return paper{}, fmt.Errorf("no passage %q", name)
			}
			p.add(passage, false)
			open = false
			continue
		}
		open = p.add(line, open)
	}
	return p, nil
}

func parseHead(head string) (paper, error) {
	var p paper
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "look":
			p.look = value
		case "letterhead":
			p.letterhead = cells("|" + value + "|")
		case "running":
			p.running = value
		default:
			return paper{}, fmt.Errorf("unknown key %q", key)
		}
	}
	if _, ok := looks[p.look]; !ok {
		return paper{}, fmt.Errorf("unknown look %q", p.look)
	}
	return p, nil
}

// add takes one line and reports whether the next may carry it on.
func (p *paper) add(line string, open bool) bool {
	k, level, rest := classify(line)
	switch {
	case line == "":
		return false
	case k == text && open && !numbered.MatchString(rest):
		last := &p.blocks[len(p.blocks)-1]
		last.lines[len(last.lines)-1] += " " + rest
		return true
	}
	if n := len(p.blocks); n > 0 && p.blocks[n-1].kind == k && k != heading {
		p.blocks[n-1].lines = append(p.blocks[n-1].lines, rest)
	} else {
		p.blocks = append(p.blocks, block{k, level, []string{rest}})
	}
	return k == text
}

func classify(line string) (k kind, level int, rest string) {
	switch {
	case line == "=== page":
		return pageBreak, 0, ""
	case line == "---":
		return rule, 0, ""
	case strings.HasPrefix(line, "## "):
		return heading, 2, line[3:]
	case strings.HasPrefix(line, "# "):
		return heading, 1, line[2:]
	case strings.HasPrefix(line, "- "):
		return list, 0, line[2:]
	case strings.HasPrefix(line, "|"):
		return table, 0, line
	case strings.Contains(line, " ::"):
		return fields, 0, line
	}
	return text, 0, line
}

// cells are the trimmed cells of a table row with a bar at both ends.
func cells(row string) []string {
	parts := strings.Split(strings.Trim(row, " "), "|")
	parts = parts[1 : len(parts)-1]
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func fieldOf(line string) tagpdf.Field {
	label, value, _ := strings.Cut(line, " ::")
	return tagpdf.Field{Label: label, Value: strings.TrimSpace(value)}
}

// splitPassages reads boilerplate.txt: "=== name" lines, each with its passage.
func splitPassages(source string) map[string]string {
	out := map[string]string{}
	for _, part := range strings.Split("\n"+source, "\n=== ")[1:] {
		name, passage, _ := strings.Cut(part, "\n")
		out[name] = strings.Join(strings.Fields(passage), " ")
	}
	return out
}
