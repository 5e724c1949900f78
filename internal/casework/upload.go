package casework

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/blob"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
	"imr/internal/finding"
	"imr/internal/sqlite"
)

// MaxUpload is how large an uploaded file may be, in bytes: 3,000 scanned pages
// take about 280 MB.
const MaxUpload = 500 << 20

// incomingFolder is where files lie until all of their bytes are there, and while
// they are kept apart. It is on the file system of the documents.
const incomingFolder = "incoming"

// NewDocument is what an admin says of a file that they upload. File is its name
// on their machine.
type NewDocument struct {
	File     string
	Source   casefile.DocumentSource
	Received calendar.Date
}

// Arrival is what became of an uploaded file: a document of the case, or a file
// kept apart, with the places where it names another person.
type Arrival struct {
	ID       string // of the upload
	File     string
	Document casefile.DocumentID // empty where it is kept apart
	Pages    int
	Size     int64
	Places   []finding.Evidence
}

// Incoming is the folder in which a file that comes in piece by piece lies, under
// the id of its upload.
func (d *Desk) Incoming() string { return d.incoming }

// MayUpload says why the actor cannot add records to the case now; nil where they can.
func (d *Desk) MayUpload(ctx context.Context, by account.Actor, number casefile.CaseNumber) error {
	return d.db.View(ctx, func(tx *sqlite.Tx) error {
		_, err := uploading(tx, by, number, tx.CaseKey)
		return err
	})
}

func mayUpload(by account.Actor, number casefile.CaseNumber, a *assignment.Assignment) error {
	if err := assignment.MayOpen(by, number, a); err != nil {
		return err
	}
	if !by.IsCommand() && !by.Has(account.Admin) {
		return fault.New(fault.Forbidden, "Only an admin adds records to a case.")
	}
	return nil
}

// uploading returns a case to which the actor may add records now.
func uploading(tx *sqlite.Tx, by account.Actor, number casefile.CaseNumber, find lookup) (sqlite.StoredCase, error) {
	s, err := permitted(tx, by, number, mayUpload, find)
	if err == nil && s.State.Closed() {
		err = fault.New(fault.Forbidden, "The review of %s is signed, so no record can be added: the determination rests on the records as they were. "+
			"Keep the file, and say in the case's correspondence that it came late.", number)
	}
	return s, err
}

// Validate names what is wrong with what was said of the files.
func (n NewDocument) Validate(today calendar.Date) error {
	var bad fault.Fields
	if !slices.Contains(casefile.DocumentSources, n.Source) {
		bad.Add("source", "Choose who sent the files.")
	}
	switch {
	case n.Received.IsZero():
		bad.Add("received", "Enter the date on which the files came, as month/day/year.")
	case n.Received.Compare(today) > 0:
		bad.Add("received", "The files cannot have come after today, %s.", today.US())
	}
	return bad.Err("The files were not taken in.")
}

// Upload takes in a file that comes in one piece. Where it is refused, the fault
// says why and nothing of it is stored; when it returns nil the file is on the disk.
func (d *Desk) Upload(ctx context.Context, by account.Actor, number casefile.CaseNumber, n NewDocument, r io.Reader) (Arrival, error) {
	u := sqlite.Upload{ID: rand.Text(), File: n.File, Source: n.Source, Received: n.Received}
	err := errors.Join(d.MayUpload(ctx, by, number), n.Validate(d.Today()))
	if err != nil {
		return Arrival{}, err
	}
	file, err := os.OpenFile(d.uploadPath(u.ID), os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return Arrival{}, err
	}
	defer file.Close()
	u.SHA256, u.Size, err = blob.Copy(ctx, file, &upTo{r, MaxUpload})
	if err != nil {
		return Arrival{}, errors.Join(d.roomless(err), d.forgetUpload(u.ID))
	}
	return d.arrive(ctx, by, number, u, file)
}

