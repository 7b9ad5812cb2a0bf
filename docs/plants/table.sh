#!/bin/sh
# Plants every cause of a serial fraction alone and prints, as Markdown, what each was
# charged to: make plants. Twenty minutes, on a machine of two CPUs or more that does
# nothing else; to put one program before all others it needs to be root. The sweeps and the
# harness that makes them are kept in a folder, by default kept/plants: an interrupted call
# is continued by the next, with the harness of the folder, and one that finds all sweeps judges
# them again. Without the folder all is measured anew. Other options are those of docs/plants:
# --for 4m for a call that ends early, and for a small trial --sweeps 1 --keep FOLDER.
set -e
cd "$(dirname "$0")/../.."
go build -trimpath -o bin/harness ./cmd/harness
go build -trimpath -o bin/plants ./docs/plants
exec bin/plants --keep kept/plants "$@" bin/harness
