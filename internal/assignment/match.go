package assignment

import (
	_ "embed" // for the table of specialties
	"strings"
	"sync"

	"imr/internal/casefile"
)

//go:embed specialties.txt
var specialtiesFile string

// field is what a specialty knows; a nil list stands for everything.
type field struct{ categories, words []string }

// fields is the table of specialties by folded name.
var fields = sync.OnceValue(func() map[string]field {
	out := map[string]field{}
	for line := range strings.Lines(specialtiesFile) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) == 3 && !strings.HasPrefix(line, "#") {
			out[strings.ToLower(cells[0])] = field{listed(cells[1]), listed(cells[2])}
		}
	}
	return out
})

func listed(cell string) []string {
	if cell == "*" {
		return nil
	}
	return strings.Split(cell, ",")
}

// Knows is which of the specialties and topics is appropriate to the item, or empty
// where none is (LC 139.5(d)(4)(A) and (B)). A topic counts where its words stand in
// the item or among its body parts.
func Knows(it casefile.DisputedItem, specialties, topics []string) string {
	text := " " + strings.ToLower(it.Description)
	for _, b := range it.BodyParts {
		text += " " + strings.ToLower(b.Part)
	}
	for _, s := range specialties {
		f, known := fields()[strings.ToLower(s)]
		if known && holds(f.categories, string(it.Category)) && (f.words == nil || mentions(text, f.words)) {
			return s
		}
	}
	for _, t := range topics {
		if mentions(text, []string{strings.ToLower(t)}) {
			return t
		}
	}
	return ""
}

func holds(list []string, value string) bool {
	for _, one := range list {
		if one == value {
			return true
		}
	}
	return list == nil
}

// mentions reports whether one of the words begins a word of the text.
func mentions(text string, words []string) bool {
	for _, w := range words {
		if w != "" && strings.Contains(text, " "+w) {
			return true
		}
	}
	return false
}
