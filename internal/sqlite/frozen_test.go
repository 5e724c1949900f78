package sqlite

import (
	"bytes"
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/review"
)

// signed is a store with one signed case, key 1, whose draft has a summary, and
// with an open one, key 2, whose draft has a summary and a decision.
func signed(t *testing.T) *DB {
	t.Helper()
	d, s := begun(t)
	_, err := save(t, d, s.Key, SummaryPart, 0, []review.Sentence{{Text: "signed"}})
	must(t, err)
	open := addCase(t, d, "CM14-0099999")
	_, err = save(t, d, open.Key, SummaryPart, 0, []review.Sentence{{Text: "open"}})
	must(t, err)
	_, err = save(t, d, open.Key, DecisionPart(0), 0, review.Decision{Item: "1"})
	must(t, err)
	update(t, d, func(tx *Tx) error {
		f := Frozen{Version: 1, Canonical: []byte(`{"a":1}`), SHA256: strings.Repeat("a", 64)}
		if err := tx.Freeze(s.Key, f, calendar.MustDate("2026-11-24"), "u1", "I mean it"); err != nil {
			return err
		}
		return tx.Move(&s, casefile.HandIn)
	})
	return d
}

// forms are statements of every form that can change a row of a frozen table.
var forms = map[string][]string{
	"determinations": {
		"UPDATE determinations SET canonical = x'00'",
		"UPDATE determinations SET version = 2",
		"UPDATE OR REPLACE determinations SET decided_on = '2000-01-01'",
		"UPDATE OR IGNORE determinations SET decided_on = '2000-01-01'",
		"UPDATE determinations SET sha256 = sha256 FROM cases WHERE cases.id = case_id",
		"DELETE FROM determinations",
		"DELETE FROM determinations WHERE case_id = 1 AND version = 1",
		"INSERT INTO determinations VALUES (1, 1, x'00', '{64}', '2000-01-01')",
		"INSERT OR REPLACE INTO determinations VALUES (1, 1, x'00', '{64}', '2000-01-01')",
		"INSERT OR REPLACE INTO determinations VALUES ('1', '1', x'00', '{64}', '2000-01-01')",
		"INSERT OR REPLACE INTO determinations VALUES (1.0, 1.0, x'00', '{64}', '2000-01-01')",
		"INSERT OR REPLACE INTO determinations VALUES (1, TRUE, x'00', '{64}', '2000-01-01')",
		"INSERT OR IGNORE INTO determinations VALUES (1, 1, x'00', '{64}', '2000-01-01')",
		"INSERT INTO determinations VALUES (1, 3, x'00', '{64}', '2000-01-01')",
		"INSERT INTO determinations VALUES (1, 1, x'00', '{64}', '2000-01-01') ON CONFLICT DO UPDATE SET canonical = x'00'",
		"INSERT INTO determinations VALUES (1, 1, x'00', '{64}', '2000-01-01') ON CONFLICT (case_id, version) DO UPDATE SET decided_on = ''",
		"REPLACE INTO determinations VALUES (1, 1, x'00', '{64}', '2000-01-01')",
		"REPLACE INTO determinations SELECT 1, 1, x'00', '{64}', '2000-01-01'",
	},
	"signatures": {
		"UPDATE signatures SET signer_id = 'u2'",
		"UPDATE OR REPLACE signatures SET version = 1, meaning = ''",
		"UPDATE OR IGNORE signatures SET meaning = ''",
		"DELETE FROM signatures",
		"INSERT INTO signatures VALUES (1, 1, 'u2', '', '')",
		"INSERT OR REPLACE INTO signatures VALUES (1, 1, 'u2', '', '')",
		"INSERT OR REPLACE INTO signatures VALUES ('1', '1', 'u2', '', '')",
		"INSERT OR REPLACE INTO signatures VALUES (1, 1.0, 'u2', '', '')",
		"INSERT INTO signatures VALUES (1, 1, 'u2', '', '') ON CONFLICT DO UPDATE SET signer_id = 'u2'",
		"INSERT OR IGNORE INTO signatures VALUES (1, 1, 'u2', '', '')",
		"REPLACE INTO signatures VALUES (1, 1, 'u2', '', '')",
	},
	"audit_events": {
		"UPDATE audit_events SET actor = 'other'",
		"UPDATE OR REPLACE audit_events SET seq = 1 WHERE seq = 2",
		"UPDATE OR IGNORE audit_events SET note = 'x'",
		"DELETE FROM audit_events",
		"DELETE FROM audit_events WHERE seq = (SELECT max(seq) FROM audit_events)",
		"INSERT INTO audit_events VALUES (1, 0, 'a', 'n', '', '', '', '{64}')",
		"INSERT INTO audit_events VALUES (NULL, 0, 'a', 'n', '', '', '', '{64}')",
		"INSERT OR REPLACE INTO audit_events VALUES (1, 0, 'a', 'n', '', '', '', '{64}')",
		"INSERT OR REPLACE INTO audit_events VALUES ('1', 0, 'a', 'n', '', '', '', '{64}')",
		"INSERT OR REPLACE INTO audit_events VALUES (1.0, 0, 'a', 'n', '', '', '', '{64}')",
		"INSERT OR REPLACE INTO audit_events (rowid, at, actor, name, object, note, prev, hash) VALUES (2, 0, 'a', 'n', '', '', '', '{64}')",
		"INSERT OR IGNORE INTO audit_events VALUES (1, 0, 'a', 'n', '', '', '', '{64}')",
		"INSERT INTO audit_events VALUES (1, 0, 'a', 'n', '', '', '', '{64}') ON CONFLICT DO UPDATE SET note = 'x'",
		"INSERT INTO audit_events VALUES (1000, 0, 'a', 'n', '', '', '', '{64}')",
		"REPLACE INTO audit_events VALUES (1, 0, 'a', 'n', '', '', '', '{64}')",
	},
	"draft_parts": {
		"UPDATE draft_parts SET body = '[]' WHERE case_id = 1",
		"UPDATE OR REPLACE draft_parts SET body = '[]' WHERE case_id = 1",
		"UPDATE draft_parts SET case_id = 2, part = 'answers' WHERE case_id = 1",
		"UPDATE draft_parts SET case_id = 1 WHERE case_id = 2 AND part = 'decision-0'",
		"UPDATE OR REPLACE draft_parts SET case_id = 1 WHERE case_id = 2",
		"DELETE FROM draft_parts WHERE case_id = 1",
		"INSERT INTO draft_parts VALUES (1, 'decision-0', 1, '{}', '')",
		"INSERT OR REPLACE INTO draft_parts VALUES (1, 'summary', 1, '[]', '')",
		"INSERT OR REPLACE INTO draft_parts VALUES ('1', 'summary', 1, '[]', '')",
		"INSERT OR IGNORE INTO draft_parts VALUES (1, 'decision-0', 1, '{}', '')",
		"INSERT INTO draft_parts VALUES (1, 'summary', 1, '[]', '') ON CONFLICT DO UPDATE SET body = '[]'",
		"REPLACE INTO draft_parts VALUES (1, 'summary', 1, '[]', '')",
		"UPDATE cases SET state = 'in_review' WHERE id = 1",
		"UPDATE cases SET state = 'ready' WHERE id = 1",
		"UPDATE cases SET state = 'issued' WHERE id = 1",
		"UPDATE cases SET id = 7 WHERE id = 1",
	},
	"cases": { // the way by which the rows of the others would go with it
		"DELETE FROM cases WHERE id = 1",
		"DELETE FROM cases",
		"UPDATE OR REPLACE cases SET id = 1 WHERE id = 2",
		"UPDATE OR REPLACE cases SET number = 'CM14-0031234' WHERE id = 2",
		"INSERT OR REPLACE INTO cases SELECT * FROM (SELECT * FROM cases WHERE id = 1)",
		"REPLACE INTO cases SELECT * FROM (SELECT * FROM cases WHERE id = 1)",
	},
	"users": {"DELETE FROM users WHERE id = 'u1'"},
}

