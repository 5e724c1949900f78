package worker

import (
	"syscall"

	"github.com/tetratelabs/wazero/experimental"
)

// Memory is the linear memory of one WebAssembly instance.
type Memory struct {
	whole []byte
	used  uint64
}

// Reserve is an allocator of linear memory that reserves address space for the
// whole limit, in bytes, at once, so that growing never copies. It tells made of
// each memory.
func Reserve(limit int, made func(*Memory)) experimental.MemoryAllocator {
	return experimental.MemoryAllocatorFunc(func(_, _ uint64) experimental.LinearMemory {
		b, err := syscall.Mmap(-1, 0, limit, syscall.PROT_READ|syscall.PROT_WRITE,
			syscall.MAP_ANON|syscall.MAP_PRIVATE|syscall.MAP_NORESERVE)
		if err != nil {
			panic(err) // the allocator cannot say it otherwise, and the parent starts another worker
		}
		m := &Memory{whole: b}
		made(m)
		return m
	})
}

// Used is how much of the memory has been used, in bytes. It never shrinks.
func (m *Memory) Used() uint64 { return m.used }

// Reallocate gives the first size bytes, or nil where the limit is exceeded.
func (m *Memory) Reallocate(size uint64) []byte {
	if size > uint64(len(m.whole)) {
		return nil
	}
	m.used = size
	return m.whole[:size]
}

// Free gives the memory back.
func (m *Memory) Free() {
	if m.whole != nil {
		// The address came from Mmap, so this cannot fail.
		_ = syscall.Munmap(m.whole)
		m.whole = nil
	}
}
