#!/bin/sh
# Builds what is handed to people who have no Go, into the folder dist: for each system and processor
# an archive with the program, the worker, man pages, completions, licence notices and a bill of
# materials, and the checksums of all. The same revision and the same Go give the same bytes.
#
#	GO=go TARGETS='linux/amd64 darwin/arm64' packaging/dist.sh
set -eu
cd "$(dirname "$0")/.."
: "${GO:=go}" "${TARGETS:=linux/amd64 linux/arm64 darwin/amd64 darwin/arm64}"
sbom=github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0
version=$(git describe --tags --always --dirty)
stamp=$(git log -1 --format=%ct)
rm -rf dist
mkdir dist
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
make --no-print-directory GO="$GO" build
for target in $TARGETS; do
	system=${target%/*} processor=${target#*/}
	name=harness-$version-$system-$processor
	to=$work/$name
	mkdir "$to"
	export GOOS="$system" GOARCH="$processor" CGO_ENABLED=0
	$GO build -buildvcs=true -tags urfave_cli_no_docs -trimpath -ldflags '-s -w' -o "$to/harness" ./cmd/harness
	$GO build -buildvcs=true -tags lean -trimpath -ldflags '-s -w' -o "$to/worker" ./cmd/worker
	GO="$GO" packaging/notices.sh ./cmd/harness ./cmd/worker >"$to/NOTICES"
	unset GOOS GOARCH CGO_ENABLED
	$GO run "$sbom" bin -json -noserial -output "$to/harness.cdx.json" "$to/harness"
	sed -i "s/\"timestamp\": \"[^\"]*\"/\"timestamp\": \"$(date -u -d "@$stamp" +%Y-%m-%dT%H:%M:%SZ)\"/" "$to/harness.cdx.json" # else that of this build
	packaging/share.sh "$to/share"
	cp LICENSE README.md "$to"
	tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$stamp" -C "$work" -cf - "$name" | gzip -n >"dist/$name.tar.gz"
	rm -rf "$to"
done
(cd dist && sha256sum ./*.tar.gz >SHA256SUMS)
cat dist/SHA256SUMS
