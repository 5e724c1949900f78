package pdfium_test

import (
	"fmt"
	"strings"
)

// odd is a file that means harm or was made badly. All are of our own making.
type odd struct {
	name  string
	data  []byte
	reads string // what its first page must still give, where it must
}

// book is a PDF of one page with the given entries of its catalog and page. Its
// extra objects are numbered from 6.
func book(catalog, page, content string, extra ...string) []byte {
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R " + catalog + " >>",
		"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		"<< /Type /Page /Parent 2 0 R /Contents 5 0 R " + page + " >>",
		content,
	}
	return assemble(append(objects, extra...), "")
}

const (
	letterPage = "/MediaBox [0 0 612 792] "
	oneFont    = "/Resources << /Font << /F1 3 0 R >> >> "
	plainPage  = letterPage + oneFont
)

// calm is the content of a page that reads "fiction".
var calm = stream("", show(72, 700, "fiction"))

// filled is a page whose content is deflated: s again and again.
func filled(s string, copies int) []byte {
	for len(s) < 64<<10 {
		s += s
	}
	return book("", plainPage, stream("/Filter /FlateDecode", deflate(s, copies)))
}

// pictured is a page over which object 6, an image, is drawn, besides a word.
func pictured(image string, more ...string) []byte {
	return book("", letterPage+"/Resources << /Font << /F1 3 0 R >> /XObject << /I 6 0 R >> >>",
		stream("", "q 600 0 0 700 0 0 cm /I Do Q "+show(72, 700, "fiction")), append([]string{image}, more...)...)
}

