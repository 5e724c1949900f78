package sqlite

import (
	"database/sql"
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/pressly/goose/v3"

	"imr/db"
)

// TestLifeKeepsWhatAnOlderProgramWrote: migration 0011 makes the table of cases
// anew, under rows that refer to it.
func TestLifeKeepsWhatAnOlderProgramWrote(t *testing.T) {
	path := filepath.Join(t.TempDir(), "imr.db")
	old, err := sql.Open("sqlite3", "file:"+path+"?_foreign_keys=on")
	must(t, err)
	files, err := fs.Sub(db.Migrations, "migrations")
	must(t, err)
	p, err := goose.NewProvider(goose.DialectSQLite3, old, files)
	must(t, err)
	_, err = p.UpTo(t.Context(), 10)
	must(t, err)
	_, err = old.Exec(`INSERT INTO cases SELECT 7, 'CM14-0031234', 'in_review', 'standard', '2014-03-14', '', 'Ana Fiction', 0, 0, 'mail', '', '', '', '', '',
		'CL-1', '', '', '', '', '', '', '', '', '', '', '', 'denied', 0, '', '', '', 5;
		INSERT INTO items VALUES (7, 0, '1', 'A kit', 'dmepos', 'prospective', '');
		INSERT INTO draft_parts VALUES (7, 'summary', 1, '[]', '')`)
	must(t, err)
	must(t, old.Close())

	d := openTest(t, path, newClock().now)
	var state, claim string
	var items, records, broken int
	must(t, d.read.db.QueryRow("SELECT state, claim_number, item_count, records_version, (SELECT count(*) FROM pragma_foreign_key_check) FROM cases WHERE id = 7").
		Scan(&state, &claim, &items, &records, &broken))
	if state != "in_review" || claim != "CL-1" || items != 1 || records != 5 || broken != 0 {
		t.Errorf("the case is %s, %s, %d items, records %d, %d broken references", state, claim, items, records, broken)
	}
	if err := raw(t, d, "DELETE FROM cases WHERE id = 7"); err == nil {
		t.Error("a case with a draft was deleted: foreign keys are off")
	}
}
