package copies_test

import (
	"context"
	"flag"
	"fmt"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/f64"
	"golang.org/x/image/math/fixed"

	"imr/internal/bundle"
	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/ocr"
	"imr/internal/pdfium"
	"imr/internal/sample"
)

// write makes testdata/rescans.txt anew, which takes half an hour:
// go test -tags sqlite_fts5 -run TestWriteRescans ./internal/copies -rescans
var write = flag.Bool("rescans", false, "draw the pages of the sample cases as bad scans and faxes, and read them by OCR")

func TestMain(m *testing.M) {
	if pdfium.IsWorker() {
		pdfium.ServeWorker()
	}
	if ocr.IsWorker() {
		ocr.ServeWorker()
	}
	flag.Parse()
	os.Exit(m.Run())
}

const (
	rescanned = "testdata/rescans.txt"
	inch      = 200 // pixels
)

// TestWriteRescans keeps what OCR reads on pages that went through a scanner or a
// fax machine, and on those of a later visit that had the same form.
func TestWriteRescans(t *testing.T) {
	if !*write {
		t.Skip("asked for with -rescans")
	}
	w := rescanner{rng: rand.New(rand.NewPCG(8, 8)), ocr: ocr.New(ocr.Config{PageTimeout: 5 * time.Minute})}
	defer w.ocr.Close()
	for _, one := range sample.Cases() {
		if err := w.sampleCase(t.Context(), one.Key, t.TempDir()); err != nil {
			t.Fatal(err)
		}
	}
}

type rescanner struct {
	rng   *rand.Rand
	ocr   *ocr.Engine
	out   strings.Builder
	count int
}

func (w *rescanner) sampleCase(ctx context.Context, key, dir string) error {
	if err := sample.WriteBundle(filepath.Join(dir, key), key); err != nil {
		return err
	}
	b, err := bundle.Open(filepath.Join(dir, key))
	if err != nil {
		return err
	}
	defer b.Close()
	pdf := pdfium.New(pdfium.Config{})
	defer pdf.Close()
	for _, d := range b.Case.Documents {
		if err := w.document(ctx, pdf, filepath.Join(dir, key, filepath.FromSlash(d.File)), key, d); err != nil {
			return err
		}
	}
	return nil
}

