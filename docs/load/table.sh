#!/bin/sh
# Measures the program's own S with and without load, and prints docs/load.md: make plants.
# 40 minutes, on a machine of two CPUs or more that does nothing else. The sweeps, some hundred
# MB, and the harness that makes them are kept in a folder, by default kept/load: an
# interrupted call is continued by the next, with the harness of the folder, and one that finds
# all sweeps judges them again. Without the folder all is measured anew. Other options are those
# of docs/load: --for 4m for a call that ends early, and for a small trial
# --sweeps 2 --time 2s --keep FOLDER.
set -e
cd "$(dirname "$0")/../.."
go build -trimpath -o bin/harness ./cmd/harness
go build -trimpath -o bin/load ./docs/load
exec bin/load --keep kept/load "$@" bin/harness
