package ocr

import (
	"encoding/binary"
	"errors"
	"io"
)

// maxTable bounds what a reader may send back, in bytes: a page full of words
// takes 25 thousand.
const maxTable = 16 << 20

var errLong = errors.New("ocr: message too long")

// sendPage writes a page for a worker: width, height and resolution in 32 bits
// each, then the pixels.
func sendPage(w io.Writer, p Page) error {
	head := make([]byte, 0, 12)
	for _, n := range []int{p.Width, p.Height, p.DPI} {
		head = binary.BigEndian.AppendUint32(head, uint32(n))
	}
	if _, err := w.Write(head); err != nil {
		return err
	}
	_, err := w.Write(p.Gray)
	return err
}

// send writes a worker's answer: its length in 32 bits, then the table.
func send(w io.Writer, table []byte) error {
	if len(table) > maxTable {
		return errLong
	}
	message := binary.BigEndian.AppendUint32(nil, uint32(len(table)))
	_, err := w.Write(append(message, table...))
	return err
}

// receive reads a worker's answer.
func receive(r io.Reader) ([]byte, error) {
	head, err := readNumbers(r, 1)
	if err != nil {
		return nil, err
	}
	if head[0] > maxTable {
		return nil, errLong
	}
	table := make([]byte, head[0])
	_, err = io.ReadFull(r, table)
	return table, err
}

// readNumbers reads so many numbers of 32 bits.
func readNumbers(r io.Reader, count int) ([]uint32, error) {
	b := make([]byte, 4*count)
	if _, err := io.ReadFull(r, b); err != nil {
		return nil, err
	}
	numbers := make([]uint32, count)
	for i := range numbers {
		numbers[i] = binary.BigEndian.Uint32(b[4*i:])
	}
	return numbers, nil
}
