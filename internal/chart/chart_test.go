package chart

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

var sample = Bars{ID: "ages", Title: "Age <of> decisions", Description: "Two bars & a row without.", Series: []string{"From application", "From records"},
	Rows: []Bar{{"2026-01", []float64{20, 10}, []string{"20", "10"}}, {`"><script>`, []float64{40, 0}, []string{"40", ""}}, {"A label that is far too long to stand beside its bar", []float64{0, 5}, []string{"0", "5"}}}}

// TestPictureIsPlain: it is well-formed, says what it is, and holds nothing that a
// strict policy would refuse.
func TestPictureIsPlain(t *testing.T) {
	count, texts := map[string]int{}, map[string]string{}
	for d := xml.NewDecoder(strings.NewReader(sample.SVG())); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		count[e.Name.Local]++
		for _, a := range e.Attr {
			if a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" {
				t.Errorf("%s has the attribute %s", e.Name.Local, a.Name.Local)
			}
			if a.Name.Local == "id" {
				texts[a.Value] = e.Name.Local
			}
		}
	}
	if count["rect"] != 2+5 || count["script"] != 0 || count["text"] != 2+3+5 {
		t.Errorf("the picture is made of %v", count)
	}
	if texts["ages-title"] != "title" || texts["ages-desc"] != "desc" {
		t.Errorf("it is not described: %v", texts)
	}
	if first, second := sample.SVG(), sample.SVG(); first != second {
		t.Error("it is another each time")
	}
}

func TestBarsAreAsLongAsTheirValues(t *testing.T) {
	svg := sample.SVG()
	for _, want := range []string{`y="31" width="190.0"`, `y="45" width="95.0"`, `width="380.0"`, `>A label that is far too lo…<`} {
		if !strings.Contains(svg, want) {
			t.Errorf("%s is not in %s", want, svg)
		}
	}
	share := Bars{ID: "s", Series: []string{"Late"}, Most: 100, Rows: []Bar{{"a", []float64{50}, []string{"50%"}}}}.SVG()
	if !strings.Contains(share, `width="190.0"`) {
		t.Errorf("half of a hundred is %s", share)
	}
	if empty := (Bars{ID: "e", Series: []string{"x"}, Rows: []Bar{{"a", []float64{0}, []string{"0"}}}}).SVG(); strings.Contains(empty, "NaN") {
		t.Error(empty)
	}
}
