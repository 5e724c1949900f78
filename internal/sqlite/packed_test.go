package sqlite

import (
	"bytes"
	"compress/flate"
	"fmt"
	"reflect"
	"testing"

	"imr/internal/casefile"
)

func TestPackedWords(t *testing.T) {
	words := []casefile.Word{{Text: "plain", X0: 1, Y0: 2.5, X1: 3, Y1: 4.1, Line: 0}, {Text: `a "quote" \ and ü, <b> ]`, Line: 12},
		{Text: ""}, {Text: "off the page", X0: -3.2}, {Text: "[1,2]"}, {Text: "\u2028 tab\t"}}
	packed, err := packWords(words)
	if err != nil {
		t.Fatal(err)
	}
	got, err := unpackWords(packed)
	if words[3].X0 = float64(tenths(-3.2)) / 10; err != nil || !reflect.DeepEqual(got, words) {
		t.Errorf("%v, %+v", err, got)
	}
	texts, err := unpackTexts(packed)
	if err != nil || len(texts) != len(words) {
		t.Fatalf("%v, %q", err, texts)
	}
	for i, w := range words {
		if texts[i] != w.Text {
			t.Errorf("word %d is %q, want %q", i, texts[i], w.Text)
		}
	}
}

func TestDamagedWordsAreRefused(t *testing.T) {
	for _, text := range []string{"", "x", "[", "{}", `[["a",1,2,3,4,5]`, `[["a",1,2,3,4]]`, `[["a",1,2,3,4,5,6]]`, `[["a",1,2,3,4,b]]`, `[[1,1,2,3,4,5]]`, `[["a`, `[["\q",1,2,3,4,5]]`,
		`[["a\`, `[["a" 1,2,3,4,5]]`} {
		t.Run(text, func(t *testing.T) {
			var out bytes.Buffer
			z, _ := flate.NewWriter(&out, 1)
			fmt.Fprint(z, text)
			z.Close()
			if words, err := unpackWords(out.Bytes()); err == nil {
				t.Errorf("gives %+v", words)
			}
		})
	}
	if _, err := unpackWords([]byte("not deflated")); err == nil {
		t.Error("reads what is not deflated")
	}
}

// BenchmarkUnpack reads the words of a page of 400.
func BenchmarkUnpack(b *testing.B) {
	var words []casefile.Word
	for i := range 400 {
		words = append(words, casefile.Word{Text: fmt.Sprintf("word%d", i%97), X0: float64(i), Y0: 2, X1: 30, Y1: 40, Line: i / 10})
	}
	packed, err := packWords(words)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := unpackTexts(packed); err != nil {
			b.Fatal(err)
		}
	}
}
