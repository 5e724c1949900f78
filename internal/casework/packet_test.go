package casework

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"imr/internal/assignment"
	"imr/internal/fault"
	"imr/internal/packet"
	"imr/internal/quality"
	"imr/internal/reviewer"
)

// plainCover lists the files, one in a line.
func plainCover(_ context.Context, p packet.Packet) ([]byte, error) {
	var b bytes.Buffer
	for _, f := range p.Files {
		fmt.Fprintln(&b, f.Name, f.About)
	}
	return b.Bytes(), nil
}

// contents is the files by their names.
func contents(p packet.Packet) map[string][]byte {
	out := map[string][]byte{}
	for _, f := range p.Files {
		out[f.Name] = f.Bytes
	}
	return out
}

// canaries are all by which the reviewer of worked is known, in small letters, with
// the orders and forms in which they may stand.
func (o *office) canaries(t *testing.T) []string {
	t.Helper()
	id := o.user["reviewer"].ID
	must(t, o.SaveIdentity(t.Context(), o.act("admin"), o.code("reviewer"), reviewer.Identity{LegalName: "Quillfeather Zanzibar Okonjo-Vex", OtherNames: []string{"Q. Z. Vexlington"}, Affiliates: []string{"Umbrellabird Holdings"}}))
	profile := reviewer.Profile{Degree: "MD", Licences: []reviewer.Licence{{State: "California", Number: "ZX-9988776", Status: "active"}}}
	body, err := json.Marshal(profile)
	must(t, err)
	_, err = o.sql(t).Exec("INSERT INTO reviewer_profiles (reviewer_id, version, body, saved_by, saved_at) VALUES (?, 1, ?, 'test', '')", string(id), string(body))
	must(t, err)
	return []string{"canary-first", "canary-last", "canary-mail", strings.ToLower(string(id)), strings.ToLower(quality.ReviewerCode(id)),
		"quillfeather", "okonjo-vex", "vexlington", "umbrellabird", "zx-9988776", "zx9988776"}
}

// tell lets staff write the reviewer's name where it does not belong, into a
// director's remarks and the reasons of a choice.
func (o *office) tell(t *testing.T) {
	t.Helper()
	_, err := o.sql(t).Exec(`DROP TRIGGER judgements_update;
		UPDATE judgements SET note = 'Dr. Canary-Last did well; Vexlington, Q. too', remarks = '[{"Words":"w","Text":"Ask Canary-First Canary-Last (canary-mail@imr.example), C.C., licence ZX-9988776."}]'`)
	must(t, err)
	id := o.user["reviewer"].ID
	candidate := assignment.Candidate{Reviewer: id, Code: o.code("reviewer"), Reasons: []reviewer.Reason{{Code: "free", Text: "Canary-Last has 1 of 3 cases"}}}
	card, err := json.Marshal(assignment.Card{Ranked: []assignment.Candidate{candidate}})
	must(t, err)
	_, err = o.sql(t).Exec("INSERT INTO choices SELECT id, 1, ?, 'offer', 'Canary-First knows Umbrellabird Holdings', ?, '2026-11-24T10:00:00.000000Z' FROM cases WHERE number = ?", string(id), string(card), string(worked))
	must(t, err)
}

// TestPacketForOutsidersLeadsToNoReviewer: no byte of the reviewer's identity is in
// any file or its name, though staff wrote it into remarks; the one for inside has it.
func TestPacketForOutsidersLeadsToNoReviewer(t *testing.T) {
	o := openIssued(t)
	canaries := o.canaries(t)
	o.tell(t)
	p, err := o.Packet(t.Context(), o.act("admin"), worked, packet.Outside, plainCover)
	must(t, err)
	for _, f := range p.Files {
		plain := strings.ToLower(f.Name + "\n" + string(f.Bytes))
		for _, c := range canaries {
			if strings.Contains(plain, c) {
				t.Errorf("%s holds %q", f.Name, c)
			}
		}
	}
	if !bytes.Contains(contents(p)["quality.json"], []byte("the reviewer did well")) && !bytes.Contains(contents(p)["quality.json"], []byte("The reviewer did well")) {
		t.Errorf("the note is %s", contents(p)["quality.json"])
	}
	inside, err := o.Packet(t.Context(), o.act("admin"), worked, packet.Inside, plainCover)
	must(t, err)
	all := strings.ToLower(string(bytes.Join(values(contents(inside)), nil)))
	for _, c := range []string{"canary-last", canaries[3], canaries[4]} {
		if !strings.Contains(all, c) {
			t.Errorf("the packet for inside lacks %q, so that the search above could find nothing", c)
		}
	}
}

