#!/bin/sh
# Fetches the program Stillpoint, makes sure that it is the one that you chose, and builds this site into public/.
# Hosts run it whenever something changes; on your own computer you need only: stillpoint build
# What stands behind its name is for stillpoint build: sh build-site.sh --format github
#
# It wants to be told two things, in the settings of the host, as variables of the environment:
#   STILLPOINT_ARCHIVE  where the archive of a release for Linux lies (.tar.gz), an address that begins with https://
#   STILLPOINT_SHA256   the SHA-256 of that archive, 64 digits and letters, from the list of checksums of the release
# Two more may be told:
#   SITE_URL            the address of the site, if it is not the one in stillpoint.yaml
#   PUBLISH_TO          where the finished site is sent, such as git:origin#pages, if the host does not take public/ as it is
set -eu

: "${STILLPOINT_ARCHIVE:?tell the host where the archive of a Stillpoint release lies, as the variable STILLPOINT_ARCHIVE}"
: "${STILLPOINT_SHA256:?tell the host the SHA-256 of the archive, as the variable STILLPOINT_SHA256}"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
curl --fail --silent --show-error --location --proto '=https' --retry 3 --output "$folder/archive" "$STILLPOINT_ARCHIVE"
# What is not byte for byte what you chose is not run. That is told beside what the build prints, which may be a report.
printf '%s  %s\n' "$STILLPOINT_SHA256" "$folder/archive" | sha256sum -c - >&2
tar -xzf "$folder/archive" -C "$folder"
program=$(find "$folder" -type f -name stillpoint | head -n 1)
[ -n "$program" ] || { echo "there is no program stillpoint in the archive" >&2; exit 1; }

# With --strict nothing is published as long as a warning stands.
"$program" build --strict ${SITE_URL:+--base-url "$SITE_URL"} "$@"
[ -z "${PUBLISH_TO:-}" ] || "$program" publish --to "$PUBLISH_TO" --no-build
