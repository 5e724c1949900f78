package blob

import "syscall"

// Free is how many bytes may still be stored on the disk of the path, by a program
// without special rights.
func Free(path string) (int64, error) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(path, &disk); err != nil {
		return 0, err
	}
	return int64(disk.Bavail) * int64(disk.Bsize), nil
}
