#!/bin/sh
# Makes docs/pictures: map.svg, the map of the article, and report.png, the picture of the README: the top of the
# page of a report, which needs Chromium.
set -e
cd "$(dirname "$0")"
"${HARNESS:-../bin/harness}" reproduce --from sweeps/article --to pictures/map.svg --force
page=$(mktemp --suffix .html)
trap 'rm -f "$page"' EXIT
"${HARNESS:-../bin/harness}" report sweeps/wait-plant-05.jsonl --to "$page" --force
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1160,1500 \
	--screenshot=pictures/report.png "file://$page"
