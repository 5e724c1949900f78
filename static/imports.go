package static

import (
	"path"
	"regexp"
	"slices"
	"sync"
)

// imported matches what our scripts import, which is always a file of ours.
var imported = regexp.MustCompile(`(?m)^(?:import|export)\b[^"]*?"(\.\.?/[^"]+)"`)

var importsOf sync.Map // script → what Imports returns for it

// Imports returns what a script needs besides itself, such as js/page.js: all that
// it imports and that these import, each once. A page that names them lets the
// browser ask for all at once, and not for one after it has read the other.
func Imports(script string) []string {
	if known, found := importsOf.Load(script); found {
		return known.([]string)
	}
	var all []string
	todo := []string{script}
	for len(todo) > 0 {
		name := todo[0]
		todo = todo[1:]
		for _, m := range imported.FindAllStringSubmatch(Text(name), -1) {
			other := path.Join(path.Dir(name), m[1])
			if other != script && !slices.Contains(all, other) {
				all = append(all, other)
				todo = append(todo, other)
			}
		}
	}
	importsOf.Store(script, all)
	return all
}
