package casework

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"imr/internal/account"
	"imr/internal/assignment"
	"imr/internal/audit"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/internal/mail"
	"imr/internal/sqlite"
)

// ServiceMethod is how a letter reaches somebody.
type ServiceMethod string

// The methods. An e-mail says that a letter is on its way and nothing of what it says,
// so who got one has still to be served by another method.
const (
	ByMail   ServiceMethod = "mail"
	ByEmail  ServiceMethod = "email"
	ByFax    ServiceMethod = "fax"
	ByPortal ServiceMethod = "portal"
)

// ServiceMethods lists every method.
var ServiceMethods = []ServiceMethod{ByMail, ByEmail, ByFax, ByPortal}

// Served is one service of a letter on one recipient. Mailed is its e-mail as it stands
// in the outbox; nil for other methods.
type Served struct {
	Method       ServiceMethod
	At, Recorded time.Time
	Proof, By    string
	Mailed       *Mailed
}

// ServedRecipient is somebody on the service list with how the letter reached them.
type ServedRecipient struct {
	sqlite.ListedRecipient
	Served []Served
}

// Due reports whether the letter has still to reach them.
func (r ServedRecipient) Due() bool {
	return !slices.ContainsFunc(r.Served, func(s Served) bool { return s.Method != ByEmail })
}

// ServiceList is whom an issued version goes to.
type ServiceList struct {
	Version    int
	On         calendar.Date
	Recipients []ServedRecipient
}

// ServiceLists returns the lists of every issued version of the case, the oldest
// first, for whom may assign the case.
func (d *Desk) ServiceLists(ctx context.Context, by account.Actor, number casefile.CaseNumber) (out []ServiceList, err error) {
	err = d.db.View(ctx, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayAssign, tx.CaseKey)
		if err != nil {
			return err
		}
		issues, err := tx.Issues(s.Key)
		if err != nil {
			return err
		}
		services, err := tx.Services(s.Key)
		if err != nil {
			return err
		}
		for _, i := range issues {
			list, err := serviceList(tx, s.Key, i, services)
			if err != nil {
				return err
			}
			out = append(out, list)
		}
		return nil
	})
	return out, err
}

func serviceList(tx *sqlite.Tx, key int64, i sqlite.Issued, services []sqlite.Service) (ServiceList, error) {
	out := ServiceList{Version: i.Version, On: i.On}
	listed, err := tx.ServiceList(key, i.Version)
	if err != nil {
		return out, err
	}
	for _, r := range listed {
		one := ServedRecipient{ListedRecipient: r}
		for _, s := range services {
			if s.Version != i.Version || s.Position != r.Position {
				continue
			}
			served := Served{Method: ServiceMethod(s.Method), At: s.At, Recorded: s.Recorded, Proof: s.Proof, By: s.By}
			if s.Mail != 0 {
				m, _, err := tx.Mail(s.Mail)
				if err != nil {
					return out, err
				}
				served.Mailed = &m
			}
			one.Served = append(one.Served, served)
		}
		out.Recipients = append(out.Recipients, one)
	}
	return out, nil
}

// Service is what an admin records: that a version went to these recipients.
type Service struct {
	Version   int
	Positions []int
	Method    ServiceMethod
	At        time.Time // of an e-mail it is now
	Proof     string    // such as the number of a certified letter or a fax confirmation
}

// Serve records how an issued version went to some of its recipients. By e-mail it
// queues the notice to each of them.
func (d *Desk) Serve(ctx context.Context, by account.Actor, number casefile.CaseNumber, in Service) error {
	act := audit.By(by, serveEvent, string(number))
	return d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayAssign, tx.CaseKey)
		if err != nil {
			return err
		}
		rows, err := servedRows(tx, s.Key, by, in)
		if err != nil {
			return err
		}
		act.Note = serviceNote(rows)
		return tx.KeepServices(s.Key, rows)
	})
}

func servedRows(tx *sqlite.Tx, key int64, by account.Actor, in Service) ([]sqlite.Service, error) {
	issues, err := tx.Issues(key)
	if err != nil {
		return nil, err
	}
	if in.Version < 1 || in.Version > len(issues) {
		return nil, fault.New(fault.Forbidden, "The case has no issued letter that could be served.")
	}
	listed, err := tx.ServiceList(key, in.Version)
	if err != nil {
		return nil, err
	}
	if in.Method == ByEmail {
		in.At, in.Proof = tx.Now, ""
	}
	if err := in.check(issues[in.Version-1].On, tx.Now); err != nil {
		return nil, err
	}
	var out []sqlite.Service
	for _, r := range listed {
		if !slices.Contains(in.Positions, r.Position) {
			continue
		}
		row := sqlite.Service{Version: in.Version, Position: r.Position, Method: string(in.Method), Proof: strings.TrimSpace(in.Proof), By: by.Name, At: in.At}
		if in.Method == ByEmail {
			if row.Mail, err = tellOfLetter(tx, r); err != nil {
				return nil, err
			}
		}
		out = append(out, row)
	}
	if len(out) == 0 {
		return nil, nobodyChosen()
	}
	return out, nil
}

