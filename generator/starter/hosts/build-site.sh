#!/bin/sh
# Fetches the program Stillpoint, makes sure that it is the one that you chose, and builds this site into public/.
# Hosts run it whenever something changes; on your own computer you need only: stillpoint build
#
# It wants to be told two things, in the settings of the host, as variables of the environment:
#   STILLPOINT_ARCHIVE  where the archive of a release for Linux lies (.tar.gz), an address that begins with https://
#   STILLPOINT_SHA256   the SHA-256 of that archive, 64 digits and letters, from the list of checksums of the release
# A third one may be told, the address of the site, if it is not the one in stillpoint.yaml:
#   SITE_URL
set -eu

: "${STILLPOINT_ARCHIVE:?tell the host where the archive of a Stillpoint release lies, as the variable STILLPOINT_ARCHIVE}"
: "${STILLPOINT_SHA256:?tell the host the SHA-256 of the archive, as the variable STILLPOINT_SHA256}"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
curl --fail --silent --show-error --location --proto '=https' --retry 3 --output "$folder/archive" "$STILLPOINT_ARCHIVE"
# What is not byte for byte what you chose is not run.
printf '%s  %s\n' "$STILLPOINT_SHA256" "$folder/archive" | sha256sum -c -
tar -xzf "$folder/archive" -C "$folder"
program=$(find "$folder" -type f -name stillpoint | head -n 1)
[ -n "$program" ] || { echo "there is no program stillpoint in the archive" >&2; exit 1; }

# With --strict nothing is published as long as a warning stands.
"$program" build --strict ${SITE_URL:+--base-url "$SITE_URL"}
