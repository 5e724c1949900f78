package pdfium

import "imr/internal/casefile"

// block is a run of lines that go down the page, as the file has them.
type block struct {
	lines []line
	box
}

// arrange puts the lines into reading order, numbers them, and gives the
// words of one line one height. The file's own order is kept, for it follows
// columns, but for blocks that lie wholly above others that come before them,
// such as a heading that was drawn last.
func arrange(lines []line) []casefile.Word {
	var words []casefile.Word
	number := 0
	for _, b := range readingOrder(blocksOf(lines)) {
		for _, l := range b.lines {
			words = append(words, l.level(number)...)
			number++
		}
	}
	return words
}

// blocksOf begins a block wherever a line lies above the one before it.
func blocksOf(lines []line) []block {
	var blocks []block
	for i, l := range lines {
		if i == 0 || l.y1 <= lines[i-1].y0 {
			blocks = append(blocks, block{box: l.box})
		}
		b := &blocks[len(blocks)-1]
		b.lines = append(b.lines, l)
		b.box = b.box.with(l.box)
	}
	return blocks
}

// readingOrder moves each block up past those that lie wholly below it.
func readingOrder(blocks []block) []block {
	for i := range blocks {
		for j := i; j > 0 && blocks[j].y1 <= blocks[j-1].y0; j-- {
			blocks[j], blocks[j-1] = blocks[j-1], blocks[j]
		}
	}
	return blocks
}

// level numbers the words of a line and makes them as high as the line, so
// that a dash can be pointed at. Text that runs up the page keeps its boxes.
func (l line) level(number int) []casefile.Word {
	tallest := 0.0
	for _, w := range l.words {
		tallest = max(tallest, w.Y1-w.Y0)
	}
	flat := l.y1-l.y0 < 1.8*tallest
	for i := range l.words {
		l.words[i].Line = number
		if flat {
			l.words[i].Y0, l.words[i].Y1 = l.y0, l.y1
		}
	}
	return l.words
}
