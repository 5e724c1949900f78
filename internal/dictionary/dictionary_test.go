package dictionary

import (
	"testing"
)

func TestStandardIsSound(t *testing.T) {
	d := Standard()
	ids, entries := map[string]bool{}, 0
	classes := map[Class]int{}
	for _, c := range d.concepts {
		if ids[c.ID] {
			t.Errorf("%s: two concepts have the id %s", c.Class, c.ID)
		}
		ids[c.ID] = true
		seen := map[string]bool{}
		for _, f := range c.Forms {
			if k := key(f.Text); !seen[k] && k != "" {
				seen[k] = true
				entries++
				classes[c.Class]++
			} else {
				t.Errorf("%s %s: %q is empty or there twice", c.Class, c.ID, f.Text)
			}
		}
	}
	for _, c := range d.concepts {
		for _, id := range append(append([]string(nil), c.Broader...), c.Sites...) {
			if !ids[id] {
				t.Errorf("%s %s: there is no concept %s", c.Class, c.ID, id)
			}
		}
		for _, id := range d.Broader(c.ID) {
			if id == c.ID {
				t.Errorf("%s %s includes itself", c.Class, c.ID)
			}
		}
	}
	t.Logf("%d concepts, %d forms, by class %v", len(ids), entries, classes)
	if len(ids) < 1600 || entries < 11000 {
		t.Errorf("%d concepts with %d forms", len(ids), entries)
	}
}

func TestNoFormTwiceInAClassUnlessAmbiguous(t *testing.T) {
	type place struct {
		class Class
		key   string
	}
	first := map[place]string{}
	flagged := map[place]bool{}
	for _, c := range Standard().concepts {
		for _, f := range c.Forms {
			p := place{c.Class, key(withoutHyphens(f.Text))}
			if before, ok := first[p]; ok && !(f.Ambiguous && flagged[p]) && before != c.ID {
				t.Errorf("%s: %q is both %s and %s", c.Class, f.Text, before, c.ID)
			}
			first[p], flagged[p] = c.ID, f.Ambiguous
		}
	}
}

func TestEveryFormIsFoundInAText(t *testing.T) {
	d := Standard()
	for _, c := range d.concepts {
		for _, f := range c.Forms {
			text := "then (" + f.Text + ") was seen"
			found := false
			for _, m := range d.Find(text) {
				whole := m.Start == 6 && len(text)-len(") was seen")-m.End <= 3
				found = found || m.Concept == c.ID && whole
			}
			if !found {
				t.Errorf("%s %s: %q is not found: %v", c.Class, c.ID, f.Text, d.Find(text))
			}
		}
	}
}

// TestSharedFormsAreDeliberate: of the concepts that share a form, in whatever
// classes, at most one claims it plainly. The others mark it ambiguous or write it
// in capitals of its own, so that nobody shares one by oversight.
func TestSharedFormsAreDeliberate(t *testing.T) {
	plain := map[string][]string{}
	for _, c := range Standard().concepts {
		seen := map[string]bool{} // with and without its hyphen is one claim
		for _, f := range c.Forms {
			if k := key(withoutHyphens(f.Text)); !f.Ambiguous && !f.Exact && !seen[k] {
				seen[k] = true
				plain[k] = append(plain[k], c.ID)
			}
		}
	}
	for form, ids := range plain {
		if len(ids) > 1 {
			t.Errorf("%q is plainly a form of all of %v", form, ids)
		}
	}
}
