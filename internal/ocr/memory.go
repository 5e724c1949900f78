package ocr

import (
	"syscall"

	"github.com/tetratelabs/wazero/experimental"
)

// reserve is an allocator that reserves address space for the whole limit at
// once, so that growing never copies.
func reserve(limit int) experimental.MemoryAllocator {
	return experimental.MemoryAllocatorFunc(func(_, _ uint64) experimental.LinearMemory {
		b, err := syscall.Mmap(-1, 0, limit, syscall.PROT_READ|syscall.PROT_WRITE,
			syscall.MAP_ANON|syscall.MAP_PRIVATE|syscall.MAP_NORESERVE)
		if err != nil {
			panic(err) // the allocator cannot say it otherwise, and the parent starts another worker
		}
		return &linear{whole: b}
	})
}

// linear is the memory of one instance.
type linear struct {
	whole []byte
}

// Reallocate gives the first size bytes, or nil where the limit is exceeded.
func (l *linear) Reallocate(size uint64) []byte {
	if size > uint64(len(l.whole)) {
		return nil
	}
	return l.whole[:size]
}

// Free gives the memory back.
func (l *linear) Free() {
	if l.whole != nil {
		// The address came from Mmap, so this cannot fail.
		_ = syscall.Munmap(l.whole)
		l.whole = nil
	}
}
