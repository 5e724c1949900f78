package sqlite

import (
	"context"
	"database/sql"

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

func queue(rows *sql.Rows, err error) ([]QueueRow, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []QueueRow
	for rows.Next() {
		var r QueueRow
		if err := rows.Scan(&r.Number, &r.State, &r.Priority, date{&r.ApplicationReceived}, date{&r.RecordsComplete},
			&r.EmployeeName, &r.Items, &r.Pages, &r.ReviewerName); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}
