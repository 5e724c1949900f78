package finding

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"imr/internal/casefile"
)

// longestStatement is the most bytes of a page that are read as one sentence; a
// page without any stops is parted there.
const longestStatement = 1000

// statementsOf parts the page into what says one thing each: at the ends of
// sentences, and at the ends of lines that the writer ended and the margin did not.
//
// Limits: cells of a table are not told apart, a row is one statement. A sentence
// that runs on to the next page is two.
func statementsOf(p *page) []statement {
	var out []statement
	from := 0
	for _, end := range append(lineBreaks(p.Page), len(p.text)) {
		out = appendStatements(out, p, from, end)
		from = end
	}
	markSections(out)
	for i := range out {
		out[i].mentions = misreadMentions(p.Page, out[i].text(), mentionsIn(out[i].text()))
	}
	return out
}

// appendStatements adds the sentences of a paragraph.
func appendStatements(list []statement, p *page, from, to int) []statement {
	mark := -1
	for _, s := range sentences(p.text[from:to]) {
		start, end := from+s.at, from+s.at+len(s.text)
		if mark >= 0 {
			start, mark = mark, -1
		} else if startsEntry(s.text) && end < to {
			mark = start // “1.” belongs to what it numbers
			continue
		}
		for end-start > longestStatement {
			cut := start + longestStatement
			if i := strings.LastIndexByte(p.text[start:cut], ' '); i > 0 {
				cut = start + i
			}
			for !utf8.RuneStart(p.text[cut]) {
				cut--
			}
			list = append(list, statement{page: p, start: start, end: cut})
			start = cut
		}
		list = append(list, statement{page: p, start: start, end: end})
	}
	return list
}

// widestText is the part of a page's width that a paragraph fills at the least.
const widestText = 0.6

// lineBreaks lists the ends of lines that end what they say, as bytes of the page's text.
func lineBreaks(p *casefile.Page) []int {
	var out []int
	margin := 0.0
	for _, w := range p.Words {
		margin = max(margin, w.X1)
	}
	margin = max(margin, widestText*p.Width) // a page of a few short lines shows no margin
	at := 0
	for i, w := range p.Words {
		if i > 0 {
			at++ // the blank or line feed
			before := p.Words[i-1]
			if w.Line != before.Line && endsParagraph(p.Words, i, margin) {
				out = append(out, at)
			}
		}
		at += len(w.Text)
	}
	return out
}

// endsParagraph reports whether the line before the word at i was ended by its
// writer: the word had found room on it, or it begins an entry or a heading.
func endsParagraph(words []casefile.Word, i int, margin float64) bool {
	before, w := words[i-1], words[i]
	height := max(before.Y1-before.Y0, 1)
	first, _ := utf8.DecodeRuneInString(w.Text)
	switch {
	case w.Y0-before.Y1 > 1.2*height, startsEntry(w.Text), !alnum(first) && first != '(' && first != '"':
		return true
	}
	if isShouted(words, i) {
		return true
	}
	fits := before.X1+height/3+(w.X1-w.X0) < margin-height/2
	if unicode.IsLower(first) && !strings.ContainsAny(before.Text[len(before.Text)-1:], ".:;") {
		return fits && before.X1 < 0.6*margin
	}
	return fits || strings.HasSuffix(before.Text, ":")
}

// startsEntry reports whether the word is the number or mark of an entry, or a heading.
func startsEntry(word string) bool {
	if strings.HasSuffix(word, ":") && len(word) > 1 {
		return true
	}
	mark := strings.TrimRight(word, ".)")
	return mark != word && len(mark) > 0 && len(mark) <= 2 && strings.Trim(mark, "0123456789") == ""
}

// isShouted reports whether the line before the word at i is all in capitals and
// the word is not, so that the line is a heading.
func isShouted(words []casefile.Word, i int) bool {
	if strings.ToUpper(words[i].Text) == words[i].Text {
		return false
	}
	for j := i - 1; j >= 0 && words[j].Line == words[i-1].Line; j-- {
		if strings.ToUpper(words[j].Text) != words[j].Text || i-j > 20 {
			return false
		}
	}
	return true
}
