package static

import (
	"slices"
	"testing"
)

func TestImports(t *testing.T) {
	got := Imports("js/workspace.js")
	for _, want := range []string{"js/reader.js", "js/page.js", "js/reader-outline.js"} {
		if !slices.Contains(got, want) {
			t.Errorf("js/workspace.js needs %s, which is not in %v", want, got)
		}
	}
	for i, name := range got {
		if slices.Contains(got[:i], name) || name == "js/workspace.js" {
			t.Errorf("%s is named twice", name)
		}
		for _, inner := range Imports(name) {
			if !slices.Contains(got, inner) {
				t.Errorf("%s needs %s, which is not named for js/workspace.js", name, inner)
			}
		}
	}
	if got := Imports("js/frame.js"); len(got) != 0 {
		t.Errorf("js/frame.js imports %v", got)
	}
}
