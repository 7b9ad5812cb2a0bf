package content

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"strings"
	"testing"

	"serialfraction/harness/input/readertest"
	"serialfraction/harness/machine"
)

// Data of xz that take gigabytes to be unpacked are refused before, whatever their size.
func TestLargeDictionary(t *testing.T) {
	for _, c := range []struct {
		code byte // of the size of the dictionary
		want string
	}{
		{30, ""},
		{31, "x.csv: its dictionary takes 192 MiB, and 128 MiB is the most: type xz -dk FILE"},
		{40, "x.csv: its dictionary takes 4095 MiB, and 128 MiB is the most: type xz -dk FILE"},
	} {
		packed := readertest.Pack(t, "xz", "id,a\nr,1\n")
		block := packed[12:]
		block = block[:4*(int(block[0])+1)]
		if block[1] != 0 || block[2] != 0x21 {
			t.Fatalf("the block begins with % x", block)
		}
		block[4] = c.code
		sum := len(block) - crc32.Size
		binary.LittleEndian.PutUint32(block[sum:], crc32.ChecksumIEEE(block[:sum]))
		s, err := NewStream("x.csv", strings.NewReader(string(packed)))
		if c.want != "" {
			if err == nil || err.Error() != c.want {
				t.Errorf("code %d: error %v, want %s", c.code, err, c.want)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(s); err != nil || string(text) != "id,a\nr,1\n" {
			t.Errorf("code %d: %q, error %v", c.code, text, err)
		}
	}
}

// An archive that comes through a pipe is read into memory only where it has room.
func TestLongArchive(t *testing.T) {
	text := string(readertest.Zip(t, "a.csv", strings.Repeat("id,a\n", 1000)))
	for room, fits := range map[int64]bool{0: true, 2 * int64(len(text)): true, 2*int64(len(text)) - 1: false} {
		_, size, err := whole(strings.NewReader(text), nil, machine.Room{Bytes: room, Limit: machine.AddressSpace})
		if fits && (err != nil || size != int64(len(text))) {
			t.Errorf("room for %d bytes: %d of %d, error %v", room, size, len(text), err)
		}
		if !fits && (err == nil || !strings.Contains(err.Error(), "ulimit -v leaves") || !strings.Contains(err.Error(), "name the archive as a file")) {
			t.Errorf("room for %d bytes: error %v", room, err)
		}
	}
}
