package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"imr/internal/casework"
	"imr/internal/determination"
	"imr/internal/fault"
	"imr/web"
)

type verifyCommand struct {
	dataFlag
	File string `arg:"" help:"The letter, as PDF, HTML or text, or the signed JSON." type:"existingfile"`
	Keys string `help:"Check a signed JSON by the public keys in this file instead, without the data." type:"existingfile"`
	With string `help:"With --keys: the signed JSON of the letter in FILE." type:"existingfile"`
}

// Run says whether the file is what was issued. What is not is a failure.
func (c verifyCommand) Run(ctx context.Context) error {
	file, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	if c.Keys != "" {
		return c.byKeys(file)
	}
	return c.withStored(ctx, func(desk *casework.Desk) error {
		v, found, err := desk.VerifyFile(ctx, file, "imr verify")
		if err != nil {
			return err
		}
		if !found {
			return errors.New("this file is not a letter that was issued, or at least one byte of it was changed")
		}
		fmt.Printf("Issued and unchanged: case %s, version %d of %s, %s.\n", v.Number, v.Version, v.On, v.Overall)
		switch {
		case v.SetAside:
			fmt.Println("An order has set it aside since.")
		case v.Newest > v.Version:
			fmt.Printf("Version %d has replaced it.\n", v.Newest)
		default:
			fmt.Println("It is the newest version.")
		}
		return nil
	})
}

// byKeys checks the signature, and where the file is a letter also that it is the one
// whose hash was signed. Without the data nobody can tell whether there is a newer version.
func (c verifyCommand) byKeys(file []byte) error {
	list, err := os.ReadFile(c.Keys)
	if err != nil {
		return err
	}
	var keys web.KeyList
	if err := json.Unmarshal(list, &keys); err != nil || keys.Format != web.KeysFormat {
		return fault.New(fault.Invalid, "--keys: %s is not a list of keys as imr key list prints it.", c.Keys)
	}
	sealed := file
	if c.With != "" {
		if sealed, err = os.ReadFile(c.With); err != nil {
			return err
		}
	}
	s, issued, err := determination.ParseSealed(sealed)
	if err != nil {
		return errors.New("this is not a signed determination, or it was changed; a letter needs its signed JSON in --with")
	}
	if !keys.Signed(s) {
		return errors.New("none of these keys signed this determination: it was changed, or is not ours")
	}
	if c.With != "" && !isLetter(issued, determination.SHA256(file)) {
		return errors.New("this letter is not the one that was signed, or at least one byte of it was changed")
	}
	fmt.Printf("Signed and unchanged: case %s, version %d of %s, %s.\n", issued.Determination.Case.Number, issued.Version, issued.IssuedOn, issued.Determination.Overall)
	return nil
}

func isLetter(i determination.Issued, sha256 string) bool {
	for _, f := range determination.LetterFormats {
		if i.Letters[f] == sha256 {
			return true
		}
	}
	return false
}
