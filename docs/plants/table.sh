#!/bin/sh
# Plants every cause of a serial fraction alone and prints, as Markdown, what each was
# charged to. About two minutes; needs a machine that does nothing else, and to put one
# program before all others, root. docs/plants.md is made by
#
#	docs/plants/table.sh >docs/plants.md.new && mv docs/plants.md.new docs/plants.md
set -e
cd "$(dirname "$0")/../.."
go build -trimpath -o bin/harness ./cmd/harness
exec go run ./docs/plants bin/harness
