package casework

import (
	"fmt"

	"imr/internal/determination"
	"imr/internal/sqlite"
)

// The names of the events on letters and their service, by which the trail is held
// against what is stored.
const (
	wordingEvent = "letter.wording"
	serveEvent   = "case.serve"
	addEvent     = "case.recipient"
)

// wordingNote is what the trail keeps of a wording.
func wordingNote(version int, sha256 string) string {
	return fmt.Sprintf("version %d sha256 %s", version, sha256)
}

// serviceNote is what the trail keeps of the services of one act: enough to tell any
// later change of them.
func serviceNote(list []sqlite.Service) string {
	var all []byte
	for _, s := range list {
		all = fmt.Appendf(all, "%d %d %q %q %d %d\n", s.Version, s.Position, s.Method, s.Proof, s.At.UnixMicro(), s.Mail)
	}
	return fmt.Sprintf("version %d, %s to %d, sha256 %s", list[0].Version, list[0].Method, len(list), determination.SHA256(all))
}

// addedNote is what the trail keeps of an added recipient.
func addedNote(r sqlite.AddedRecipient) string {
	said := fmt.Appendf(nil, "%q %q %q %q %q", r.Role, r.Name, r.Address, r.Email, r.Reason)
	return fmt.Sprintf("version %d position %d sha256 %s", r.Version, r.Position, determination.SHA256(said))
}

// toldService is what the trail says of wordings, and of services and added
// recipients by case, in order.
type toldService struct {
	wordings      []string
	served, added map[string][]string
}

func newToldService() toldService {
	return toldService{served: map[string][]string{}, added: map[string][]string{}}
}

func (t *toldService) take(name, object, note string) {
	switch name {
	case wordingEvent:
		t.wordings = append(t.wordings, note)
	case serveEvent:
		t.served[object] = append(t.served[object], note)
	case addEvent:
		t.added[object] = append(t.added[object], note)
	}
}

// wordingsAre compares the stored wordings with those that the trail tells of.
func (t toldService) wordingsAre(tx *sqlite.Tx) error {
	stored, err := tx.LetterTemplates()
	if err != nil {
		return err
	}
	if len(stored) != len(t.wordings) {
		return fmt.Errorf("the letters have %d wordings of their own, and the trail tells of %d", len(stored), len(t.wordings))
	}
	for i, told := range t.wordings {
		v := stored[len(stored)-1-i]
		if determination.SHA256(v.Texts) != v.SHA256 || wordingNote(v.Version, v.SHA256) != told {
			return fmt.Errorf("wording %d of the letters was changed", v.Version)
		}
	}
	return nil
}

// servicesAre compares what is stored of a case's service with the trail.
func (t toldService) servicesAre(tx *sqlite.Tx, c sqlite.StoredCase) error {
	services, err := tx.Services(c.Key)
	if err != nil {
		return err
	}
	var acts []string
	for len(services) > 0 {
		n := 1
		for n < len(services) && services[n].Act == services[0].Act {
			n++
		}
		acts, services = append(acts, serviceNote(services[:n])), services[n:]
	}
	if err := asTold(acts, t.served[string(c.Number)], "records of service"); err != nil {
		return err
	}
	added, err := tx.AddedRecipients(c.Key)
	if err != nil {
		return err
	}
	var notes []string
	for _, r := range added {
		notes = append(notes, addedNote(r))
	}
	return asTold(notes, t.added[string(c.Number)], "added recipients")
}

func asTold(stored, told []string, of string) error {
	if len(stored) != len(told) {
		return fmt.Errorf("there are %d %s, and the trail tells of %d", len(stored), of, len(told))
	}
	for i := range stored {
		if stored[i] != told[i] {
			return fmt.Errorf("number %d of the %s is not the one that the trail tells of", i+1, of)
		}
	}
	return nil
}
