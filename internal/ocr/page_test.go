package ocr_test

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/f64"
	"golang.org/x/image/math/fixed"

	"imr/internal/ocr"
)

// resolution of the pages that the tests draw, in pixels an inch.
const resolution = 200

// sheet is a page of letter width to draw. All texts are fiction.
type sheet struct {
	text    string
	points  float64 // size of the letters; 0 means 11
	degrees float64 // by how much the paper was turned in the scanner
	noise   int     // up to how far a pixel is from what it should be
	inches  int     // height of the paper; 0 means 11
}

// scan draws the sheet as a scanner would see it.
func (s sheet) scan(t testing.TB) ocr.Page {
	t.Helper()
	if s.inches == 0 {
		s.inches = 11
	}
	width, height := resolution*17/2, resolution*s.inches
	paper := image.NewGray(image.Rect(0, 0, width, height))
	draw.Draw(paper, paper.Bounds(), image.White, image.Point{}, draw.Src)
	points := s.points
	if points == 0 {
		points = 11
	}
	d := font.Drawer{Dst: paper, Src: image.Black, Face: face(t, points)}
	for i, line := range strings.Split(s.text, "\n") {
		d.Dot = fixed.P(resolution*3/4, resolution+int(float64(i)*points*1.35*resolution/72))
		d.DrawString(line)
	}
	return s.spoil(turn(paper, s.degrees))
}

// face is the typeface of the tests.
func face(t testing.TB, points float64) font.Face {
	t.Helper()
	parsed, err := opentype.Parse(liberationserifregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	f, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: points, DPI: resolution})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// turn turns the paper around its middle.
func turn(paper *image.Gray, degrees float64) *image.Gray {
	if degrees == 0 {
		return paper
	}
	turned := image.NewGray(paper.Bounds())
	draw.Draw(turned, turned.Bounds(), image.White, image.Point{}, draw.Src)
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	x, y := float64(paper.Rect.Dx())/2, float64(paper.Rect.Dy())/2
	draw.BiLinear.Transform(turned, f64.Aff3{cos, -sin, x - x*cos + y*sin, sin, cos, y - x*sin - y*cos},
		paper, paper.Bounds(), draw.Over, nil)
	return turned
}

// spoil makes the pixels of the paper unsure, the same way each time.
func (s sheet) spoil(paper *image.Gray) ocr.Page {
	r := rand.New(rand.NewPCG(1, 2))
	if s.noise > 0 {
		for i, v := range paper.Pix {
			paper.Pix[i] = color.Gray{Y: uint8(min(max(int(v)*9/10+12+r.IntN(2*s.noise+1)-s.noise, 0), 255))}.Y
		}
	}
	return ocr.Page{Gray: paper.Pix, Width: paper.Rect.Dx(), Height: paper.Rect.Dy(), Stride: paper.Stride, DPI: resolution}
}
