package input

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/readertest"
	"serialfraction/harness/machine"
)

// What has no room is refused in one line, with what has.
func TestLoadWithoutRoom(t *testing.T) {
	room := &machine.Room{Bytes: 1 << 20, Limit: machine.AddressSpace}
	var rows strings.Builder
	rows.WriteString("id,a1,a2,b1,b2\n")
	for range 50_000 {
		rows.WriteString("g,1,2,3,4\n")
	}
	var variants strings.Builder
	variants.WriteString("##fileformat=VCFv4.3\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ts1\ts2\n")
	for range 50_000 {
		variants.WriteString("1\t7\trs\tA\tC\t.\tPASS\t.\tGT\t0/1\t0/0\n")
	}
	for name, tt := range map[string]struct {
		s          Source
		flag, want string
	}{
		"synth":     {Source{Data: "synth:rows=1e6,cols=4"}, "data", "1000000 rows of 4 values take about 64 MB of memory, and ulimit -v leaves 1.05 MB: type ulimit -v unlimited, or type at most rows=16000"},
		"spd":       {Source{Data: "spd:rows=1000000,k=2"}, "data", "1000000 rows of 6 values take about 80 MB"},
		"genotypes": {Source{Data: "genotypes:variants=1000000,samples=4"}, "data", "or type at most variants=21000"},
		"columns":   {Source{Data: "synth:rows=2,cols=1e6", Once: true}, "data", "or type at most cols=10000"},
		"tile":      {Source{Data: "golub", Tile: 100}, "tile", "3051 rows of 38 values, repeated 100 times, take about 103 MB"},
		"table":     {Source{Data: readertest.File(t, "x.csv", rows.String())}, "", "rows take about "},
		"packed":    {Source{Data: readertest.File(t, "x.csv.gz", string(readertest.Pack(t, "gzip", rows.String())))}, "", "or give fewer rows, or a .npy file"},
		"vcf":       {Source{Data: readertest.File(t, "x.vcf", variants.String())}, "", "variants take about "},
		"vcf.gz":    {Source{Data: readertest.File(t, "x.vcf.gz", string(readertest.Pack(t, "gzip", variants.String())))}, "", "or give fewer variants, or a .bed file, which is read where it lies"},
		"npy":       {Source{Data: readertest.File(t, "x.npy.gz", string(readertest.Pack(t, "gzip", "\x93NUMPY"+rows.String()+rows.String())))}, "", "or unpack it into a plain file"},
	} {
		tt.s.Room = room
		_, err := Load(t.Context(), tt.s)
		flag := new(harness.FlagError)
		if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") || errors.As(err, &flag) != (tt.flag != "") || flag.Flag != tt.flag {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Rows that are made as they are written need no memory, and are those that are held in memory.
func TestGeneratedOnce(t *testing.T) {
	const data = "synth:rows=700,cols=5,missing=0.1"
	held, err := Load(t.Context(), Source{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	once, err := Load(t.Context(), Source{Data: data, Once: true, Room: &machine.Room{Bytes: 4096}})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"x.csv", "x.npy", "x.parquet"} {
		var texts [2]string
		for i, d := range []*harness.Dataset{held, once} {
			path := filepath.Join(t.TempDir(), name)
			if err := WriteFile(t.Context(), path, d, nil); err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			texts[i] = string(text)
		}
		if texts[0] != texts[1] {
			t.Errorf("%s differs", name)
		}
	}
}
