package main

import (
	"context"
	"fmt"

	"imr/internal/account"
	"imr/internal/casework"
)

type tokenCommands struct {
	Add    tokenAddCommand    `cmd:"" help:"Make a token by which a program hands in applications; it is printed once."`
	Revoke tokenRevokeCommand `cmd:"" help:"End a token at once."`
	List   tokenListCommand   `cmd:"" help:"List the tokens by name."`
}

type tokenAddCommand struct {
	dataFlag
	Name string `arg:"" help:"Who uses it."`
}

// Run makes the token and prints it.
func (c tokenAddCommand) Run(ctx context.Context) error {
	return c.withStored(ctx, func(desk *casework.Desk) error {
		token, err := desk.AddToken(ctx, account.Command("imr token add"), c.Name)
		if err == nil {
			fmt.Println(token)
		}
		return err
	})
}

type tokenRevokeCommand struct {
	dataFlag
	Name string `arg:"" help:"The name under which it was made."`
}

// Run ends the token.
func (c tokenRevokeCommand) Run(ctx context.Context) error {
	return c.withStored(ctx, func(desk *casework.Desk) error {
		return desk.RevokeToken(ctx, account.Command("imr token revoke"), c.Name)
	})
}

type tokenListCommand struct{ dataFlag }

// Run prints a line for each token.
func (c tokenListCommand) Run(ctx context.Context) error {
	return c.withStored(ctx, func(desk *casework.Desk) error {
		list, err := desk.Tokens(ctx, account.Command("imr token list"))
		for _, t := range list {
			state := "holds"
			if t.Revoked != "" {
				state = "revoked " + t.Revoked
			}
			fmt.Printf("%s\tmade %s\t%s\n", t.Name, t.Made, state)
		}
		return err
	})
}
