package sqlite

import "testing"

// TestNothingHoldsTheMarksOfAList: one name with a mark would garble the whole list.
func TestNothingHoldsTheMarksOfAList(t *testing.T) {
	d := fresh(t)
	addCase(t, d, "CM14-1")
	addUsers(t, d, "u1")
	for _, mark := range []string{betweenCases, betweenFields} {
		for name, statement := range map[string]string{
			"number":   "UPDATE cases SET number = ?",
			"employee": "UPDATE cases SET employee_name = ?",
			"user":     "UPDATE users SET name = ?",
		} {
			if err := raw(t, d, statement, "Ann"+mark+"Lee"); err == nil {
				t.Errorf("%s: %q was stored", name, mark)
			}
			if err := raw(t, d, statement, "Ann Lee"); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestListThatCannotBeRead(t *testing.T) {
	const sound = "CM14-1\x1fready\x1fstandard\x1f2014-03-14\x1f\x1f2\x1f30\x1fAnn Lee\x1f"
	var r QueueRow
	must(t, r.read(sound))
	for name, text := range map[string]string{
		"nothing":        "",
		"a field less":   "CM14-1\x1fready\x1fstandard\x1f2014-03-14\x1f\x1f2\x1f30\x1fAnn Lee",
		"a field more":   sound + "\x1f",
		"no count":       "CM14-1\x1fready\x1fstandard\x1f2014-03-14\x1f\x1f\x1f30\x1fAnn Lee\x1f",
		"no page count":  "CM14-1\x1fready\x1fstandard\x1f2014-03-14\x1f\x1f2\x1fmany\x1fAnn Lee\x1f",
		"no such day":    "CM14-1\x1fready\x1fstandard\x1f2014-02-30\x1f\x1f2\x1f30\x1fAnn Lee\x1f",
		"no day at all":  "CM14-1\x1fready\x1fstandard\x1fsoon\x1f\x1f2\x1f30\x1fAnn Lee\x1f",
		"other dividers": "CM14-1\x1eready",
	} {
		if err := r.read(text); err == nil {
			t.Errorf("%s: %+v was read", name, r)
		}
	}
}
