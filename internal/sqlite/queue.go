package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
)

// QueueRow is a case as a list shows it.
type QueueRow struct {
	Number       casefile.CaseNumber
	State        casefile.State
	Priority     casefile.Priority
	Due          calendar.Date // of the decision; zero while its clock stands still
	DueRule      string
	EmployeeName string
	Items, Pages int
	ReviewerName string // only in the list of all cases
}

// Queue lists the cases in the hands of the reviewer, in no order. It stands
// outside of a transaction, being one statement that is asked all day.
func (d *DB) Queue(ctx context.Context, id account.UserID) ([]QueueRow, error) {
	return queue(d.read.statements["case.queue"].QueryRowContext(ctx, string(id)))
}

// AllCases lists every case, in no order.
func (d *DB) AllCases(ctx context.Context) ([]QueueRow, error) {
	return queue(d.read.statements["case.all"].QueryRowContext(ctx))
}

// The marks that part cases and fields in the text of a list, see case.queue.
const (
	betweenCases  = "\x1e"
	betweenFields = "\x1f"
)

func queue(row *sql.Row) ([]QueueRow, error) {
	var list sql.NullString
	if err := row.Scan(&list); err != nil || !list.Valid {
		return nil, err
	}
	out := make([]QueueRow, strings.Count(list.String, betweenCases)+1)
	rest := list.String
	for i := range out {
		var one string
		one, rest, _ = strings.Cut(rest, betweenCases)
		if err := out[i].read(one); err != nil {
			return nil, fmt.Errorf("case %d of a list: %w", i, err)
		}
	}
	return out, nil
}

func (r *QueueRow) read(one string) error {
	var fields [9]string
	more := true
	for i := range fields {
		if !more {
			return fmt.Errorf("it has only %d fields", i)
		}
		fields[i], one, more = strings.Cut(one, betweenFields)
	}
	if more {
		return fmt.Errorf("it has more than %d fields", len(fields))
	}
	r.Number, r.State, r.Priority = casefile.CaseNumber(fields[0]), casefile.State(fields[1]), casefile.Priority(fields[2])
	r.EmployeeName, r.ReviewerName = fields[7], fields[8]
	var bad [2]error
	r.Items, bad[0] = strconv.Atoi(fields[5])
	r.Pages, bad[1] = strconv.Atoi(fields[6])
	r.DueRule = fields[4]
	return errors.Join(bad[0], bad[1], date{&r.Due}.parse(fields[3]))
}