// picture is an image with the given filter and bytes.
func picture(width, height int, attributes, data string) string {
	return stream(fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d %s", width, height, attributes), data)
}

// odds are all files.
func odds() []odd {
	return append(append(append(oddActions(), oddStructures()...), oddContents()...), oddImages()...)
}

// oddActions want the reader to do something for them.
func oddActions() []odd {
	field := "<< /FT /Tx /T (f) /Kids [6 0 R] /Parent 6 0 R /Subtype /Widget /Rect [0 0 9 9] >>"
	return []odd{
		{"script", book("/OpenAction << /S /JavaScript /JS (while(1){app.alert(1)}) >>", plainPage, calm), "fiction"},
		{"named scripts", book("/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (this.submitForm\\('http://a.invalid'\\)) >>] >> >>",
			plainPage, calm), "fiction"},
		{"launch", book("/OpenAction << /S /Launch /F (cmd.exe) /Win << /F (cmd.exe) >> >>", plainPage, calm), "fiction"},
		{"link", book("", plainPage+"/Annots [<< /Subtype /Link /Rect [0 0 600 700] /A << /S /URI /URI (file:///etc/passwd) >> >>]", calm), "fiction"},
		{"embedded program", book("/Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>] >> >>",
			plainPage, calm, stream("/Type /EmbeddedFile", "MZ"+strings.Repeat("\x90", 5000))), "fiction"},
		{"outside content", book("", plainPage, "<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream"), ""},
		{"forms of XML", book("/AcroForm << /XFA 6 0 R /Fields [] >>", plainPage, calm, stream("", "<xdp:xdp><!ENTITY a SYSTEM 'file:///etc/passwd'></xdp:xdp>")), "fiction"},
		{"field that is its own child", book("/AcroForm << /Fields [6 0 R] >>", plainPage+"/Annots [6 0 R]", calm, field), ""},
		{"100,000 annotations", book("", plainPage+"/Annots ["+strings.Repeat("6 0 R ", 100_000)+"]", calm,
			"<< /Subtype /Square /Rect [10 10 90 90] /C [0 0 0] >>"), "fiction"},
		{"outline that loops", book("/Outlines 6 0 R", plainPage, calm, "<< /First 7 0 R /Last 7 0 R /Count 9 >>",
			"<< /Title (a) /Parent 6 0 R /Next 7 0 R /Prev 7 0 R /First 7 0 R >>"), "fiction"},
		{"deep outline", book("/Outlines 6 0 R", plainPage, calm, chain(20_000, 6, "<< /Title (a) /First %d 0 R /Count 1 >>")...), "fiction"},
	}
}

// chain is so many objects, each of which names the next; the last is null.
func chain(count, first int, format string) []string {
	objects := make([]string, count)
	for i := range objects {
		objects[i] = fmt.Sprintf(format, first+i+1)
	}
	return append(objects, "null")
}

// oddStructures are broken, or loop, in how they are put together.
func oddStructures() []odd {
	whole := makePDF([]sheet{{content: show(72, 700, "fiction")}}, "")
	table := strings.LastIndex(string(whole), "startxref")
	cut := string(whole[:table])
	return []odd{
		{"empty", nil, ""},
		{"only a header", []byte("%PDF-1.7\n"), ""},
		{"late header", append([]byte(strings.Repeat(" ", 2000)), whole...), ""},
		{"web page in front", append([]byte("<html><script>alert(1)</script>\n"), whole...), ""},
		{"archive in front", append([]byte("PK\x03\x04\x14\x00\x00\x00\x00\x00fiction"), whole...), ""},
		{"archive behind", append(whole[:len(whole):len(whole)], "PK\x05\x06"+strings.Repeat("\x00", 18)...), ""},
		{"cut in the middle", whole[:len(whole)/2], ""},
		{"table far off", []byte(cut + "startxref\n99999999\n%%EOF\n"), "fiction"},
		{"table before the beginning", []byte(cut + "startxref\n-5\n%%EOF\n"), "fiction"},
		{"table of nonsense", []byte(strings.ReplaceAll(string(whole), "00000 n", "00009 x")), ""},
		{"tables in a loop", assemble([]string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"},
			fmt.Sprintf("/Prev %d", 128)), ""},
		{"table stream of 2^31 entries", tableStream("/Size 2147483647 /W [1 4 8] /Index [0 2147483647]"), ""},
		{"table stream of wide entries", tableStream("/Size 5 /W [2147483647 2147483647 2147483647]"), ""},
		{"objects in a stream in itself", tableStream("/Size 3 /W [1 1 1] /Type /ObjStm /N 2147483647 /First 2147483647"), ""},
		{"locked by nonsense", makePDF([]sheet{{content: note(1)}}, "/Encrypt 6 0 R /ID [<00> <00>]",
			"<< /Filter /Standard /V 5 /R 6 /Length 999999 /P -4 /O (a) /U (b) /OE (c) /UE (d) >>"), ""},
		{"pages in a loop", assemble([]string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 /Parent 2 0 R >>"}, ""), ""},
		{"2^31 pages", assemble([]string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 2147483648 >>",
			"<< /Type /Page /Parent 2 0 R >>"}, ""), ""},
		{"fewer than no pages", assemble([]string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count -7 >>",
			"<< /Type /Page /Parent 2 0 R >>"}, ""), ""},
		{"deep page tree", assemble(append([]string{"<< /Type /Catalog /Pages 2 0 R >>"},
			chain(20_000, 2, "<< /Type /Pages /Kids [%d 0 R] /Count 1 >>")...), ""), ""},
		{"kids that are none", assemble([]string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [7 (a) 99 0 R null] /Count 4 >>"}, ""), ""},
		{"200,000 nested arrays", book("/Deep "+strings.Repeat("[", 200_000), plainPage, calm), ""},
		{"200,000 nested dictionaries", book("/Deep "+strings.Repeat("<</A ", 200_000), plainPage, calm), ""},
		{"huge page", book("", "/MediaBox [0 0 1440000 1440000] "+oneFont, calm), ""},
		{"huge user unit", book("", plainPage+"/UserUnit 1000000000", calm), ""},
		{"endless page", book("", "/MediaBox [0 0 1e38 99999999999999999999999999999999999999999999] "+oneFont, calm), ""},
		{"page inside out", book("", "/MediaBox [612 792 0 0] /CropBox [-9 -9 -99 -99] "+oneFont, calm), ""},
		{"page without size", book("", "/MediaBox [10 10 10 10] "+oneFont, calm), ""},
		{"hair-thin page", book("", "/MediaBox [0 0 0.00001 14400] "+oneFont, calm), ""},
		{"no numbers", book("", "/MediaBox [nan inf (a) null] /Rotate 45 "+oneFont, calm), ""},
		{"stream that lies about its length", book("", plainPage, "<< /Length 2147483647 >>\nstream\n"+show(72, 700, "fiction")+"\nendstream"), ""},
		{"length that names itself", book("", plainPage, "<< /Length 5 0 R >>\nstream\n"+show(72, 700, "fiction")+"\nendstream"), ""},
		{"content 100,000 times", book("", plainPage+"/Contents ["+strings.Repeat("5 0 R ", 100_000)+"]", calm), ""},
	}
}

// tableStream is a file whose table of objects is a stream with the given entries.
func tableStream(attributes string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n")
	at := b.Len()
	fmt.Fprintf(&b, "3 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n",
		stream("/Type /XRef /Root 1 0 R "+attributes+" /Filter /FlateDecode", deflate(strings.Repeat("\x02\x03\x00", 30_000), 500)), at)
	return []byte(b.String())
}
