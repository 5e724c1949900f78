package pdfium

import (
	"errors"
	"net"
	"os"
	"syscall"

	"imr/internal/worker"
)

// workerName is the name of this package's kind of worker.
const workerName = "pdfium"

// IsWorker reports whether this process was started as a worker.
func IsWorker() bool { return worker.Is(workerName) }

// ServeWorker does a worker's work on the descriptor it inherited, until the
// parent closes it or ends, and then exits the process. It never returns.
func ServeWorker() { worker.Serve(serve) }

// ownTime is the processor time, in seconds, after which the kernel ends a worker.
const ownTime = 30 * 60

// order is a request as it reaches the worker, with the file that came along.
type order struct {
	request
	file *os.File
}

// serve prepares the PDF library and answers requests.
func serve(t worker.Task) error {
	if err := t.Limit(ownTime); err != nil {
		return err
	}
	lib, err := openLibrary(t.CacheDir, t.MemoryMiB)
	if err != nil {
		return err
	}
	d := &desk{library: lib}
	return worker.Each(readOrder, d.handle)
}

// readOrder reads one request and takes its descriptor over.
func readOrder(conn *net.UnixConn) (order, error) {
	var o order
	var lengths [8]byte
	rights := make([]byte, syscall.CmsgSpace(4))
	n, oobn, _, _, err := conn.ReadMsgUnix(lengths[:], rights)
	if err != nil || n != len(lengths) {
		return o, errors.Join(err, errors.New("no request"))
	}
	if _, err := unpack(conn, lengths, &o.request); err != nil {
		return o, err
	}
	if !o.HasFile {
		return o, nil
	}
	messages, err := syscall.ParseSocketControlMessage(rights[:oobn])
	if err != nil || len(messages) != 1 {
		return o, errors.Join(err, errors.New("no file came with the request"))
	}
	fds, err := syscall.ParseUnixRights(&messages[0])
	if err != nil || len(fds) != 1 {
		return o, errors.Join(err, errors.New("not one file came with the request"))
	}
	syscall.CloseOnExec(fds[0])
	o.file = os.NewFile(uintptr(fds[0]), "record")
	return o, nil
}

// reply sends one answer.
func reply(conn *net.UnixConn, a answer) error {
	head, err := pack(a, len(a.payload))
	if err != nil {
		return err
	}
	message := net.Buffers{head, a.payload}
	_, err = message.WriteTo(conn)
	return err
}

// desk is what a worker keeps between requests: the last file.
type desk struct {
	library *library
	file    *os.File
	size    int64
	doc     *document // nil after trouble; the next request opens it anew
}

// handle answers one request.
func (d *desk) handle(conn *net.UnixConn, o order) error {
	if o.HasFile {
		d.close()
		if d.file != nil {
			d.file.Close()
		}
		d.file, d.size = o.file, o.Key.Size
	}
	c := d.open()
	if c != "" {
		return reply(conn, answer{Code: c})
	}
	pages := d.doc.pages
	if err := reply(conn, answer{Pages: pages}); err != nil {
		return err
	}
	if o.Op == opInspect {
		return reply(conn, d.inspect())
	}
	for i := range o.answers(pages) {
		if err := reply(conn, d.page(o.request, o.Page+i)); err != nil {
			return err
		}
	}
	return nil
}

// open makes sure that the file is open in an instance that is not worn out:
// what PDFium keeps about the pages it has served only grows.
func (d *desk) open() code {
	if d.doc != nil && !d.doc.worn() {
		return ""
	}
	d.close()
	doc, err := d.library.open(d.file, d.size)
	if err != nil {
		return codeOf(err, codeDamaged)
	}
	d.doc = doc
	return ""
}

// close lets the instance go; the file stays.
func (d *desk) close() {
	if d.doc != nil {
		d.doc.close()
		d.doc = nil
	}
}

// inspect measures all pages.
func (d *desk) inspect() answer {
	sizes, err := d.doc.sizes()
	if err != nil {
		d.close()
		return answer{Code: codeOf(err, codeDamaged)}
	}
	return answer{Pages: len(sizes), Sizes: sizes}
}

// page reads or draws one page. After an error the instance is not trusted any more.
func (d *desk) page(r request, number int) answer {
	c := d.open()
	if c != "" {
		return answer{Page: number, Code: c}
	}
	if number < 1 || number > d.doc.pages {
		return answer{Page: number, Code: codePageRange}
	}
	if d.doc.flat[number] {
		d.close()
		if c := d.open(); c != "" {
			return answer{Page: number, Code: c}
		}
	}
	a, err := d.doc.read(r, number)
	if err == nil && len(a.payload) > maxPayload {
		err = codePageDamaged
	}
	if err != nil {
		d.close()
		return answer{Page: number, Code: codeOf(err, codePageDamaged)}
	}
	a.Page = number
	return a
}

// codeOf is the code in an error, or another one where it has none.
func codeOf(err error, otherwise code) code {
	var c code
	if errors.As(err, &c) {
		return c
	}
	return otherwise
}
