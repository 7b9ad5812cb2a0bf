//go:build !linux

package machine

import "errors"

// CanBind reports whether this system binds threads to CPUs.
const CanBind = false

// Bind returns an error: this system binds no threads.
func Bind(int) (undo func(), err error) {
	return nil, errors.New("this system does not bind threads to CPUs")
}
