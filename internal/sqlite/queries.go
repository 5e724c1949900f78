package sqlite

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// load reads queries/subject.sql into statements named subject.name.
func load(files fs.FS) (map[string]string, error) {
	paths, err := fs.Glob(files, "queries/*.sql")
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, p := range paths {
		text, err := fs.ReadFile(files, p)
		if err != nil {
			return nil, err
		}
		subject := strings.TrimSuffix(path.Base(p), ".sql")
		for _, part := range strings.Split("\n"+string(text), "\n-- name: ")[1:] {
			name, body, _ := strings.Cut(part, "\n")
			full := subject + "." + strings.TrimSpace(name)
			if _, taken := out[full]; taken {
				return nil, fmt.Errorf("%s: two statements are named %s", p, full)
			}
			out[full] = strings.TrimSpace(body)
		}
	}
	return out, nil
}
