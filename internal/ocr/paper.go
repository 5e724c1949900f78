package ocr

import "slices"

// darkest is the gray below which paper is no paper any more.
const darkest = 64

// evened is the page with its paper made plain white, and whether it has ink.
// On a page with few words the noise of a scanner outweighs the ink when
// Tesseract looks for the gray that parts them, and it finds no words at all.
func (p Page) evened() (Page, bool) {
	paper, ink := p.levels()
	if ink < darkest || slices.Min(p.Gray) >= ink {
		return p, false
	}
	p.Gray = slices.Clone(p.Gray)
	for i, v := range p.Gray {
		if v >= ink {
			p.Gray[i] = 255
		} else {
			p.Gray[i] = uint8(int(v) * 255 / int(paper))
		}
	}
	return p, true
}

// levels are the middle gray of the paper and the gray below which ink begins,
// given that at least 95 of 100 pixels are paper.
func (p Page) levels() (paper, ink uint8) {
	var count [256]int
	for _, v := range p.Gray {
		count[v]++
	}
	rank := func(part int) int {
		level, left := 0, len(p.Gray)*part/100
		for left >= count[level] {
			left -= count[level]
			level++
		}
		return level
	}
	middle, low := rank(50), rank(5)
	// As far again below the darkest paper as that is below the middle; at least
	// a little, for compression leaves shadows.
	return uint8(max(middle, 1)), uint8(max(low-max(middle-low, 8), 0))
}
