//go:build lean

package pipe

import (
	"bufio"
	"errors"
	"io"

	"serialfraction/harness"
)

// A program that is built lean leaves Arrow out, which is a third of its size.

// errNoArrow is the error of every dataset in a program that is built lean.
var errNoArrow = errors.New("this program was built without Arrow: use --frame csv, ndjson or f8, or the whole program as the worker, harness worker")

func arrowRows(*harness.Dataset) error { return errNoArrow }

func newArrowEncoder(io.Writer, *harness.Dataset) encoder { panic(errNoArrow) }

func newArrowDecoder(*bufio.Reader, *harness.Dataset, layout) decoder { panic(errNoArrow) }
