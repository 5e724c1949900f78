package casework

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// noTriggers is how one who holds the file gets the triggers out of the way.
func (o *office) noTriggers(t *testing.T) {
	t.Helper()
	db := o.sql(t)
	rows, err := db.Query("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
	must(t, err)
	var names []string
	for rows.Next() {
		var name string
		must(t, rows.Scan(&name))
		names = append(names, name)
	}
	must(t, rows.Err())
	must(t, rows.Close())
	for _, name := range names {
		_, err := db.Exec("DROP TRIGGER " + name)
		must(t, err)
	}
}

// sound is what imr audit verify looks at, held against a head that was kept elsewhere.
func (o *office) sound(t *testing.T, head string) error {
	t.Helper()
	if _, err := o.VerifyTrail(t.Context(), head); err != nil {
		return err
	}
	_, err := o.VerifyIssued(t.Context())
	return err
}

// tamperings are changes of what was signed or issued, by one who holds the file.
var tamperings = map[string]string{
	"a byte of what was issued":         "UPDATE issues SET canonical = CAST(replace(CAST(canonical AS TEXT), 'Another Fiction', 'Anither Fiction') AS BLOB) WHERE version = 2",
	"and its hash with it":              "UPDATE issues SET canonical = (SELECT canonical FROM issues WHERE version = 2), sha256 = (SELECT sha256 FROM issues WHERE version = 2) WHERE version = 1",
	"a signature":                       "UPDATE issues SET signature = (SELECT signature FROM issues WHERE version = 2) WHERE version = 1",
	"another key named":                 "UPDATE issues SET key_id = (SELECT key_id FROM organization_keys WHERE seq = 1) WHERE version = 2",
	"a key's public half":               "UPDATE organization_keys SET public = (SELECT public FROM organization_keys WHERE seq = 2) WHERE seq = 1",
	"a key's time":                      "UPDATE organization_keys SET since = '2026-11-24T23:59:00.000000Z' WHERE seq = 1",
	"a key that is gone":                "DELETE FROM organization_keys WHERE seq = 2",
	"a key of somebody's own":           "INSERT INTO organization_keys VALUES (3, '0123456789abcdef', zeroblob(32), '2026-11-24T23:59:00.000000Z')",
	"a code":                            "UPDATE issues SET code = 'AAAA-AAAA-AAAA-AAAA' WHERE version = 1",
	"a day":                             "UPDATE issues SET issued_on = '2026-11-20' WHERE version = 1",
	"an overall word":                   "UPDATE issues SET overall = 'OVERTURN' || overall WHERE version = 1",
	"a reason":                          "UPDATE issues SET reason = 'another' WHERE version = 2",
	"a moment before the key":           "UPDATE issues SET issued_at = '2020-01-01T00:00:00.000000Z' WHERE version = 1",
	"a moment in the key's time":        "UPDATE issues SET issued_at = strftime('%Y-%m-%dT%H:%M:%S.000009Z', issued_at) WHERE version = 2",
	"a hash of the file":                "UPDATE issues SET file_sha256 = '{64}' WHERE version = 1",
	"which signed version it is":        "INSERT INTO determinations SELECT case_id, 9, canonical, sha256, decided_on FROM determinations; UPDATE issues SET determination = 9 WHERE version = 2; DELETE FROM determinations WHERE version = 9",
	"a letter":                          "UPDATE issued_letters SET bytes = x'00' WHERE version = 1 AND format = 'pdf'",
	"a letter and its hash":             "UPDATE issued_letters SET (bytes, sha256) = (SELECT bytes, sha256 FROM issued_letters WHERE version = 2 AND format = 'pdf') WHERE version = 1 AND format = 'pdf'",
	"a letter that is gone":             "DELETE FROM issued_letters WHERE version = 2 AND format = 'html'",
	"a version that is gone":            "DELETE FROM issued_letters WHERE version = 2; DELETE FROM recipients WHERE version = 2; DELETE FROM issues WHERE version = 2",
	"all versions that are gone":        "DELETE FROM issued_letters; DELETE FROM recipients; DELETE FROM issues",
	"versions in another order":         "UPDATE issues SET version = 9 WHERE version = 1; UPDATE issues SET version = 1 WHERE version = 2; UPDATE issues SET version = 2 WHERE version = 9",
	"a recipient's name":                "UPDATE recipients SET name = 'Otto Other' WHERE version = 1 AND position = 1",
	"a recipient more":                  "INSERT INTO recipients VALUES ((SELECT case_id FROM issues), 1, 99, 'friend', 'Otto Other', '', '')",
	"a recipient at the end":            "INSERT INTO recipients SELECT case_id, version, max(position) + 1, 'friend', 'Otto Other', '', '' FROM recipients WHERE version = 1",
	"the form of a letter":              "UPDATE issued_forms SET languages = 'en' WHERE version = 1",
	"a form that is gone":               "DELETE FROM issued_forms WHERE version = 2",
	"a wording":                         "UPDATE letter_templates SET texts = replace(texts, 'Dear', 'My dear')",
	"a wording and its hash":            "UPDATE letter_templates SET texts = '{}', sha256 = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'",
	"a wording that is gone":            "DELETE FROM letter_templates",
	"a recipient who was added":         "UPDATE added_recipients SET name = 'Otto Other'",
	"an added recipient more":           "INSERT INTO added_recipients SELECT case_id, version, position + 1, role, 'Otto Other', '', '', reason, added_at FROM added_recipients",
	"an added recipient less":           "DELETE FROM added_recipients",
	"a proof of service":                "UPDATE services SET proof = 'Certified 7002' WHERE position = 1",
	"a time of service":                 "UPDATE services SET served_at = '2026-11-25T00:00:00.000000Z'",
	"a service more":                    "INSERT INTO services SELECT case_id, act, version, 4, method, served_at, proof, message, recorded_by, recorded_at FROM services WHERE position = 1",
	"a service less":                    "DELETE FROM services WHERE position = 2",
	"an act of service of its own":      "INSERT INTO services SELECT case_id, 2, version, 4, method, served_at, proof, message, recorded_by, recorded_at FROM services WHERE position = 1",
	"a recipient less":                  "DELETE FROM recipients WHERE version = 2 AND position = 1",
	"another case's number":             "UPDATE cases SET number = 'CM20-9999999' WHERE number = 'CM20-0061207'",
	"what was signed":                   "UPDATE determinations SET canonical = x'7b7d'",
	"what was signed, with its hash":    "UPDATE determinations SET canonical = (SELECT canonical FROM issues), sha256 = (SELECT sha256 FROM issues)",
	"who signed":                        "UPDATE signatures SET signer_id = (SELECT id FROM users WHERE email = 'other@imr.example')",
	"a signature that is gone":          "DELETE FROM signatures",
	"a determination that is gone":      "DELETE FROM determinations",
	"all of it that is gone":            "DELETE FROM issued_letters; DELETE FROM recipients; DELETE FROM issues; DELETE FROM signatures; DELETE FROM determinations",
	"a version more":                    "INSERT INTO determinations SELECT case_id, 2, canonical, sha256, decided_on FROM determinations",
	"the event of the signature":        "UPDATE audit_events SET note = note || '0' WHERE name = 'review.sign'",
	"the event of the issue":            "DELETE FROM audit_events WHERE name = 'case.issue'",
	"the actor of the correction":       "UPDATE audit_events SET actor = 'somebody' WHERE name = 'case.correct'",
	"the end of the trail":              "DELETE FROM audit_events WHERE name = 'case.correct'",
	"the end of the trail and its work": "DELETE FROM audit_events WHERE name = 'case.correct'; DELETE FROM issued_letters WHERE version = 2; DELETE FROM recipients WHERE version = 2; DELETE FROM issues WHERE version = 2",
}

// TestVerifyFindsWhatWasTamperedWith does each on a copy of its own; the copy with
// nothing but its triggers gone is sound.
func TestVerifyFindsWhatWasTamperedWith(t *testing.T) {
	whole := openIssued(t)
	head := whole.head(t).String()
	whole.noTriggers(t)
	if err := whole.sound(t, head); err != nil {
		t.Fatalf("what nobody touched is not sound: %v", err)
	}
	clean := filepath.Join(t.TempDir(), "imr.db")
	_, err := whole.sql(t).Exec("VACUUM INTO ?", clean)
	must(t, err)
	for name, statements := range tamperings {
		t.Run(name, func(t *testing.T) {
			o := &office{clock: &clock{at: workday.Add(3 * time.Hour)}, dir: t.TempDir()}
			must(t, copyInto(o.dir, clean))
			changed := 0
			for _, s := range strings.Split(strings.ReplaceAll(statements, "{64}", strings.Repeat("b", 64)), "; ") {
				r, err := o.sql(t).Exec(s)
				must(t, err)
				n, err := r.RowsAffected()
				must(t, err)
				changed += int(n)
			}
			if changed == 0 {
				t.Fatal("nothing was changed")
			}
			o.open(t)
			if o.sound(t, head) == nil {
				t.Error("not found")
			}
		})
	}
}

// TestVerifyFindsAChangedByteOfTheFile changes the issued text in the pages of the
// file, past SQL.
func TestVerifyFindsAChangedByteOfTheFile(t *testing.T) {
	o := openIssued(t)
	head := o.head(t).String()
	copied := &office{clock: o.clock, dir: t.TempDir()}
	path := filepath.Join(copied.dir, "imr.db")
	_, err := o.sql(t).Exec("VACUUM INTO ?", path)
	must(t, err)
	content, err := os.ReadFile(path)
	must(t, err)
	changed := strings.ReplaceAll(string(content), "Another Fiction", "Another Friction"[:15])
	if changed == string(content) {
		t.Fatal("nothing was changed")
	}
	must(t, os.WriteFile(path, []byte(changed), 0o600))
	copied.open(t)
	if copied.sound(t, head) == nil {
		t.Error("not found")
	}
}