func values(m map[string][]byte) (out [][]byte) {
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

// TestPacketHasItsParts: everything that an appeal asks for is there, sealed, and a
// changed, a missing and an added file are found.
func TestPacketHasItsParts(t *testing.T) {
	o := openIssued(t)
	for _, profile := range []packet.Profile{packet.Inside, packet.Outside} {
		p, err := o.Packet(t.Context(), o.act("admin"), worked, profile, plainCover)
		must(t, err)
		files := contents(p)
		for _, name := range []string{"index.html", "issued/version-1/determination.json", "issued/version-2/letter.pdf", "issued/version-2/letter.html", "records/documents.csv",
			"records/pages.csv", "coverage.csv", "assignment.json", "guidelines.csv", "review/signed-1.json", "review/drafts.csv", "quality.json", "audit.json", "key.pem", "SHA256SUMS", "manifest.json", "manifest.sig"} {
			if len(files[name]) == 0 {
				t.Errorf("%s: %s is missing or empty", profile, name)
			}
		}
		keys, err := o.Keys(t.Context())
		must(t, err)
		key := keys[len(keys)-1].Key
		must(t, packet.Check(files, key))
		spoilPacket(t, files, key)
		var x packet.Extract
		must(t, json.Unmarshal(files["audit.json"], &x))
		if !x.Sound() || len(x.Events) < 4 {
			t.Errorf("%s: the extract of %d events is not sound", profile, len(x.Events))
		}
		hashed := slices.IndexFunc(x.Events, func(e packet.Event) bool { return len(e.Withheld) == 0 })
		x.Events[hashed].Act = "nothing"
		if x.Sound() {
			t.Errorf("%s: a changed event is sound", profile)
		}
		if withheld := slices.ContainsFunc(x.Events, func(e packet.Event) bool { return len(e.Withheld) > 0 }); withheld != (profile == packet.Outside) {
			t.Errorf("%s: withheld %v", profile, withheld)
		}
	}
	if e := o.lastEvent(t); e.Name != "packet.make" || !strings.HasPrefix(e.Note, "for outside, manifest sha256 ") {
		t.Errorf("the trail says %+v", e)
	}
}

func spoilPacket(t *testing.T, files map[string][]byte, key ed25519.PublicKey) {
	t.Helper()
	for name, spoil := range map[string]func(map[string][]byte){
		"a changed letter":   func(m map[string][]byte) { m["issued/version-1/letter.pdf"] = []byte("other") },
		"a missing file":     func(m map[string][]byte) { delete(m, "coverage.csv") },
		"an added file":      func(m map[string][]byte) { m["more.txt"] = nil },
		"a changed manifest": func(m map[string][]byte) { m["manifest.json"] = append([]byte(" "), m["manifest.json"]...) },
		"another signature":  func(m map[string][]byte) { m["manifest.sig"] = make([]byte, ed25519.SignatureSize) },
	} {
		changed := map[string][]byte{}
		for k, v := range files {
			changed[k] = v
		}
		spoil(changed)
		if packet.Check(changed, key) == nil {
			t.Errorf("%s is not found", name)
		}
	}
}

// TestPacketIsRefused: to whom it is not for, before anything is issued, and where a
// letter itself names the reviewer.
func TestPacketIsRefused(t *testing.T) {
	o := openIssued(t)
	ctx := t.Context()
	for who, kind := range map[string]fault.Kind{"reviewer": fault.Forbidden, "other": fault.NotFound, "auditor": fault.NotFound} {
		wantKind(t, who, second(o.Packet(ctx, o.act(who), worked, packet.Outside, plainCover)), kind)
	}
	wantKind(t, "for nobody", second(o.Packet(ctx, o.act("admin"), worked, "all", plainCover)), fault.Invalid)
	wantKind(t, "not issued", second(o.Packet(ctx, o.act("admin"), free, packet.Outside, plainCover)), fault.Forbidden)
	before := o.head(t)
	_, err := o.sql(t).Exec("DROP TRIGGER issued_letters_update; UPDATE issued_letters SET bytes = CAST(bytes || 'signed by Canary-Last, Canary-First' AS BLOB) WHERE format = 'html'")
	must(t, err)
	err = second(o.Packet(ctx, o.act("admin"), worked, packet.Outside, plainCover))
	wantKind(t, "a letter that names the reviewer", err, fault.Conflict)
	if strings.Contains(err.Error(), "Canary") || !strings.Contains(err.Error(), "letter.html") || o.head(t) != before {
		t.Errorf("the refusal is %v", err)
	}
	o.clock.move(time.Minute)
	must(t, second(o.Packet(ctx, o.act("admin"), worked, packet.Inside, plainCover)))
}
