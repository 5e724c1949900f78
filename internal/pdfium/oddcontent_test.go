package pdfium_test

import (
	"fmt"
	"strings"
)

// oddContents have pages that never end, or take more than there is.
func oddContents() []odd {
	form := "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X %d 0 R >> >>"
	forms := letterPage + "/Resources << /XObject << /X 6 0 R >> >>"
	var laughs []string // each form draws the next ten times
	for i := range 9 {
		laughs = append(laughs, stream(fmt.Sprintf(form, 7+i), strings.Repeat("/X Do ", 10)))
	}
	laughs = append(laughs, stream("/Type /XObject /Subtype /Form /BBox [0 0 612 792]", "0 0 99 99 re f"))
	glyphs := "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [9] " +
		"/Encoding << /Differences [97 /a] >> /CharProcs << /a 7 0 R >> /Resources << /Font << /F1 6 0 R >> >> >>"
	ranges := "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange " +
		strings.Repeat("1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange ", 2000) + "endcmap"
	tile := "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.00001 /YStep 0.00001 /Resources << >>"
	const patterned = "/Pattern cs /P scn 0 0 612 792 re f"
	return []odd{
		{"100 MB of spaces", filled("          ", 1500), ""},
		{"1 GB of spaces", filled("          ", 15_000), ""},
		{"deflated twice", bomb(), "before"},
		{"paths", filled("0 0 m 9 9 l 3 3 l  ", 4000), ""},
		{"filled rectangles", filled("0 0 612 792 re f ", 400), ""},
		{"text", filled("BT /F1 9 Tf (aaaaaaaaaa) Tj ET ", 1500), ""},
		{"saved states", filled("q ", 200), ""},
		{"clips", filled("0 0 500 500 re W n ", 100), ""},
		{"operands", filled("1 ", 2000), ""},
		{"nested in content", book("", plainPage, stream("", strings.Repeat("[", 200_000)+strings.Repeat("<<", 200_000))), ""},
		{"dashes", book("", plainPage, stream("", "[0.00001 0.00001] 0 d 0 0 m 1000000000 700 l S")), ""},
		{"wide line", book("", plainPage, stream("", "1e30 w 0 0 m 1e30 1e30 l S nan nan m inf -inf l S")), ""},
		{"form in itself", book("", forms, stream("", "/X Do"), stream(fmt.Sprintf(form, 6), "/X Do /X Do")), ""},
		{"forms in each other", book("", forms, stream("", "/X Do"), stream(fmt.Sprintf(form, 7), "/X Do"), stream(fmt.Sprintf(form, 6), "/X Do")), ""},
		{"10^9 forms", book("", forms, stream("", "/X Do"), laughs...), ""},
		{"glyph of its own font", book("", letterPage+"/Resources << /Font << /F1 6 0 R >> >>", stream("", "BT /F1 9 Tf (aaa) Tj ET"),
			glyphs, stream("", "9 0 d0 BT /F1 9 Tf (aaa) Tj ET")), ""},
		{"font of garbage", book("", letterPage+"/Resources << /Font << /F1 6 0 R >> >>", calm,
			"<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 /LastChar 2147483647 /Widths [1e30] /FontDescriptor 7 0 R >>",
			"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1e30 1e30] /FontFile2 8 0 R >>",
			stream("", "\x00\x01\x00\x00\xff\xff"+strings.Repeat("glyf\xff\xff\xff\xff", 5000))), ""},
		{"font of 16 MB", book("", letterPage+"/Resources << /Font << /F1 6 0 R >> >>", calm,
			"<< /Type /Font /Subtype /Type1 /BaseFont /X /FontDescriptor 7 0 R >>",
			"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile 8 0 R >>",
			stream("/Filter /FlateDecode /Length1 9 /Length2 9 /Length3 9", deflate(strings.Repeat("%!PS-AdobeFont-1.0 dup 1 ", 10_000), 64))), ""},
		{"letters that stand for all others", book("", letterPage+"/Resources << /Font << /F1 6 0 R >> >>", calm,
			"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>", stream("", ranges)), ""},
		{"tiles without size", book("", letterPage+"/Resources << /Pattern << /P 6 0 R >> >>", stream("", patterned),
			stream(tile, "0 0 1 1 re f")), ""},
		{"tile of itself", book("", letterPage+"/Resources << /Pattern << /P 6 0 R >> >>", stream("", patterned),
			stream("/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << /Pattern << /P 6 0 R >> >>", patterned)), ""},
		{"huge function", book("", letterPage+"/Resources << /Shading << /S << /ShadingType 1 /ColorSpace /DeviceGray /Function 6 0 R >> >> >>",
			stream("", "/S sh"), stream("/FunctionType 0 /Domain [0 1 0 1] /Range [0 1] /Size [65535 65535] /BitsPerSample 32", "abc")), ""},
		{"deep program", book("", letterPage+"/Resources << /Shading << /S << /ShadingType 1 /ColorSpace /DeviceGray /Function 6 0 R >> >> >>",
			stream("", "/S sh"), stream("/FunctionType 4 /Domain [0 1 0 1] /Range [0 1]", strings.Repeat("{", 100_000))), ""},
		{"mask of itself", book("", letterPage+"/Resources << /ExtGState << /G << /SMask << /S /Luminosity /G 6 0 R >> >> >> >>",
			stream("", "/G gs 0 0 99 99 re f"), stream("/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Group << /S /Transparency >> "+
				"/Resources << /ExtGState << /G << /SMask << /S /Luminosity /G 6 0 R >> >> >> >>", "/G gs 0 0 99 99 re f")), ""},
		{"inline image of garbage", book("", plainPage, stream("", "BI /W 99999 /H 99999 /BPC 8 /CS /RGB /F /Fl ID \x00\xff\x00 EI "+show(72, 700, "fiction"))), ""},
	}
}

