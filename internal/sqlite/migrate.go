package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"

	"imr/db"
)

// migrate brings the schema up to date. A file of a newer program is refused
// rather than written by rules that this one does not know.
func migrate(ctx context.Context, conn *sql.DB) error {
	files, err := fs.Sub(db.Migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, conn, files)
	if err != nil {
		return err
	}
	sources := p.ListSources()
	have, err := p.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	if newest := sources[len(sources)-1].Version; have > newest {
		return fmt.Errorf("the database has schema %d and this program knows %d: start the newer imr", have, newest)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate the database: %w", err)
	}
	return nil
}
