package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"imr/internal/account"
	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/packet"
	"imr/web"
)

type packetCommand struct {
	dataFlag
	Number  string `arg:"" help:"Number of an issued case."`
	To      string `help:"Folder in which the packet's own folder is made." type:"path" default:"."`
	Profile string `help:"${enum}: for outsiders, nothing in it leads to the reviewer." enum:"outside,inside" default:"outside"`
	Zip     bool   `help:"Write a ZIP file and no folder."`
}

// Run writes the appeal packet. What is there already is not written over.
func (c packetCommand) Run(ctx context.Context) error {
	return c.withStored(ctx, func(desk *casework.Desk) error {
		p, err := desk.Packet(ctx, account.Command("imr packet"), casefile.CaseNumber(c.Number), packet.Profile(c.Profile), web.RenderPacketCover)
		if err != nil {
			return err
		}
		path := filepath.Join(c.To, p.Folder())
		write := writePacket
		if c.Zip {
			path, write = path+".zip", writePacketZip
		}
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			return fault.New(fault.Conflict, "%s is there already; move it away, or name another folder with --to.", path)
		}
		if err := write(path, p); err != nil {
			return err
		}
		fmt.Println(path)
		return nil
	})
}

func writePacket(dir string, p packet.Packet) error {
	for _, f := range p.Files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.Bytes, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func writePacketZip(path string, p packet.Packet) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(p.WriteZip(file), file.Close())
}
