package tagpdf

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestNoTextIsLost lays out arbitrary blocks and reads them back in tree order.
func TestNoTextIsLost(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		words := rapid.Map(rapid.SliceOfN(rapid.StringMatching(`[!-~é≥–]{0,30}\n?`), 0, 150), func(ws []string) string { return strings.Join(ws, " ") })
		d := New(Meta{Title: "t"}, Style{Family: Family(rapid.IntRange(0, 2).Draw(rt, "family")), Margin: rapid.Float64Range(20, 250).Draw(rt, "margin")})
		var want strings.Builder
		note := func(kind, text string) { want.WriteString(kind + ": " + strings.ReplaceAll(text, "\n", " ") + "\n") }
		for range rapid.IntRange(1, 6).Draw(rt, "blocks") {
			text := words.Draw(rt, "text")
			switch rapid.IntRange(0, 4).Draw(rt, "kind") {
			case 0:
				d.Heading(2, text)
				note("H2", text)
			case 1:
				d.Paragraph(text)
				note("P", text)
			case 2:
				d.List([]string{text})
				note("Lbl", "• ")
				note("LBody", text)
			case 3:
				d.Box(Para{Runs: []Run{{text, true}}})
				note("P", text)
			case 4:
				d.Table("", []string{"head", "other"}, [][]string{{text, "x"}}, []float64{1, 2})
				note("TH", "head")
				note("TH", "other")
				note("TD", text)
				note("TD", "x")
			}
		}
		raw, err := d.Bytes()
		if err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(want.String(), read(t, raw).tree().outlineText()); diff != "" {
			rt.Fatal(diff)
		}
	})
}
