package copies

import (
	"encoding/binary"
	"errors"
	"strings"
)

// printVersion counts the ways in which prints have been made; those of different
// versions cannot be compared.
const printVersion = 3

// headSize is the length of the stored form before the sketch: the version, the
// exact hash, the number of words and the number of shingles.
const headSize = 1 + 8 + 4 + 4

// MarshalBinary is the stored form: 273 bytes, 4 for each shingle and the text of
// the numbers.
func (p Print) MarshalBinary() ([]byte, error) {
	b := binary.LittleEndian.AppendUint64([]byte{printVersion}, p.Exact)
	b = binary.LittleEndian.AppendUint32(b, uint32(p.Words))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(p.Shingles)))
	for _, part := range [][]uint32{p.Sketch[:], p.Shingles} {
		for _, v := range part {
			b = binary.LittleEndian.AppendUint32(b, v)
		}
	}
	return append(b, strings.Join(p.Numbers, " ")...), nil
}

// UnmarshalBinary reads the stored form. Another version or a damaged print is an
// error, and the page is to be fingerprinted again.
func (p *Print) UnmarshalBinary(b []byte) error {
	if len(b) < headSize+4*sketchSize || b[0] != printVersion {
		return errors.New("copies: not a print of this version")
	}
	shingles := int(binary.LittleEndian.Uint32(b[13:]))
	rest := b[headSize:]
	if shingles > len(rest)/4-sketchSize {
		return errors.New("copies: a print shorter than it says")
	}
	values := make([]uint32, sketchSize+shingles)
	for i := range values {
		values[i] = binary.LittleEndian.Uint32(rest[4*i:])
	}
	*p = Print{Words: int(binary.LittleEndian.Uint32(b[9:])), Exact: binary.LittleEndian.Uint64(b[1:]),
		Numbers: strings.Fields(string(rest[4*len(values):]))}
	copy(p.Sketch[:], values)
	p.Shingles = append(p.Shingles, values[sketchSize:]...)
	return nil
}
