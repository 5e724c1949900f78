package pdfium

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"imr/internal/casefile"
)

func TestWordsRoundTrip(t *testing.T) {
	want := []casefile.Word{
		{Text: "C5-6", X0: 1.25, Y0: 2.5, X1: 30.01, Y1: 14.99, Line: 0},
		{Text: "größer", X0: 0, Y0: 700.1, X1: 612, Y1: 792, Line: 300},
	}
	got, err := decodeWords(encodeWords(want))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	packed := encodeWords(want)
	for cut := range packed {
		if _, err := decodeWords(packed[:cut]); err == nil {
			t.Errorf("words cut off after %d bytes are accepted", cut)
		}
	}
	if _, err := decodeWords(append(packed, 0)); err == nil {
		t.Error("words with a byte too many are accepted")
	}
}

func TestDecodeWordsTrustsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")
		words, err := decodeWords(b)
		if err == nil && len(words) > len(b) {
			t.Fatalf("%d words out of %d bytes", len(words), len(b))
		}
	})
}

func TestUnpackLimits(t *testing.T) {
	for name, tt := range map[string]struct{ head, payload uint32 }{
		"long head":    {maxHead + 1, 0},
		"long payload": {2, maxPayload + 1},
		"cut off":      {100, 100},
	} {
		t.Run(name, func(t *testing.T) {
			var lengths [8]byte
			binary.BigEndian.PutUint32(lengths[:4], tt.head)
			binary.BigEndian.PutUint32(lengths[4:], tt.payload)
			if _, err := unpack(bytes.NewReader([]byte("{}")), lengths, &answer{}); err == nil {
				t.Error("accepted")
			}
		})
	}
}
