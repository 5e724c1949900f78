// Package packet is the appeal packet of an issued case: files that tell without the
// system what was decided, on what, by which steps, and that none of it was changed.
// A packet for outsiders holds nothing by which the reviewer could be found
// (LC 4610.6(f)).
package packet

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"imr/internal/calendar"
	"imr/internal/casefile"
	"imr/internal/fault"
)

// Format names the layout of a packet's manifest.
const Format = "imr-packet/1"

// Profile says for whom a packet is.
type Profile string

// The profiles.
const (
	Inside  Profile = "inside"  // for the organization and whom the law lets know the reviewer
	Outside Profile = "outside" // for everybody else
)

// File is one file of a packet. About says in a sentence what it is.
type File struct {
	Name, About string
	Bytes       []byte
}

// Packet is the files of one case for one profile. Head is the end of the audit
// trail when it was made.
type Packet struct {
	Number  casefile.CaseNumber
	Profile Profile
	Made    calendar.Date
	Head    string
	Files   []File
}

// Add puts a file into the packet.
func (p *Packet) Add(name, about string, content []byte) {
	p.Files = append(p.Files, File{name, about, content})
}

// AddJSON puts a value into the packet as JSON that people can read.
func (p *Packet) AddJSON(name, about string, value any) error {
	b, err := json.MarshalIndent(value, "", "  ")
	if err == nil {
		p.Add(name, about, append(b, '\n'))
	}
	return err
}

// AddTable puts rows into the packet as CSV.
func (p *Packet) AddTable(name, about string, rows [][]string) error {
	var b bytes.Buffer
	err := csv.NewWriter(&b).WriteAll(rows)
	p.Add(name, about, b.Bytes())
	return err
}

// manifest is what manifest.json says.
type manifest struct {
	Format  string              `json:"format"`
	Number  casefile.CaseNumber `json:"case"`
	Profile Profile             `json:"profile"`
	Made    calendar.Date       `json:"made"`
	Head    string              `json:"audit_head"`
	Key     string              `json:"key"` // the file of the key that signed
	Files   []manifestFile      `json:"files"`
}

type manifestFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Bytes  int    `json:"bytes"`
	About  string `json:"about"`
}

// Seal closes the packet: a manifest with the SHA-256 of every file, the same for
// sha256sum, and the manifest's signature by the organization's key, which openssl
// checks.
func (p *Packet) Seal(key ed25519.PrivateKey) error {
	public := key.Public().(ed25519.PublicKey)
	der, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		return err
	}
	p.Add("key.pem", "The organization’s public key.", pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
	m := manifest{Format, p.Number, p.Profile, p.Made, p.Head, "key.pem", nil}
	var sums strings.Builder
	for _, f := range p.Files {
		m.Files = append(m.Files, manifestFile{f.Name, digest(f.Bytes), len(f.Bytes), f.About})
		fmt.Fprintf(&sums, "%s  %s\n", digest(f.Bytes), f.Name)
	}
	p.Add("SHA256SUMS", "The hashes for sha256sum -c.", []byte(sums.String()))
	if err := p.AddJSON("manifest.json", "Every file with its SHA-256.", m); err != nil {
		return err
	}
	signed := p.Files[len(p.Files)-1].Bytes
	p.Add("manifest.sig", "The organization’s Ed25519 signature over manifest.json.", ed25519.Sign(key, signed))
	return nil
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Digest is the SHA-256 of the manifest of a sealed packet.
func (p Packet) Digest() string {
	i := slices.IndexFunc(p.Files, func(f File) bool { return f.Name == "manifest.json" })
	return digest(p.Files[i].Bytes)
}

// Folder is the name under which the packet is stored or sent.
func (p Packet) Folder() string {
	return "imr-packet-" + safeName(string(p.Number)) + "-" + string(p.Profile)
}

// safeName keeps letters, digits and hyphens of a name.
func safeName(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' {
			return r
		}
		return '_'
	}, name)
}

// WriteZip writes the packet as a ZIP file, in which every file bears the day on
// which the packet was made.
func (p Packet) WriteZip(w io.Writer) error {
	z := zip.NewWriter(w)
	at := time.Date(p.Made.Year, p.Made.Month, p.Made.Day, 12, 0, 0, 0, time.UTC)
	for _, f := range p.Files {
		to, err := z.CreateHeader(&zip.FileHeader{Name: p.Folder() + "/" + f.Name, Method: zip.Deflate, Modified: at})
		if err != nil {
			return err
		}
		if _, err := to.Write(f.Bytes); err != nil {
			return err
		}
	}
	return z.Close()
}

// Check reports whether the files are those of a sealed packet, each unchanged and
// none missing or added, and the key is the one that is expected.
func Check(files map[string][]byte, key ed25519.PublicKey) error {
	if !ed25519.Verify(key, files["manifest.json"], files["manifest.sig"]) {
		return fault.New(fault.Invalid, "The key did not sign this manifest.")
	}
	var m manifest
	if err := json.Unmarshal(files["manifest.json"], &m); err != nil || m.Format != Format {
		return fault.New(fault.Invalid, "This is no manifest of %s.", Format)
	}
	for _, f := range m.Files {
		b, found := files[f.Name]
		if !found || digest(b) != f.SHA256 {
			return fault.New(fault.Invalid, "%s is gone or was changed.", f.Name)
		}
	}
	if extra := len(files) - len(m.Files); extra != 3 { // the manifest, its signature and the sums
		return fault.New(fault.Invalid, "The folder holds %d files that the manifest does not name.", extra-3)
	}
	return nil
}
