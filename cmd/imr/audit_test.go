package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3" // the driver, to do from outside what the store refuses
)

// tampered is a copy of the data folder on whose trail the statements were run,
// with the triggers out of the way as one who holds the file can put them.
func tampered(t *testing.T, data string, statements ...string) string {
	t.Helper()
	dir := t.TempDir()
	must(t, os.CopyFS(dir, os.DirFS(data)))
	db, err := sql.Open("sqlite3", filepath.Join(dir, "imr.db"))
	must(t, err)
	defer db.Close()
	for _, s := range append([]string{"DROP TRIGGER audit_insert", "DROP TRIGGER audit_update", "DROP TRIGGER audit_delete"}, statements...) {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	return dir
}

func TestAuditVerify(t *testing.T) {
	data := readyToSign(t)
	sign(t, data)
	printed := done(t, "audit", "verify", "--data", data)
	m := regexp.MustCompile(`^The audit trail is sound: (\d+) events, head ((\d+):[0-9a-f]{64})\nWhat was signed is sound, with 0 issued letters\n$`).FindStringSubmatch(printed)
	if m == nil || m[1] != m[3] {
		t.Fatalf("prints %q", printed)
	}
	head := m[2]
	done(t, "audit", "verify", "--data", data, "--head", head)
	for name, tt := range map[string]struct {
		statement, head, says string
		code                  int
	}{
		"nothing":              {"SELECT 1", head, "", 0},
		"a changed note":       {"UPDATE audit_events SET note = note || 'x' WHERE seq = 2", "", "event 2 was changed", exitFailed},
		"another actor":        {"UPDATE audit_events SET actor = 'somebody' WHERE name = 'review.sign'", "", "was changed", exitFailed},
		"another time":         {"UPDATE audit_events SET at = at - 1000000 WHERE seq = 1", "", "event 1 was changed", exitFailed},
		"a gap":                {"DELETE FROM audit_events WHERE seq = 3", "", "event 4 follows event 2", exitFailed},
		"no beginning":         {"DELETE FROM audit_events WHERE seq = 1", "", "event 2 follows event 0", exitFailed},
		"a cut tail, no head":  {"DELETE FROM audit_events WHERE seq = (SELECT max(seq) FROM audit_events)", "", "the trail tells of 0", exitFailed}, // the signature stands without its event
		"a cut tail":           {"DELETE FROM audit_events WHERE seq = (SELECT max(seq) FROM audit_events)", head, "cut off", exitFailed},
		"an emptied trail":     {"DELETE FROM audit_events", head, "cut off", exitFailed},
		"another head's hash":  {"SELECT 1", m[3] + ":" + strings.Repeat("0", 64), "rewritten", exitFailed},
		"what is no head":      {"SELECT 1", "42", "--head", exitRefused},
		"a head of few digits": {"SELECT 1", m[3] + ":00", "--head", exitRefused},
	} {
		t.Run(name, func(t *testing.T) {
			args := []string{"audit", "verify", "--data", tampered(t, data, tt.statement)}
			if tt.head != "" {
				args = append(args, "--head", tt.head)
			}
			if tt.code != 0 {
				refused(t, tt.code, tt.says, args...)
			} else {
				done(t, args...)
			}
		})
	}
}
