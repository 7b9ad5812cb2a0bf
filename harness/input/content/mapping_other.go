//go:build !unix

package content

import "os"

// mapFile maps nothing on systems that are not Unix; the caller reads the file instead.
func mapFile(*os.File, int64) ([]byte, func() error, bool) { return nil, nil, false }

// sparse does nothing: nothing is mapped.
func sparse([]byte, bool) {}
