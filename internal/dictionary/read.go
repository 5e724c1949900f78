package dictionary

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// readAll reads every file of the folder data, in the order of their names.
//
// A line is "preferred term | form; form | broader, broader @site @site". The
// second and third part may lack. A form that ends in ? is ambiguous, one that
// begins with = counts only in its own capitals, as do all of two capital
// letters. A line that begins with # is a comment.
func readAll(files fs.FS) ([]Concept, error) {
	names, err := fs.Glob(files, "data/*.txt")
	if err != nil {
		return nil, err
	}
	var concepts []Concept
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		class := Class(strings.TrimSuffix(path.Base(name), ".txt"))
		for i, line := range strings.Split(string(text), "\n") {
			if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			c, err := readConcept(class, line)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, i+1, err)
			}
			concepts = append(concepts, c)
		}
	}
	return concepts, nil
}

func readConcept(class Class, line string) (Concept, error) {
	parts := strings.Split(line, "|")
	if len(parts) > 3 {
		return Concept{}, fmt.Errorf("%d parts, at most 3 make a concept", len(parts))
	}
	first := readForm(parts[0])
	c := Concept{ID: slug(first.Text), Class: class, Preferred: first.Text, Forms: []Form{first}}
	if c.ID == "" {
		return Concept{}, fmt.Errorf("a concept without a preferred term")
	}
	if len(parts) > 1 {
		for _, text := range strings.Split(parts[1], ";") {
			if strings.TrimSpace(text) != "" {
				c.Forms = append(c.Forms, readForm(text))
			}
		}
	}
	if len(parts) > 2 {
		terms := strings.Split(parts[2], "@")
		for _, term := range strings.Split(terms[0], ",") {
			if strings.TrimSpace(term) != "" {
				c.Broader = append(c.Broader, slug(term))
			}
		}
		for _, term := range terms[1:] {
			c.Sites = append(c.Sites, slug(term))
		}
	}
	return c, nil
}

func readForm(text string) Form {
	text = strings.TrimSpace(text)
	f := Form{Text: strings.TrimSuffix(strings.TrimPrefix(text, "="), "?")}
	f.Ambiguous, f.Exact = strings.HasSuffix(text, "?"), strings.HasPrefix(text, "=") || isTwoCapitals(f.Text)
	return f
}

func isTwoCapitals(s string) bool {
	return len(s) == 2 && isUpper(s[0]) && isUpper(s[1])
}

func isUpper(b byte) bool { return 'A' <= b && b <= 'Z' }

// slug is the id of a preferred term.
func slug(term string) string { return strings.ReplaceAll(key(term), " ", "-") }
