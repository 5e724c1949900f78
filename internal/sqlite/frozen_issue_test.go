package sqlite

import (
	"crypto/ed25519"
	"slices"
	"strings"
	"testing"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/quality"
)

// issuedStore is the store of signed, whose case 1 was judged, drawn, issued, published
// with its copy withdrawn again, and sent back.
func issuedStore(t *testing.T) *DB {
	t.Helper()
	d := signed(t)
	public := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)).Public().(ed25519.PublicKey)
	update(t, d, func(tx *Tx) error {
		s, _, err := tx.CaseKey("CM14-0031234")
		must(t, err)
		must(t, tx.Judge(s.Key, "u2", quality.Judgement{Version: 1, Outcome: quality.Approved}, false))
		must(t, tx.KeepDraw(s.Key, 1, "u1", quality.Draw{Seed: "S", Lot: 7, Drawn: true}))
		must(t, tx.AddKey(determination.PublicKey{ID: determination.KeyID(public), Key: public}))
		i := Issued{Version: 1, Determination: 1, On: calendar.MustDate("2026-11-24"), Code: "AAAA-AAAA-AAAA-AAAA", Canonical: []byte("{}"),
			SHA256: strings.Repeat("c", 64), Key: determination.KeyID(public), Signature: make([]byte, ed25519.SignatureSize)}
		var letters []IssuedLetter
		for _, f := range determination.LetterFormats {
			letters = append(letters, IssuedLetter{f, []byte(f), strings.Repeat("d", 64)})
		}
		must(t, tx.Issue(s.Key, i, strings.Repeat("e", 64), letters, []determination.Recipient{{Role: "employee", Name: "Ana Fiction"}, {Role: "insurer", Name: "Fictional Mutual"}}))
		done, err := tx.AddTemplate(LetterTemplate{Version: 2, Texts: []byte("{}"), SHA256: strings.Repeat("a", 64), Reason: "why", By: "Ada"})
		if err != nil || !done {
			t.Fatalf("the wording was not stored: %v", err)
		}
		must(t, tx.KeepLetterWish(s.Key, LetterWish{Language: "es", Large: true}))
		must(t, tx.CloseIssue(s.Key, 1, IssuedForm{Template: 2, Languages: "es,en"}))
		must(t, tx.AddRecipient(s.Key, AddedRecipient{1, ListedRecipient{3, determination.Recipient{Role: "representative", Name: "Lee Fiction"}, "New."}}))
		must(t, tx.KeepServices(s.Key, []Service{{Version: 1, Position: 1, Method: "mail", Proof: "7001", By: "Ada", At: tx.Now}}))
		must(t, tx.AddPublication(s, []byte("{}"), strings.Repeat("f", 64), "u2", ""))
		p, _, err := tx.Publication(s.Number)
		must(t, err)
		must(t, tx.WithdrawPublication(p.ID, "a name stood in it"))
		return tx.KeepOrder(s.Key, 1, determination.Order{On: calendar.MustDate("2026-11-24"), Ground: determination.Bias, Facts: "facts"})
	})
	return d
}

// keptTable is an append-only table: a row of it as SQL values, with the columns of
// its key first, and a column that somebody might want to change.
type keptTable struct {
	key, columns []string // of the table, in the order of values
	values       []string // of the row that stands
	change       string
	conflicts    []string // further unique columns
}

const of64 = "'{64}'"

var keptTables = map[string]keptTable{
	"judgements": {[]string{"case_id", "number"}, []string{"version", "director_id", "outcome", "second", "note", "scores", "remarks", "judged_at"},
		[]string{"1", "1", "1", "'u1'", "'return'", "0", "''", "'[]'", "'[]'", "''"}, "outcome = 'return'", nil},
	"draws": {[]string{"case_id", "version"}, []string{"reviewer_id", "seed", "lot", "drawn", "excused", "drawn_at"},
		[]string{"1", "1", "'u2'", "'T'", "99", "0", "''", "''"}, "drawn = 0", nil},
	"organization_keys": {[]string{"seq"}, []string{"key_id", "public", "since"},
		[]string{"1", "'0123456789abcdef'", "zeroblob(32)", "''"}, "public = zeroblob(32)", []string{"key_id"}},
	"issues": {[]string{"case_id", "version"}, []string{"determination", "issued_on", "code", "reason", "overall", "canonical", "sha256", "file_sha256", "key_id", "signature", "issued_at"},
		[]string{"1", "1", "1", "''", "'BBBB-BBBB-BBBB-BBBB'", "''", "''", "x'00'", of64, of64, "(SELECT key_id FROM organization_keys)", "zeroblob(64)", "''"}, "canonical = x'00'", []string{"code"}},
	"issued_letters": {[]string{"case_id", "version", "format"}, []string{"bytes", "sha256"},
		[]string{"1", "1", "'pdf'", "x'00'", of64}, "bytes = x'00'", nil},
	"recipients": {[]string{"case_id", "version", "position"}, []string{"role", "name", "address", "email"},
		[]string{"1", "1", "1", "''", "'Otto Other'", "''", "''"}, "name = 'Otto Other'", nil},
	"letter_templates": {[]string{"version"}, []string{"texts", "sha256", "reason", "made_by", "made_at"},
		[]string{"2", "'[]'", of64, "'x'", "'x'", "''"}, "reason = 'another'", nil},
	"letter_wishes": {[]string{"case_id", "number"}, []string{"language", "large", "wished_at"},
		[]string{"1", "1", "'en'", "0", "''"}, "language = 'en'", nil},
	"issued_forms": {[]string{"case_id", "version"}, []string{"template", "languages", "large"},
		[]string{"1", "1", "1", "'en'", "0"}, "template = 1", nil},
	"added_recipients": {[]string{"case_id", "version", "position"}, []string{"role", "name", "address", "email", "reason", "added_at"},
		[]string{"1", "1", "3", "''", "'Otto Other'", "''", "''", "'x'", "''"}, "name = 'Otto Other'", nil},
	"services": {[]string{"case_id", "act", "version", "position"}, []string{"method", "served_at", "proof", "message", "recorded_by", "recorded_at"},
		[]string{"1", "1", "1", "1", "'fax'", "''", "'x'", "NULL", "''", "''"}, "proof = 'another'", nil},
	"remands": {[]string{"case_id", "number"}, []string{"issue", "ordered_on", "ground", "facts", "recorded_at"},
		[]string{"1", "1", "1", "''", "'fraud'", "'others'", "''"}, "ground = 'fraud'", nil},
	"publications": {[]string{"id"}, []string{"case_id", "number", "body", "sha256", "approved_by", "reason", "published_at"},
		[]string{"1", "1", "'CM14-0031234'", "x'00'", of64, "'u1'", "''", "''"}, "body = x'00'", nil},
	"publication_withdrawals": {[]string{"publication_id"}, []string{"reason", "withdrawn_at"},
		[]string{"1", "'another'", "''"}, "reason = 'another'", nil},
}

