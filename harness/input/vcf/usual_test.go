package vcf

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestUsual: what is packed four at a time is what each genotype is alone.
func TestUsual(t *testing.T) {
	fields := []string{"0/0", "0|0", "0/1", "1|0", "1/1", "1|1", "./.", ".|.", ".", "1", "0/.", "0/0:3", "1|1:.", ".:2", "0/1/1"}
	rapid.Check(t, func(t *rapid.T) {
		from := rapid.SliceOfN(rapid.SampledFrom(fields[:rapid.SampledFrom([]int{8, len(fields)}).Draw(t, "kinds")]), 1, 40).Draw(t, "fields")
		h := &header{samples: make([]string, len(from))}
		for i := range h.samples {
			h.samples[i] = "s"
		}
		var b batch
		b.begin("x", h)
		row := b.addRow()
		if err := b.packLine(row, []byte(strings.Join(from, "\t")+"\n"), 0, 1); err != nil {
			t.Fatal(err)
		}
		want := make([]byte, len(row))
		for i, field := range from {
			g, err := b.read([]byte(field), 0, 1)
			if err != nil {
				t.Fatal(err)
			}
			want[i>>2] |= g.codeOf(1) << (2 * (i & 3))
		}
		if !bytes.Equal(row, want) {
			t.Errorf("%v: %08b, want %08b", from, row, want)
		}
	})
}

// TestAllocations: reading a line or a record takes no memory once a batch has room.
func TestAllocations(t *testing.T) {
	var text batch
	text.items = []byte(strings.Repeat("1\t7\trs\tA\tC,G\t.\tq\t.\tGT:DP\t0/2:3\t1\n1\t7\trs\tA\tC\t.\tq\t.\tGT\t0/1\t1\n", 50))
	two := &header{samples: []string{"a", "b"}}
	if n := testing.AllocsPerRun(10, func() {
		text.begin("x", two)
		if err := text.readLines(); err != nil {
			t.Fatal(err)
		}
	}); n > 1 { // the first filter that a variant did not pass
		t.Errorf("%v allocations for 100 lines", n)
	}
}

// BenchmarkRead reads 1,000 variants of 1,000 samples as text.
func BenchmarkRead(b *testing.B) {
	samples := strings.Repeat("\ts", 1000)
	for _, bb := range []struct{ name, format, genotypes string }{
		{"GT", "GT", "\t0/0\t0|1\t1/1\t./.\t0/0"},
		{"GT:AD:DP:GQ:PL", "GT:AD:DP:GQ:PL", "\t0/0:30,0:30:90:0,90,900\t0/1:15,14:29:99:400,0,420"},
	} {
		b.Run(bb.name, func(b *testing.B) {
			var t batch
			h := &header{samples: strings.Split(samples[1:], "\t")}
			line := "1\t7\trs\tA\tC\t.\tPASS\t.\t" + bb.format + strings.Repeat(bb.genotypes, 1000/strings.Count(bb.genotypes, "\t")) + "\n"
			t.items = []byte(strings.Repeat(line, 1000))
			b.SetBytes(int64(len(t.items)))
			for b.Loop() {
				t.begin("x", h)
				if err := t.readLines(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