func TestFrozenRowsRefuseEveryForm(t *testing.T) {
	d := signed(t)
	tables := []string{"determinations", "signatures", "audit_events", "draft_parts", "cases", "users"}
	var before [6]string
	for i, table := range tables {
		before[i] = dump(t, d, table)
	}
	for table, statements := range forms {
		for _, s := range statements {
			s = strings.ReplaceAll(s, "{64}", strings.Repeat("b", 64))
			if err := raw(t, d, s); err == nil {
				t.Errorf("%s: accepted: %s", table, s)
			} else if strings.Contains(err.Error(), "syntax") || strings.Contains(err.Error(), "no such") {
				t.Errorf("%s: the test is wrong: %s: %v", table, s, err)
			}
			for i, other := range tables {
				if now := dump(t, d, other); now != before[i] {
					t.Fatalf("%s changed by: %s", other, s)
				}
			}
		}
	}
}

// TestOpenDraftMayChange: the triggers stop what is signed and nothing else.
func TestOpenDraftMayChange(t *testing.T) {
	d := signed(t)
	for _, s := range []string{
		"UPDATE draft_parts SET body = '[]', version = 2 WHERE case_id = 2 AND part = 'summary'",
		"INSERT INTO draft_parts VALUES (2, 'decision-1', 1, '{}', '')",
		"DELETE FROM draft_parts WHERE case_id = 2 AND part = 'decision-1'",
		"UPDATE cases SET state = 'in_review' WHERE id = 2",
		"INSERT INTO determinations VALUES (1, 2, x'00', '" + strings.Repeat("b", 64) + "', '2026-11-25')", // a correction
	} {
		if err := raw(t, d, s); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
}

func TestFrozenDeterminationComesBack(t *testing.T) {
	d := signed(t)
	view(t, d, func(tx *Tx) error {
		f, found, err := tx.Determination(1)
		if !found || f.Version != 1 || !bytes.Equal(f.Canonical, []byte(`{"a":1}`)) || f.SHA256 != strings.Repeat("a", 64) {
			t.Errorf("Determination = %+v, %v", f, found)
		}
		if _, found, _ := tx.Determination(2); found {
			t.Error("the open case has a determination")
		}
		return err
	})
}

func TestClosedDraftIsNotSaved(t *testing.T) {
	d := signed(t)
	for name, save := range map[string]func(*Tx) error{
		"over the summary": func(tx *Tx) error { _, err := tx.SavePart(1, SummaryPart, 1, []review.Sentence{}); return err },
		"a new part":       func(tx *Tx) error { _, err := tx.SavePart(1, DecisionPart(0), 0, review.Decision{}); return err },
		"dropping":         func(tx *Tx) error { return tx.DropPart(1, SummaryPart, 1) },
	} {
		err := d.Update(t.Context(), actOf("late"), save)
		if err == nil || fault.Of(err) != nil || !strings.Contains(err.Error(), "the draft is closed") {
			t.Errorf("%s: %v, want the trigger's refusal", name, err)
		}
	}
}
