//go:build !unix

package main

import (
	"errors"
	"os"
)

// This system has no pipe with a name in a folder, and no priority of the kind: these plants
// cannot be planted on it.

func makePipe(string) error { return errors.ErrUnsupported }

func releaseWriter(string) (*os.File, error) { return nil, errors.ErrUnsupported }

func setPriority(int, int) error { return errors.ErrUnsupported }
