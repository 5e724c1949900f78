package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/pressly/goose/v3"

	"imr/db"
)

// migrate brings the schema of the file at path up to date. A file of a newer
// program is refused rather than written by rules that this one does not know. Of
// programs that start at once one migrates and the others wait for it.
func migrate(ctx context.Context, conn *sql.DB, path string) (err error) {
	folder, err := lockFolder(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
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

// lockFolder waits until nobody else holds the folder of the file, and holds it
// until it is closed. The file itself will not do: closing it would drop the locks
// that SQLite has on it.
func lockFolder(path string) (*os.File, error) {
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX); err != nil {
		return nil, errors.Join(fmt.Errorf("lock %s: %w", folder.Name(), err), folder.Close())
	}
	return folder, nil
}
