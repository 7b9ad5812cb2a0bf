#!/bin/sh
# Prints the licences of the modules that packages are built from, and of Go, whole. A module without a
# licence ends it with an error.
#
#	packaging/notices.sh ./cmd/harness
set -eu
: "${GO:=go}"
(
	$GO list -deps -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}' "$@" | sort -u
	echo "Go $($GO env GOVERSION) $($GO env GOROOT)"
) | while read -r module version folder; do
	printf '%s\n%s %s\n' '--------------------------------------------------------------------------------' "$module" "$version"
	found=
	for file in "$folder"/LICEN[CS]E* "$folder"/COPYING* "$folder"/NOTICE* "$folder"/PATENTS*; do
		if [ -f "$file" ]; then
			found=yes
			printf '\n'
			cat "$file"
		fi
	done
	if [ -z "$found" ]; then
		echo "$module $version: no licence in $folder" >&2
		exit 1
	fi
done