// FinishUpload takes in a file that came in piece by piece and is whole now, as
// Upload does. For one that was taken in before it gives the same answer again.
func (d *Desk) FinishUpload(ctx context.Context, by account.Actor, number casefile.CaseNumber, id string, n NewDocument) (Arrival, error) {
	if before, found, err := d.Arrived(ctx, by, number, id); err != nil || found {
		return before, err
	}
	if err := errors.Join(d.MayUpload(ctx, by, number), n.Validate(d.Today())); err != nil {
		return Arrival{}, errors.Join(err, d.forgetUpload(id))
	}
	file, err := os.OpenFile(d.uploadPath(id), os.O_RDWR, 0)
	if err != nil {
		return Arrival{}, err
	}
	defer file.Close()
	u := sqlite.Upload{ID: id, File: n.File, Source: n.Source, Received: n.Received}
	if u.SHA256, u.Size, err = blob.Seal(ctx, file); err != nil {
		return Arrival{}, err
	}
	return d.arrive(ctx, by, number, u, file)
}

// Arrived returns what became of an upload; found is false where nothing did yet.
func (d *Desk) Arrived(ctx context.Context, by account.Actor, number casefile.CaseNumber, id string) (a Arrival, found bool, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, mayUpload, tx.Case)
		if err != nil {
			return err
		}
		var u sqlite.Upload
		if u, found, err = tx.Upload(s.Key, id); err != nil || !found {
			return err
		}
		doc, _ := s.Document(u.Document)
		a = arrival(u, doc.Pages)
		return nil
	})
	return a, found, err
}

func arrival(u sqlite.Upload, pages int) Arrival {
	return Arrival{ID: u.ID, File: u.File, Document: u.Document, Pages: pages, Size: u.Size, Places: u.Places}
}

func (d *Desk) uploadPath(id string) string { return filepath.Join(d.incoming, filepath.Base(id)) }

// forgetUpload removes what lies of the upload, with the notes of the protocol by
// which it came.
func (d *Desk) forgetUpload(id string) error {
	var all []error
	for _, path := range []string{d.uploadPath(id), d.uploadPath(id) + ".info"} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			all = append(all, err)
		}
	}
	return errors.Join(all...)
}

// arrive looks at a file that is on the disk whole, and makes it a document of
// the case or keeps it apart. Where it is refused nothing of it is left; where the
// system fails, what came stays for a second try.
func (d *Desk) arrive(ctx context.Context, by account.Actor, number casefile.CaseNumber, u sqlite.Upload, file *os.File) (Arrival, error) {
	pages, err := d.lookAt(ctx, by, number, &u, file)
	if err == nil {
		err = d.store(ctx, by, number, &u, pages)
	}
	if fault.Of(err) != nil {
		return Arrival{}, errors.Join(err, d.forgetUpload(u.ID))
	}
	if err != nil {
		return Arrival{}, err
	}
	if u.State == sqlite.UploadTaken {
		err = d.forgetUpload(u.ID)
		d.nudge()
	}
	return arrival(u, len(pages)), err
}

// lookAt opens the file, which fails on what makes it unusable, and says in u
// where it names another person.
func (d *Desk) lookAt(ctx context.Context, by account.Actor, number casefile.CaseNumber, u *sqlite.Upload, file *os.File) ([]casefile.Page, error) {
	if u.Size > MaxUpload {
		return nil, tooLarge()
	}
	var c casefile.Case
	err := d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := uploading(tx, by, number, tx.Case)
		c = s.Case
		if err == nil {
			err = isNew(tx, s, u.SHA256)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	sizes, err := d.read.PDF.Inspect(ctx, file)
	if err != nil {
		return nil, err
	}
	pages := make([]casefile.Page, len(sizes))
	for i, s := range sizes {
		pages[i] = casefile.Page{Number: i + 1, Width: s.Width, Height: s.Height, Reading: casefile.NotRead}
	}
	u.Places, err = d.otherPatient(ctx, c, file, len(pages))
	return pages, err
}

func tooLarge() error {
	return fault.New(fault.Invalid, "This file is larger than %d MB. Split it into parts, and upload those.", MaxUpload>>20)
}

// isNew refuses a file that the case has already.
func isNew(tx *sqlite.Tx, s sqlite.StoredCase, sha256 string) error {
	if i := slices.IndexFunc(s.Documents, func(d casefile.Document) bool { return d.SHA256 == sha256 }); i >= 0 {
		return fault.New(fault.Conflict, "This file is in the case already: it is the same as document %s, “%s”. It was not stored again.",
			s.Documents[i].ID, s.Documents[i].Title)
	}
	apart, err := tx.UploadsApart(s.Key)
	if slices.ContainsFunc(apart, func(u sqlite.Upload) bool { return u.SHA256 == sha256 }) {
		return fault.New(fault.Conflict, "This file is kept apart from the case already, since it names another person. Decide on it below; it was not stored again.")
	}
	return err
}

// store makes the file a document of the case, or keeps it apart.
func (d *Desk) store(ctx context.Context, by account.Actor, number casefile.CaseNumber, u *sqlite.Upload, pages []casefile.Page) error {
	if err := blob.SyncFolder(d.incoming); err != nil {
		return err
	}
	if len(u.Places) > 0 {
		u.State = sqlite.UploadApart
		act := audit.By(by, "document.keep-apart", string(number)).With(fmt.Sprintf("a file of %d pages names another person on page %d", len(pages), u.Places[0].Page))
		return d.db.Update(ctx, act, func(tx *sqlite.Tx) error {
			s, err := uploading(tx, by, number, tx.Case)
			if err == nil {
				err = isNew(tx, s, u.SHA256)
			}
			if err != nil {
				return err
			}
			return tx.AddUpload(s.Key, *u)
		})
	}
	u.State = sqlite.UploadTaken
	act := audit.By(by, "document.add", string(number))
	return d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		s, err := uploading(tx, by, number, tx.Case)
		if err == nil {
			err = isNew(tx, s, u.SHA256)
		}
		if err != nil {
			return err
		}
		if act.Note, err = d.addDocument(tx, s, u, pages); err != nil {
			return err
		}
		return tx.AddUpload(s.Key, *u)
	})
}

