package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"imr/internal/account"
	"imr/internal/casework"
	"imr/web"
)

type keyCommands struct {
	New  keyNewCommand  `cmd:"" help:"Make a new key, which signs from now on."`
	List keyListCommand `cmd:"" help:"Print the public keys, for imr verify --keys."`
}

type keyNewCommand struct{ dataFlag }

// Run makes the key. Its private half stays in the folder keys of the data.
func (c keyNewCommand) Run(ctx context.Context) error {
	return c.withDesk(ctx, func(desk *casework.Desk) error {
		k, err := desk.NewKey(ctx, account.Command("imr key new"))
		if err == nil {
			fmt.Printf("Key %s signs from now on. Keep a copy of keys/%s.pem apart from the backups of the data.\n", k.ID, k.ID)
		}
		return err
	})
}

type keyListCommand struct{ dataFlag }

// Run prints the public keys as imr-keys/1.
func (c keyListCommand) Run(ctx context.Context) error {
	return c.withStored(ctx, func(desk *casework.Desk) error {
		keys, err := desk.Keys(ctx)
		if err != nil {
			return err
		}
		out := json.NewEncoder(os.Stdout)
		out.SetIndent("", "  ")
		return out.Encode(web.NewKeyList(keys))
	})
}
