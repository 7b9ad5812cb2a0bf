package results

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"serialfraction/harness/wording"
)

// unfit returns the error of a value that its key cannot have, with the key and what belongs there;
// any other error as it is.
func unfit(err error) error {
	e := (*json.UnmarshalTypeError)(nil)
	if !errors.As(err, &e) || e.Field == "" {
		return err
	}
	kind, value, number := strings.Cut(e.Value, " ") // a number is with its value, another kind alone
	if number {
		value = wording.Brief(value)
	} else {
		value = "of the kind " + kind
	}
	return fmt.Errorf("%s is %s: it must be %s", e.Field, value, kindOf(e.Type, number))
}

// kindOf returns what a key of a Go type has. Where the value is a number, it is out of range.
func kindOf(t reflect.Type, number bool) string {
	switch t.Kind() {
	case reflect.Int, reflect.Int64, reflect.Int32:
		if number {
			return fmt.Sprintf("a whole number of at most %d", int64(maxTime))
		}
		return "a whole number"
	case reflect.Float64:
		if number {
			return "a number of at most 1.8e308"
		}
		return "a number"
	case reflect.String:
		return "a text in quotes"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice, reflect.Array:
		return "a list"
	}
	return "an object"
}