// oddImages have images that are too large, or none.
func oddImages() []odd {
	const gray = "/BitsPerComponent 8 /ColorSpace /DeviceGray "
	garbage := strings.Repeat("\x97JB2\r\n\x1a\n\xff\xd8\xff\x4f\xff\x51", 999)
	return []odd{
		{"10^10 pixels", pictured(picture(100_000, 100_000, gray+"/Filter /FlateDecode", deflate(strings.Repeat("\x80", 64<<10), 9))), "fiction"},
		{"1 GB of pixels", pictured(picture(32_768, 32_768, gray+"/Filter /FlateDecode", deflate(strings.Repeat("\x80", 1<<20), 1024))), ""},
		{"2^31 pixels a side", pictured(picture(2147483647, 2147483647, gray, "abc")), "fiction"},
		{"less than no pixels", pictured(picture(-5, -5, gray, "abc")), "fiction"},
		{"JBIG2 of garbage", pictured(picture(2000, 2000, "/BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode", garbage)), "fiction"},
		{"JPX of garbage", pictured(picture(2000, 2000, "/Filter /JPXDecode", "\x00\x00\x00\x0cjP  \r\n\x87\n"+garbage)), "fiction"},
		{"JPEG of garbage", pictured(picture(2000, 2000, gray+"/Filter /DCTDecode", "\xff\xd8\xff\xe0"+garbage)), "fiction"},
		{"JPEG cut off", pictured(picture(1700, 2200, gray+"/Filter /DCTDecode", string(scan(1700, 2200, 1)[:5000]))), "fiction"},
		{"JPEG that claims 65,535 squared", pictured(picture(65_535, 65_535, gray+"/Filter /DCTDecode",
			strings.Replace(string(scan(16, 16, 1)), "\xff\xc0\x00\x0b\x08\x00\x10\x00\x10", "\xff\xc0\x00\x0b\x08\xff\xff\xff\xff", 1))), ""},
		{"fax of 10^9 columns", pictured(picture(1_000_000_000, 9, "/BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode "+
			"/DecodeParms << /K -1 /Columns 1000000000 /Rows 9 >>", garbage)), ""},
		{"run lengths", pictured(picture(2000, 2000, gray+"/Filter [/FlateDecode /RunLengthDecode]", deflate(strings.Repeat("\x81\x80", 64<<10), 99))), "fiction"},
		{"predictor of 2^31 columns", pictured(picture(2000, 2000, gray+"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 99 >>",
			deflate(strings.Repeat("\x01\x80", 64<<10), 9))), "fiction"},
		{"200 filters", pictured(picture(9, 9, gray+"/Filter ["+strings.Repeat("/ASCIIHexDecode ", 200)+"]", strings.Repeat("30", 5000))), "fiction"},
		{"colours of garbage", pictured(picture(9, 9, "/BitsPerComponent 8 /ColorSpace [/ICCBased 7 0 R]", strings.Repeat("abc", 99)),
			stream("/N 3", "acsp"+garbage)), "fiction"},
		{"colours that name themselves", pictured(picture(9, 9, "/BitsPerComponent 8 /ColorSpace 7 0 R", strings.Repeat("abc", 99)),
			"[/Indexed 7 0 R 255 7 0 R]"), "fiction"},
		{"image as its own mask", pictured(picture(9, 9, gray+"/SMask 6 0 R", strings.Repeat("abc", 99))), "fiction"},
	}
}
