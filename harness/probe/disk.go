package probe

import (
	"fmt"
	"os"
	"time"
)

// Disk is the time that reading a file from its beginning to its end took.
type Disk struct {
	Folder string
	Bytes  int64
	Took   time.Duration
	Cached bool // the file came from memory, because the system's cache cannot be bypassed there
}

// Rate returns bytes per second.
func (d *Disk) Rate() float64 { return float64(d.Bytes) / max(d.Took, 1).Seconds() }

// diskBlock is the number of bytes in one read: enough for the full rate of a disk.
const diskBlock = 1 << 20

// ReadDisk writes a file of the given number of blocks of 1 MiB into a folder, reads it and
// removes it. It bypasses the system's cache where it can. The bytes are random, so that a
// file system that compresses cannot make the file smaller.
func ReadDisk(dir string, blocks int, now Clock) (d *Disk, err error) {
	f, err := os.CreateTemp(dir, "harness-doctor-*")
	if err != nil {
		return nil, fmt.Errorf("probe of the disk: %w", err)
	}
	defer os.Remove(f.Name()) // where the name of an open file cannot be removed
	defer f.Close()
	direct, cached, err := openUncached(f)
	if err != nil {
		return nil, fmt.Errorf("probe of the disk: %w", err)
	}
	defer direct.Close()
	_ = os.Remove(f.Name()) // nothing is left of it, also where this process is killed
	buf := alignedBlock()
	x := uint64(1)
	for b := range blocks {
		for i := 0; i < len(buf); i += 8 {
			x = xorshift(x, 1)
			for k := range 8 {
				buf[i+k] = byte(x >> (8 * k))
			}
		}
		if _, err := f.WriteAt(buf, int64(b)*diskBlock); err != nil {
			return nil, fmt.Errorf("probe of the disk: %w", err)
		}
	}
	if err := f.Sync(); err != nil {
		return nil, fmt.Errorf("probe of the disk: %w", err)
	}
	d = &Disk{Folder: dir, Cached: cached}
	start := now()
	for b := range blocks {
		n, err := direct.ReadAt(buf, int64(b)*diskBlock)
		if err != nil {
			return nil, fmt.Errorf("probe of the disk: %w", err)
		}
		d.Bytes += int64(n)
	}
	d.Took = now() - start
	return d, nil
}