// forms are statements of every form that could change or replace the row.
func (k keptTable) forms(table string) []string {
	last := len(k.key) - 1
	key := k.key[last]
	with := func(value string) string {
		values := slices.Clone(k.values)
		values[last] = value
		return " INTO " + table + " VALUES (" + strings.Join(values, ", ") + ")"
	}
	as := k.values[last]
	out := []string{
		"UPDATE " + table + " SET " + k.change,
		"UPDATE OR REPLACE " + table + " SET " + k.change,
		"UPDATE OR IGNORE " + table + " SET " + k.change,
		"UPDATE " + table + " SET " + k.change + " FROM cases WHERE cases.id = 1",
		"UPDATE " + table + " SET " + key + " = " + key,
		"DELETE FROM " + table,
		"DELETE FROM " + table + " WHERE " + key + " = " + as,
		"INSERT" + with(as), "INSERT OR REPLACE" + with(as), "INSERT OR IGNORE" + with(as), "REPLACE" + with(as),
		"INSERT" + with(as) + " ON CONFLICT DO UPDATE SET " + k.change,
		"INSERT" + with(as) + " ON CONFLICT (" + strings.Join(k.key, ", ") + ") DO UPDATE SET " + k.change,
		"REPLACE INTO " + table + " SELECT " + strings.Join(k.values, ", "),
	}
	if as == "1" { // a number, which may be written in other ways
		out = append(out, "INSERT OR REPLACE"+with("'1'"), "INSERT OR REPLACE"+with("1.0"), "INSERT OR REPLACE"+with("TRUE"))
	}
	for _, column := range k.conflicts { // the next row, which would push the first one out
		values := slices.Clone(k.values)
		values[last] = "2"
		values[slices.Index(append(slices.Clone(k.key), k.columns...), column)] = "(SELECT " + column + " FROM " + table + ")"
		out = append(out, "INSERT OR REPLACE INTO "+table+" VALUES ("+strings.Join(values, ", ")+")")
	}
	return out
}

func TestIssuedRowsRefuseEveryForm(t *testing.T) {
	d := issuedStore(t)
	before := map[string]string{}
	for table := range keptTables {
		if before[table] = dump(t, d, table); before[table] == "" {
			t.Fatalf("%s is empty, so that nothing in it could be changed", table)
		}
	}
	for table, kept := range keptTables {
		for _, s := range kept.forms(table) {
			s = strings.ReplaceAll(s, "{64}", strings.Repeat("b", 64))
			if err := raw(t, d, s); err == nil {
				t.Errorf("accepted: %s", s)
			} else if !strings.Contains(err.Error(), "frozen") && !strings.Contains(err.Error(), "kept for good") {
				t.Errorf("not the trigger refuses %s: %v", s, err)
			}
			for other := range keptTables {
				if dump(t, d, other) != before[other] {
					t.Fatalf("%s changed by: %s", other, s)
				}
			}
		}
	}
}

func TestIssuedRowsComeBack(t *testing.T) {
	d := issuedStore(t)
	view(t, d, func(tx *Tx) error {
		v, found, err := tx.ByCode("AAAA-AAAA-AAAA-AAAA")
		if err != nil || !found || v.Number != casefile.CaseNumber("CM14-0031234") || v.Version != 1 || v.Newest != 1 || !v.SetAside {
			t.Errorf("ByCode = %+v, %v, %v", v, found, err)
		}
		for what, sum := range map[string]string{"the file": "e", "a letter": "d"} {
			if code, found, err := tx.ByHash(strings.Repeat(sum, 64)); err != nil || !found || code != "AAAA-AAAA-AAAA-AAAA" {
				t.Errorf("ByHash of %s = %q, %v, %v", what, code, found, err)
			}
		}
		if _, found, err := tx.ByHash(strings.Repeat("c", 64)); err != nil || found {
			t.Errorf("the bytes without their signature are known: %v", err)
		}
		js, err := tx.Judgements(1)
		if err != nil || len(js) != 1 || js[0].Number != 1 || js[0].Director != "u2" || js[0].Outcome != quality.Approved || js[0].Second {
			t.Errorf("Judgements = %+v, %v", js, err)
		}
		return nil
	})
}
