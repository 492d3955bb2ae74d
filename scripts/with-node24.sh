#!/usr/bin/env bash
# Runs a command with Node 24 first on PATH: one found here when it is new enough, else npm's own copy in .tools/.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib/say.sh"
. "$here/lib/apt.sh"
. "$here/lib/node24.sh"

bin=$(node24_bin)
PATH="$bin:$PATH" exec "$@"
