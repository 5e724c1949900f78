package worker

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// Config says what the workers of a Pool are and what they may use.
type Config struct {
	// Name tells their kind, by the package that does their work, such as "pdfium".
	Name string
	// CacheDir holds what they compile, which is native code: so a private folder
	// of the service user (0700). It is created.
	CacheDir string
	// Workers is the largest number of them that work at once.
	Workers int
	// MemoryMiB is how much memory the work of one may use.
	MemoryMiB int
	// IdleTime is how long one is kept without work; 0 means 2 minutes.
	IdleTime time.Duration
}

// DefaultCacheDir is the folder imr/name in the user's cache folder, or among the
// temporary files where the user has none.
func DefaultCacheDir(name string) string {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = filepath.Join(os.TempDir(), "imr-cache")
	}
	return filepath.Join(dir, "imr", name)
}

// Command is this very program, even if its file has been replaced by a newer
// one, about to do a worker's work with the arguments.
func (c Config) Command(ctx context.Context, args ...string) (*exec.Cmd, error) {
	if os.Getenv(nameVariable) != "" {
		return nil, errors.New("a worker needs no workers: main or TestMain must call ServeWorker")
	}
	cmd := exec.CommandContext(ctx, "/proc/self/exe")
	cmd.Args, cmd.Dir = append([]string{"imr", c.Name + "-worker"}, args...), "/"
	cmd.Env = []string{nameVariable + "=" + c.Name, cacheVariable + "=" + c.CacheDir, memoryVariable + "=" + strconv.Itoa(c.MemoryMiB)}
	// A group of its own: Ctrl-C at the terminal is for the server, which lets
	// requests end before it stops its workers.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.WaitDelay = time.Second
	return cmd, nil
}

// PrivateFolder makes the folder, or closes it to other users where it stands
// open: what lies in it is run.
func PrivateFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the cache folder: %w", err)
	}
	info, err := os.Stat(dir)
	if err != nil {
		return fmt.Errorf("look at the cache folder: %w", err)
	}
	if info.Mode().Perm()&0o077 == 0 {
		return nil
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return fmt.Errorf("close the cache folder to others: %w", err)
	}
	return nil
}