// document takes every third page of the case.
func (w *rescanner) document(ctx context.Context, pdf *pdfium.Engine, path, key string, d casefile.Document) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	pages, err := pdf.Document(ctx, f, d.ID)
	if err != nil {
		return err
	}
	for _, p := range pages {
		if w.count++; w.count%3 != 0 {
			continue
		}
		picture, err := pdf.Gray(ctx, f, p.Number, inch)
		if err != nil {
			return err
		}
		if err := w.page(ctx, fmt.Sprintf("%s/%s/%d", key, d.ID, p.Number), p, d.Dated, picture.Gray); err != nil {
			return err
		}
		if err := os.WriteFile(rescanned, []byte(w.out.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// page keeps the page as it is, as OCR reads a scan and a fax of it, and the page
// of the next visit, where the page bears the day of the visit.
func (w *rescanner) page(ctx context.Context, name string, p casefile.Page, dated calendar.Date, picture *image.Gray) error {
	w.keep(name, "original", p.Text())
	if next, ok := redated(p, dated, w.rng); ok {
		w.keep(name, "next", next.Text())
	}
	paper := image.NewGray(picture.Rect)
	draw.Draw(paper, paper.Rect, picture, picture.Rect.Min, draw.Src)
	faxed, err := w.fax(paper)
	if err != nil {
		return err
	}
	for version, paper := range map[string]*image.Gray{"scan": w.scan(picture), "fax": faxed} {
		read, err := w.ocr.Read(ctx, ocr.Page{Gray: paper.Pix, Width: paper.Rect.Dx(), Height: paper.Rect.Dy(), Stride: paper.Stride, DPI: inch})
		if err != nil {
			return err
		}
		w.keep(name, version, casefile.Page{Words: read.Place(p.Width, p.Height)}.Text())
	}
	return nil
}

func (w *rescanner) keep(name, version, text string) {
	fmt.Fprintf(&w.out, "=== %s %s\n%s\n", name, version, text)
}

// redated is the page of the next visit on the same form: its day is another one,
// and on every second page some numbers are others too.
func redated(p casefile.Page, dated calendar.Date, rng *rand.Rand) (casefile.Page, bool) {
	next := dated.AddDays(1 + rng.IntN(40))
	long, newLong := strings.Fields(dated.Long()), strings.Fields(next.Long())
	words := append([]casefile.Word(nil), p.Words...)
	found, numbers := false, rng.IntN(2) == 0
	for i := range words {
		w := &words[i].Text
		switch {
		case !dated.IsZero() && strings.Contains(*w, dated.US()):
			*w, found = strings.ReplaceAll(*w, dated.US(), next.US()), true
		case i+2 < len(words) && *w == long[0] && strings.HasPrefix(words[i+1].Text, long[1]) && strings.HasPrefix(words[i+2].Text, long[2]):
			*w, words[i+1].Text, found = newLong[0], newLong[1], true
			words[i+2].Text = newLong[2] + strings.TrimPrefix(words[i+2].Text, long[2])
		case numbers && strings.HasSuffix(strings.TrimRight(*w, ".,;"), "/10") && rng.IntN(2) == 0:
			*w = fmt.Sprintf("%d/10", rng.IntN(10))
		}
	}
	p.Words = words
	return p, found
}

var typeface = func() *opentype.Font {
	f, err := opentype.Parse(liberationserifregular.TTF)
	if err != nil {
		panic(err)
	}
	return f
}()

var faces = map[int]font.Face{}

// letters writes on the paper.
func letters(paper draw.Image, text string, x, y, points float64) error {
	size := int(points*4 + 0.5) // quarters of a point
	if faces[size] == nil {
		f, err := opentype.NewFace(typeface, &opentype.FaceOptions{Size: float64(size) / 4, DPI: inch})
		if err != nil {
			return err
		}
		faces[size] = f
	}
	d := font.Drawer{Dst: paper, Src: image.Black, Face: faces[size], Dot: fixed.P(int(x), int(y))}
	d.DrawString(text)
	return nil
}

// scan is the paper laid askew on an old scanner: gray, unsharp and grainy.
func (w *rescanner) scan(paper *image.Gray) *image.Gray {
	out := turn(paper, (w.rng.Float64()-0.5)*2.4)
	small := image.NewGray(image.Rect(0, 0, out.Rect.Dx()*3/4, out.Rect.Dy()*3/4)) // 150 dots an inch
	draw.BiLinear.Scale(small, small.Bounds(), out, out.Bounds(), draw.Src, nil)
	draw.BiLinear.Scale(out, out.Bounds(), small, small.Bounds(), draw.Src, nil)
	for i, v := range out.Pix {
		out.Pix[i] = clamp(float64(v)*0.8 + 25 + w.rng.NormFloat64()*12)
	}
	return out
}

// fax is the paper sent by fax: a line of the machine on top, a stamp of whoever
// received it, black and white in 196 lines an inch with specks.
func (w *rescanner) fax(paper *image.Gray) (*image.Gray, error) {
	head := fmt.Sprintf("%02d/%02d/2014 %02d:%02d FROM: RECORDS DESK 5550100%d P. %d/%d", 1+w.rng.IntN(12), 1+w.rng.IntN(28), w.rng.IntN(24),
		w.rng.IntN(60), w.rng.IntN(10), 1+w.rng.IntN(40), 41+w.rng.IntN(9))
	if err := letters(paper, head, 150, 60, 9); err != nil {
		return nil, err
	}
	if err := w.stamp(paper); err != nil {
		return nil, err
	}
	out := turn(paper, (w.rng.Float64()-0.5)*1.2)
	low := image.NewGray(image.Rect(0, 0, out.Rect.Dx(), out.Rect.Dy()*196/inch))
	draw.BiLinear.Scale(low, low.Bounds(), out, out.Bounds(), draw.Src, nil)
	for i, v := range low.Pix {
		low.Pix[i] = 255
		if float64(v)+w.rng.NormFloat64()*18 < 150 {
			low.Pix[i] = 0
		}
		if w.rng.IntN(12000) == 0 {
			low.Pix[i] = 255 - low.Pix[i]
		}
	}
	draw.BiLinear.Scale(out, out.Bounds(), low, low.Bounds(), draw.Src, nil)
	return out, nil
}

// stamp puts RECEIVED with a day across some lines of the page.
func (w *rescanner) stamp(paper *image.Gray) error {
	ink := image.NewGray(image.Rect(0, 0, 620, 620))
	draw.Draw(ink, ink.Bounds(), image.White, image.Point{}, draw.Src)
	for i, line := range []string{"RECEIVED", fmt.Sprintf("MAR %d 2014", 1+w.rng.IntN(28))} {
		if err := letters(ink, line, 90, 290+float64(i)*80, 22); err != nil {
			return err
		}
	}
	ink = turn(ink, 12)
	at := image.Pt(200+w.rng.IntN(800), 200+w.rng.IntN(1300))
	for y := range ink.Rect.Dy() {
		for x := range ink.Rect.Dx() {
			if v := ink.GrayAt(x, y).Y; v < paper.GrayAt(at.X+x, at.Y+y).Y {
				paper.SetGray(at.X+x, at.Y+y, color.Gray{Y: max(v, 70)})
			}
		}
	}
	return nil
}

func clamp(v float64) uint8 { return uint8(min(max(v, 0), 255)) }

// turn turns the paper around its middle.
func turn(paper *image.Gray, degrees float64) *image.Gray {
	turned := image.NewGray(paper.Bounds())
	draw.Draw(turned, turned.Bounds(), image.White, image.Point{}, draw.Src)
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	x, y := float64(paper.Rect.Dx())/2, float64(paper.Rect.Dy())/2
	draw.BiLinear.Transform(turned, f64.Aff3{cos, -sin, x - x*cos + y*sin, sin, cos, y - x*sin - y*cos}, paper, paper.Bounds(), draw.Over, nil)
	return turned
}
