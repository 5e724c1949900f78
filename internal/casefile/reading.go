package casefile

// Reading says where the words of a page come from, and so how far they can be relied on.
type Reading string

// The readings. Page numbers and images are there from the beginning; words come later.
const (
	NotRead    Reading = "waiting"     // nothing has been read yet
	Printed    Reading = "text"        // the file's own text
	HiddenOCR  Reading = "hidden_ocr"  // text that an earlier OCR laid under a scan
	AwaitsOCR  Reading = "ocr_waiting" // a page without usable text, to be read by OCR
	OCR        Reading = "ocr"         // read by our OCR
	NoText     Reading = "blank"       // looked at, and no text stands on it
	Unreadable Reading = "unreadable"  // could not be read at all
)

// Complete reports whether the page was read as well as it will be.
func (r Reading) Complete() bool { return r != NotRead && r != AwaitsOCR && r != Unreadable }

// ByOCR reports whether letters may be wrong, because a machine read an image.
func (r Reading) ByOCR() bool { return r == OCR || r == HiddenOCR }

// ReadableAgain reports whether another reading by OCR may better the page's text.
func (p Page) ReadableAgain() bool {
	return p.Reading == HiddenOCR || p.Reading == Unreadable || p.Reading == OCR && p.Doubtful()
}

// PoorConfidence is the mean confidence, of 100, under which a page counts as badly read.
const PoorConfidence = 70

// Doubtful reports whether a check that relies on the page's text must say so:
// it is not read, or read badly.
func (p Page) Doubtful() bool {
	return !p.Reading.Complete() || p.Reading == OCR && p.Confidence < PoorConfidence
}