// check reports what a record of service lacks, field by field.
func (in Service) check(issued calendar.Date, now time.Time) error {
	var bad fault.Fields
	if !slices.Contains(ServiceMethods, in.Method) {
		bad.Add("method", "Choose how the letter was served.")
	}
	if len(in.Positions) == 0 {
		bad.Add("to", "Choose at least one recipient.")
	}
	switch {
	case in.At.IsZero():
		bad.Add("day", "Enter the day such as 2014-03-27 and the time such as 14:30.")
	case in.At.After(now):
		bad.Add("day", "This is in the future; record the service once it was done.")
	case calendar.DateOf(in.At).Before(issued):
		bad.Add("day", "The letter was issued on %s; it was not served before.", issued.US())
	}
	if in.Method != ByEmail && strings.TrimSpace(in.Proof) == "" {
		bad.Add("proof", "Enter the proof of service, such as the certified mail number, the fax confirmation or who put it into the mail.")
	}
	return bad.Err("The service was not recorded.")
}

func nobodyChosen() error {
	var bad fault.Fields
	bad.Add("to", "Choose at least one recipient.")
	return bad.Err("The service was not recorded.")
}

// tellOfLetter queues an e-mail which says that a letter is on its way, and nothing of
// whom or what it is about.
func tellOfLetter(tx *sqlite.Tx, r sqlite.ListedRecipient) (int64, error) {
	var bad fault.Fields
	if r.Email == "" {
		bad.Add("to", "%s has no e-mail address here; serve the letter by mail.", r.Name)
		return 0, bad.Err("No notice was sent.")
	}
	if err := mayGetMail(tx, r.Email, "to"); err != nil {
		return 0, err
	}
	org, _, err := tx.Organization()
	if err != nil {
		return 0, err
	}
	id, err := queueMail(tx, Outgoing{To: r.Email, Subject: "A letter from " + org.Name + " is on its way", Purpose: letterMail,
		Text: fmt.Sprintf("%s has issued a letter that goes to you. You will get it on paper or by fax.\n\n"+
			"This message tells nothing of what the letter says, because e-mail can be read by others.\n"+
			"Please do not answer it. If the letter does not reach you within ten days, call %s.\n", org.Name, org.Phone)})
	if f := fault.Of(err); f != nil {
		bad.Add("to", "%q, the e-mail address of %s, is none; serve the letter by mail.", r.Email, r.Name)
		return 0, bad.Err("No notice was sent.")
	}
	return id, err
}

// mayGetMail refuses the address of an account of ours: a letter or a notice of it
// never goes to a reviewer, however the address got onto the list.
func mayGetMail(tx *sqlite.Tx, email, field string) error {
	if err := mail.CheckAddress(email); email != "" && err != nil {
		var bad fault.Fields
		bad.Add(field, "%q is not an e-mail address.", email)
		return bad.Err("Nothing was sent.")
	}
	ours, err := tx.IsAccount(email)
	if err != nil || !ours {
		return err
	}
	var bad fault.Fields
	bad.Add(field, "This e-mail address is that of somebody who works here; letters go to the parties only.")
	return bad.Err("Nothing was sent.")
}

// AddRecipient puts somebody on the service list of the newest issued version, with the
// reason: the list of the letter's day stays as it was.
func (d *Desk) AddRecipient(ctx context.Context, by account.Actor, number casefile.CaseNumber, r determination.Recipient, reason string) error {
	act := audit.By(by, addEvent, string(number))
	return d.db.UpdateNaming(ctx, &act, func(tx *sqlite.Tx) error {
		s, err := permitted(tx, by, number, assignment.MayAssign, tx.CaseKey)
		if err != nil {
			return err
		}
		issues, err := tx.Issues(s.Key)
		if err != nil {
			return err
		}
		if len(issues) == 0 {
			return fault.New(fault.Forbidden, "The case has no issued letter that could be served.")
		}
		if err := checkAdded(tx, r, reason); err != nil {
			return err
		}
		version := issues[len(issues)-1].Version
		listed, err := tx.ServiceList(s.Key, version)
		if err != nil {
			return err
		}
		added := sqlite.AddedRecipient{Version: version, ListedRecipient: sqlite.ListedRecipient{Position: len(listed) + 1, Recipient: r, Reason: strings.TrimSpace(reason)}}
		act.Note = addedNote(added)
		return tx.AddRecipient(s.Key, added)
	})
}

// RecipientRoles lists the roles that somebody on a service list may have.
var RecipientRoles = []string{"employee", "representative", "claims_administrator", "requesting_physician", "administrative_director"}

func checkAdded(tx *sqlite.Tx, r determination.Recipient, reason string) error {
	var bad fault.Fields
	if !slices.Contains(RecipientRoles, r.Role) {
		bad.Add("role", "Choose which party this is or stands for.")
	}
	if strings.TrimSpace(r.Name) == "" {
		bad.Add("name", "Enter the name.")
	}
	if strings.TrimSpace(r.Address) == "" && r.Email == "" {
		bad.Add("address", "Enter an address or an e-mail address.")
	}
	if strings.TrimSpace(reason) == "" {
		bad.Add("reason", "Say why the letter goes to them too, such as a new representative or address.")
	}
	if err := mayGetMail(tx, r.Email, "email"); fault.Of(err) != nil {
		bad = append(bad, fault.Of(err).Fields...)
	} else if err != nil {
		return err
	}
	return bad.Err("Nobody was added.")
}
