//go:build !sqlite_fts5 && !fts5

package db

func init() {
	panic("imr was built without full-text search: build it with -tags sqlite_fts5, as the README's commands do")
}
