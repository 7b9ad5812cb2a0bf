#!/bin/sh
# Plants every cause of a serial fraction alone and prints, as Markdown, what each was
# charged to: make plants. A quarter of an hour, on a machine of two CPUs or more that does
# nothing else; to put one program before all others it needs to be root.
set -e
cd "$(dirname "$0")/../.."
go build -trimpath -o bin/harness ./cmd/harness
exec go run ./docs/plants bin/harness
