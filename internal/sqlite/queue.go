package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"imr/internal/account"
	"imr/internal/calendar"
	"imr/internal/casefile"
)

// QueueRow is a case as a list shows it.
type QueueRow struct {
	Number              casefile.CaseNumber
	State               CaseState
	Priority            casefile.Priority
	ApplicationReceived calendar.Date
	RecordsComplete     calendar.Date
	EmployeeName        string
	Items, Pages        int
	ReviewerName        string // only in the list of all cases
}

// Queue lists the cases in the hands of the reviewer, in no order. It stands
// outside of a transaction, being one statement that is asked all day.
func (d *DB) Queue(ctx context.Context, id account.UserID) ([]QueueRow, error) {
	return queue(d.read.statements["case.queue"].QueryContext(ctx, string(id)))
}

// AllCases lists every case, in no order.
func (d *DB) AllCases(ctx context.Context) ([]QueueRow, error) {
	return queue(d.read.statements["case.all"].QueryContext(ctx))
}

// queue scans into plain variables, which package sql fills without reflection.
func queue(rows *sql.Rows, err error) ([]QueueRow, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var number, state, priority, received, complete, employee, reviewer string
	var items, pages int64
	columns := []any{&number, &state, &priority, &received, &complete, &employee, &items, &pages, &reviewer}
	var out []QueueRow
	for rows.Next() {
		if err := rows.Scan(columns...); err != nil {
			return nil, err
		}
		r := QueueRow{Number: casefile.CaseNumber(number), State: CaseState(state), Priority: casefile.Priority(priority),
			EmployeeName: employee, Items: int(items), Pages: int(pages), ReviewerName: reviewer}
		if err := errors.Join(date{&r.ApplicationReceived}.Scan(received), date{&r.RecordsComplete}.Scan(complete)); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}