// addDocument adds the file to the case and returns what to note of it. It is on
// the disk under its SHA-256 before the transaction ends, so that there is never a
// document without a file.
func (d *Desk) addDocument(tx *sqlite.Tx, s sqlite.StoredCase, u *sqlite.Upload, pages []casefile.Page) (note string, err error) {
	id := freeID(s.Case)
	name := "records/" + recordName(u.File, id, s.Case)
	doc := casefile.Document{ID: id, File: name, Title: strings.TrimSuffix(filepath.Base(name), ".pdf"), Kind: "other",
		Received: u.Received, Source: u.Source, SHA256: u.SHA256, Pages: len(pages)}
	for i := range pages {
		pages[i].Document = id
	}
	if err := errors.Join(tx.AddDocument(s.Key, len(s.Documents), doc, pages), tellRecords(tx, s)); err != nil {
		return "", err
	}
	u.Document = id
	return fmt.Sprintf("%s, %d pages, from the %s", id, len(pages), strings.ReplaceAll(string(u.Source), "_", " ")), d.files.Adopt(d.uploadPath(u.ID), u.SHA256)
}

// freeID is the first of d1, d2 … that no document of the case bears.
func freeID(c casefile.Case) casefile.DocumentID {
	for n := len(c.Documents) + 1; ; n++ {
		id := casefile.DocumentID(fmt.Sprintf("d%d", n))
		if _, taken := c.Document(id); !taken {
			return id
		}
	}
}

var notInNames = regexp.MustCompile(`[^\pL\pN._ -]+`)

// recordName is a name for the file in a bundle: that which it had, as far as it
// is safe and no other document's.
func recordName(uploaded string, id casefile.DocumentID, c casefile.Case) string {
	base := uploaded[strings.LastIndexAny(uploaded, `/\`)+1:]
	base = strings.Join(strings.Fields(notInNames.ReplaceAllString(base, " ")), " ")
	base = strings.Trim(strings.TrimSuffix(strings.TrimSuffix(base, ".pdf"), ".PDF"), ". -")
	if cut := []rune(base); len(cut) > 100 {
		base = string(cut[:100])
	}
	if base == "" {
		base = string(id)
	}
	taken := func(name string) bool {
		return slices.ContainsFunc(c.Documents, func(d casefile.Document) bool { return strings.EqualFold(d.File, "records/"+name) })
	}
	if taken(base + ".pdf") {
		base += " " + string(id)
	}
	return base + ".pdf"
}

// upTo reads at most so many bytes and fails on more.
type upTo struct {
	io.Reader
	left int64
}

// Read reads on, one byte over the limit at the most.
func (u *upTo) Read(p []byte) (int, error) {
	if int64(len(p)) > u.left+1 {
		p = p[:u.left+1]
	}
	n, err := u.Reader.Read(p)
	if u.left -= int64(n); u.left < 0 {
		return 0, tooLarge()
	}
	return n, err
}
