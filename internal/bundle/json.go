package bundle

import (
	"bytes"
	"encoding/json"
	"strconv"

	"imr/internal/casefile"
	"imr/internal/review"
)

// Encode writes a case.json: fields in the order of the format, two spaces of
// indent, a line feed at the end. A nil or empty review is left out. What the
// format has no field for is lost: ids of sentences, a document's digest and its
// number of pages.
func Encode(c casefile.Case, r *review.Review) ([]byte, error) {
	if r != nil && len(r.Summary)+len(r.Decisions)+len(r.Answers) == 0 {
		r = nil
	}
	compact := contentForm.codec().write(nil, content{format, c, r})
	var out bytes.Buffer
	if err := json.Indent(&out, compact, "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// Decode reads a case.json. The review is nil where there is none; its sentences
// get the ids s1, s2 and so on. An error is a fault.Invalid that names every
// field that is wrong, in the order of the file. Whether the documents exist is
// for Open to see.
func Decode(caseJSON []byte) (casefile.Case, *review.Review, error) {
	return decode(caseJSON, func(string) string { return "" })
}

func decode(caseJSON []byte, fileFault func(name string) string) (casefile.Case, *review.Review, error) {
	root, err := parse(caseJSON)
	if err != nil {
		return casefile.Case{}, nil, refuseWhole(caseFile, "%v", err)
	}
	if root.kind != objectKind {
		return casefile.Case{}, nil, refuseWhole(caseFile, "must be an object")
	}
	d := &decoder{fileFault: fileFault, given: map[noun]map[string]string{}}
	read := contentForm.read(d, value{root, ""})
	if err := d.err(); err != nil {
		return casefile.Case{}, nil, err
	}
	if read.Review != nil {
		for i := range read.Review.Summary {
			read.Review.Summary[i].ID = "s" + strconv.Itoa(i+1)
		}
	}
	return read.Case, read.Review, nil
}
