package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"imr/internal/finding"
)

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// told is every command as it is typed, with the names of its flags.
func told(t *testing.T) map[string][]string {
	t.Helper()
	parser, err := kong.New(&commands{}, kong.Name("imr"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for _, leaf := range parser.Model.Leaves(true) {
		name, flags := "imr "+commandPath(leaf), []string{}
		for _, f := range leaf.Flags {
			flags = append(flags, f.Name)
		}
		all[name] = flags
	}
	return all
}

func commandPath(n *kong.Node) string {
	if n.Parent == nil || n.Parent.Type != kong.CommandNode {
		return n.Name
	}
	return commandPath(n.Parent) + " " + n.Name
}

// commandRow is the row of the table of commands that begins with the command.
func commandRow(text, command string) string {
	for _, line := range strings.Split(text, "\n") {
		if rest, ok := strings.CutPrefix(line, "| `"+command); ok && (rest[0] == '`' || rest[0] == ' ') {
			return line
		}
	}
	return ""
}

func TestReadmeHasEveryCommandAndFlag(t *testing.T) {
	text := readme(t)
	for command, flags := range told(t) {
		row := commandRow(text, command)
		if row == "" {
			t.Errorf("%s has no row in the README's table of commands", command)
			continue
		}
		for _, flag := range flags {
			// one sentence before the table tells --data of every command that stores
			if flag != "data" && !regexp.MustCompile("--"+flag+`\b`).MatchString(row) {
				t.Errorf("the README's row of %s does not have --%s", command, flag)
			}
		}
	}
	if !strings.Contains(text, "Commands that store keep it\nin `--data DIR` (or `IMR_DATA`;") {
		t.Error("the README does not say what --data is")
	}
}

func TestReadmeHasNoOtherCommandOrFlag(t *testing.T) {
	text := readme(t)
	all := told(t)
	var flags []string
	for _, names := range all {
		flags = append(flags, names...)
	}
	for _, m := range regexp.MustCompile(`--([a-z][a-z-]*)`).FindAllStringSubmatch(text, -1) {
		if !slices.Contains(flags, m[1]) {
			t.Errorf("the README names --%s, which no command has", m[1])
		}
	}
	mentions := regexp.MustCompile("`imr ([^`]+)`").FindAllStringSubmatch(text, -1)
	if len(mentions) < len(all) {
		t.Errorf("the README names only %d commands", len(mentions))
	}
	for _, m := range mentions {
		known := false
		for command := range all {
			known = known || strings.HasPrefix("imr "+m[1]+" ", command+" ")
		}
		if !known {
			t.Errorf("the README names imr %s, which is no command", m[1])
		}
	}
}

func TestReadmeHasEveryCodeOfTheChecks(t *testing.T) {
	_, section, there := strings.Cut(readme(t), "## What the checks find\n")
	section, _, _ = strings.Cut(section, "\n## ")
	if !there {
		t.Fatal("the README does not say what the checks find")
	}
	var got, want []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\| \\S").FindAllStringSubmatch(section, -1) {
		got = append(got, m[1])
	}
	for _, info := range finding.Codes() {
		want = append(want, string(info.Code))
	}
	for _, code := range want {
		if !slices.Contains(got, code) {
			t.Errorf("the README's table of checks lacks %s", code)
		}
	}
	for _, code := range got {
		if !slices.Contains(want, code) {
			t.Errorf("the README's table of checks has %s, which no check raises", code)
		}
	}
}
