package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/remote/broker"
	"serialfraction/harness/wording"
)

func natsConfVerb() *cli.Command {
	return &cli.Command{
		Name:      "nats-conf",
		Usage:     "print the configuration of a NATS server for --nats",
		UsageText: "harness nats-conf --listen HOST:PORT --folder FOLDER > nats.conf",
		Description: `For a server that people run themselves. Prints its configuration, with accounts, keys,
permissions and limits, and writes what belongs to it into FOLDER: credentials.json, which
only the coordinator needs, and, unless the server is for this machine alone, its
certificate and key. They hold for a year.

  harness nats-conf --listen 10.0.0.1:4222 --folder nats > nats.conf
  nats-server -c nats.conf
  harness sweep --engine remote --nats tls://10.0.0.1:4222 --credentials nats/credentials.json --join-file join.json --max-workers 8`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "listen", Category: onRuns, Usage: "the server listens at the address `HOST:PORT`"},
			&cli.StringFlag{Name: "folder", Category: onOutput, Usage: "write the credentials into `FOLDER`, which is made"},
			&cli.BoolFlag{Name: "replace", Category: onOutput, Usage: "replace the credentials in the folder: a server that runs by them must begin again", DisableDefaultText: true},
		},
		Action: natsConf,
	}
}

// natsConf prints a configuration and writes its credentials.
func natsConf(c *cli.Context) error {
	listen, folder := c.String("listen"), c.String("folder")
	switch {
	case listen == "":
		return usagef("no address: type --listen HOST:PORT, at which the server listens")
	case folder == "":
		return usagef("no folder for the credentials: type --folder FOLDER")
	}
	conf, err := broker.NewConf(listen, folder, time.Now())
	if err != nil {
		return err
	}
	held := new(broker.HeldError)
	if err := conf.Write(folder, c.Bool("replace")); errors.As(err, &held) {
		return usagef("%s exists, and a server that runs by it lets nobody in by other keys: name another folder, or type --replace and start that server again", wording.Shown(held.Path))
	} else if err != nil {
		return fmt.Errorf("the credentials cannot be written: %w", err)
	}
	if err := write(c.App.Writer, conf.Text); err != nil {
		return err
	}
	fmt.Fprintf(c.App.ErrWriter, "The credentials are in %s: harness sweep --engine remote --nats URL --credentials %[1]s --join-file join.json --max-workers N\n",
		wording.ShellWord(filepath.Join(folder, broker.CredentialsFile)))
	return nil
}
