package ocr

import (
	"io"
	"strings"
)

// errno numbers of the C library that Tesseract is built with.
const (
	errnoBadFile  = 8
	errnoInvalid  = 28
	errnoNoFile   = 44
	errnoNoSystem = 52
)

// files is all the file system that Tesseract sees: the model, which it can
// only read, and files that it makes, which swallow what is written to them.
type files struct {
	content map[string]string // by absolute path
	open    map[uint32]*file
	next    uint32
}

// file is an open file.
type file struct {
	*strings.Reader
}

// newFiles makes a file system that holds the model.
func newFiles(model []byte) *files {
	const afterStandardStreams = 3
	return &files{
		content: map[string]string{modelPath: string(model)},
		open:    map[uint32]*file{1: {strings.NewReader("")}, 2: {strings.NewReader("")}},
		next:    afterStandardStreams,
	}
}

// openFile opens a file and returns its descriptor, or a negative errno.
func (s *files) openFile(path string, create bool) int32 {
	content, found := s.content[path]
	if !found && !create {
		return -errnoNoFile
	}
	fd := s.next
	s.next++
	s.open[fd] = &file{strings.NewReader(content)}
	return int32(fd)
}

// size is the size of the file at path, or a negative errno.
func (s *files) size(path string) int64 {
	content, found := s.content[path]
	if !found {
		return -errnoNoFile
	}
	return int64(len(content))
}

// closeFile closes a descriptor and returns an errno.
func (s *files) closeFile(fd uint32) uint32 {
	if s.open[fd] == nil {
		return errnoBadFile
	}
	delete(s.open, fd)
	return 0
}

// read reads into b and returns how much; less than all means the end.
func (f *file) read(b []byte) int {
	// A reader of a string ends, and has no other errors.
	n, _ := io.ReadFull(f.Reader, b)
	return n
}
