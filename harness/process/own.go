package process

import (
	"os"
	"runtime"
)

// ownPath returns a path to this program that also leads to it where its file has been replaced or
// removed meanwhile.
func ownPath() string {
	if runtime.GOOS == "linux" {
		return "/proc/self/exe"
	}
	path, _ := os.Executable() // "" cannot be started
	return path
}
