package ocr

import (
	"bytes"
	"encoding/binary"
	"time"

	"github.com/tetratelabs/wazero/api"
)

// The system calls below take their arguments in s and leave the result in
// s[0]. The layouts in memory are those of Emscripten's C library on 32 bits.

// openat opens a file: directory, path, flags, mode.
func (h *host) openat(m api.Module, s []uint64) {
	const create = 0o100
	s[0] = result(h.files.openFile(text(m, s[1]), uint32(s[2])&create != 0))
}

// text is the C string at an address.
func text(m api.Module, address uint64) string {
	b := memory(m, address, uint64(m.Memory().Size()-uint32(address)))
	return string(b[:max(bytes.IndexByte(b, 0), 0)])
}

// stat describes a file by its path: directory, path, buffer, flags.
func (h *host) stat(m api.Module, s []uint64) {
	size := h.files.size(text(m, s[1]))
	if size < 0 {
		s[0] = result(int32(size))
		return
	}
	writeStat(m, s[2], size)
	s[0] = 0
}

// fstat describes an open file: descriptor, buffer.
func (h *host) fstat(m api.Module, s []uint64) {
	f := h.files.open[uint32(s[0])]
	if f == nil {
		s[0] = result(-errnoBadFile)
		return
	}
	writeStat(m, s[1], f.Size())
	s[0] = 0
}

// writeStat fills in a struct stat as that of a regular file.
func writeStat(m api.Module, address uint64, size int64) {
	b := memory(m, address, 96)
	clear(b)
	const regular = 0o100644
	binary.LittleEndian.PutUint32(b[4:], regular)
	binary.LittleEndian.PutUint32(b[8:], 1) // links
	binary.LittleEndian.PutUint64(b[24:], uint64(size))
	binary.LittleEndian.PutUint32(b[32:], 4096) // block size
}

// vectors calls do with each buffer of a list of address and length, until do
// takes less than all of one, and returns the sum of what it took.
func vectors(m api.Module, address, count uint64, do func([]byte) int) uint32 {
	var sum int
	for i := range uint64(uint32(count)) {
		v := memory(m, address+8*i, 8)
		b := memory(m, uint64(binary.LittleEndian.Uint32(v)), uint64(binary.LittleEndian.Uint32(v[4:])))
		n := do(b)
		sum += n
		if n < len(b) {
			break
		}
	}
	return uint32(sum)
}

// read reads from a file: descriptor, vectors, their number, where to put the size.
func (h *host) read(m api.Module, s []uint64) {
	f := h.files.open[uint32(s[0])]
	if f == nil {
		s[0] = errnoBadFile
		return
	}
	n := vectors(m, s[1], s[2], f.read)
	binary.LittleEndian.PutUint32(memory(m, s[3], 4), n)
	s[0] = 0
}

// write takes whatever is written: descriptor, vectors, their number, where to put the size.
func (h *host) write(m api.Module, s []uint64) {
	if h.files.open[uint32(s[0])] == nil {
		s[0] = errnoBadFile
		return
	}
	n := vectors(m, s[1], s[2], func(b []byte) int { return len(b) })
	binary.LittleEndian.PutUint32(memory(m, s[3], 4), n)
	s[0] = 0
}

// seek moves in a file: descriptor, offset, from where, where to put the place.
func (h *host) seek(m api.Module, s []uint64) {
	f := h.files.open[uint32(s[0])]
	if f == nil {
		s[0] = errnoBadFile
		return
	}
	at, err := f.Seek(int64(s[1]), int(uint32(s[2])))
	if err != nil {
		s[0] = errnoInvalid
		return
	}
	binary.LittleEndian.PutUint64(memory(m, s[3], 8), uint64(at))
	s[0] = 0
}

// grow makes the memory at least so many bytes large, and more, so that it
// need not grow for every page. It answers 1, or 0 where the limit is reached.
func (h *host) grow(m api.Module, s []uint64) {
	const page = 1 << 16
	have, want := uint64(m.Memory().Size()), uint64(uint32(s[0]))
	s[0] = 0
	for _, size := range []uint64{max(want, have+have/4), want} {
		if _, ok := m.Memory().Grow(uint32((size - have + page - 1) / page)); ok {
			s[0] = 1
			return
		}
	}
}

// environment says that there are no variables: where to put their number, and their size.
func (h *host) environment(m api.Module, s []uint64) {
	clear(memory(m, s[0], 4))
	clear(memory(m, s[1], 4))
	s[0] = 0
}

// clock tells the time in nanoseconds: which clock, precision, where to put it.
func (h *host) clock(m api.Module, s []uint64) {
	binary.LittleEndian.PutUint64(memory(m, s[2], 8), uint64(time.Now().UnixNano()))
	s[0] = 0
}

// calendar fills in a struct tm with the first of January 1970: nothing that
// is read from a page depends on the day.
func (h *host) calendar(m api.Module, s []uint64) {
	b := memory(m, s[1], 36)
	clear(b)
	binary.LittleEndian.PutUint32(b[12:], 1)
	binary.LittleEndian.PutUint32(b[20:], 70)
}
