#!/usr/bin/env bash
# Runs a command with Node 24 first on PATH: the one found when it is new enough, else npm's own copy in .tools/.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib/node24.sh"
PATH="$(node24_bin):$PATH" exec "$@"
