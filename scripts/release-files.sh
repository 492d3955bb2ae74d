#!/usr/bin/env bash
# Writes what a release holds besides the source into a folder: what a machine without git needs to run pgdrill, the list
# of the packages in it (CycloneDX), and their sha256. The same commit gives the same tarball.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

folder=${1:?usage: scripts/release-files.sh FOLDER}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
cd "$root"
version=$(node -p 'require("./package.json").version')

git archive --format=tar --prefix="pgdrill-$version/" HEAD \
  dist scripts/backup-db.sh scripts/restore-db.sh scripts/lib scripts/systemd docs README.md LICENSE CHANGELOG.md SECURITY.md |
  gzip -n -9 > "$folder/pgdrill-$version.tar.gz"
npm sbom --sbom-format cyclonedx --package-lock-only --omit dev > "$folder/pgdrill-$version.cdx.json"
cd "$folder"
sha256sum "pgdrill-$version.tar.gz" "pgdrill-$version.cdx.json" > SHA256SUMS
