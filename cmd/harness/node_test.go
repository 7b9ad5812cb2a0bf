package main

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// The rank is that of the launcher that started the process itself.
func TestPlace(t *testing.T) {
	for text, want := range map[string][2]int{
		"SLURM_PROCID=3 SLURM_NTASKS=9":                 {3, 9},
		"OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=5": {0, 5},
		"PMI_RANK=1": {1, 0},
		"SLURM_PROCID=0 SLURM_NTASKS=1 OMPI_COMM_WORLD_RANK=2 OMPI_COMM_WORLD_SIZE=4": {2, 4},
		"PATH=x":          {-1, 0},
		"SLURM_PROCID=-1": {-1, 0},
		"PMI_RANK=one":    {-1, 0},
	} {
		rank, size, err := place(func(name string) string {
			for _, v := range strings.Fields(text) {
				if key, value, _ := strings.Cut(v, "="); key == name {
					return value
				}
			}
			return ""
		})
		if want[0] < 0 && exitCode(err) != exitUsage || want[0] >= 0 && (err != nil || rank != want[0] || size != want[1]) {
			t.Errorf("%s: %d of %d, %v", text, rank, size, err)
		}
	}
}

// The coordinator's sweep is that of the user, with what is left out. A program of the user's has flags
// of its own.
func TestNodeSweep(t *testing.T) {
	for typed, want := range map[string]string{
		"sweep --quiet":                  "sweep --engine remote --join-file j --listen 0.0.0.0:0 --join-timeout 1m0s --max-workers 8 --quiet",
		"sweep --max-workers=2":          "sweep --engine remote --join-file j --listen 0.0.0.0:0 --join-timeout 1m0s --max-workers=2",
		"sweep --workers 2 --nats tls:x": "sweep --engine remote --join-file j --join-timeout 1m0s --workers 2 --nats tls:x",
		"sweep --listen h:1 -- p --nats": "sweep --engine remote --join-file j --join-timeout 1m0s --max-workers 8 --listen h:1 -- p --nats",
	} {
		if got := nodeSweep(strings.Fields(typed), "j", 5, 2, time.Minute); !slices.Equal(got, strings.Fields(want)) {
			t.Errorf("%s: %q", typed, got)
		}
	}
}
