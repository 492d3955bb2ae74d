#!/usr/bin/env bash
# Everything that CI runs, set-up included. Every step runs, whatever became of the one before; ends with the
# number of tests, and with exit code 1 when anything failed. `npm test` alone is the inner loop.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

. scripts/lib/say.sh
. scripts/lib/apt.sh
. scripts/lib/postgresql.sh
. scripts/lib/node24.sh
. scripts/lib/packages.sh
. scripts/lib/pgbouncer.sh

failed=()
own=$(mktemp -d)
trap 'rm -rf "$own"' EXIT
results=$own/results.json

# Scratch clusters are made and dropped by the hundred: in memory, where there is enough, that takes two thirds of the time.
temporary_files_in_memory() {
  local free
  free=$(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1) || return 0
  [ "$free" -ge $((4 << 20)) ] && [ -w /dev/shm ] || return 0
  TMPDIR=$(mktemp -d /dev/shm/pgdrill-tests.XXXXXX)
  export TMPDIR
  trap 'rm -rf "$own" "$TMPDIR"' EXIT
  chmod 1777 "$TMPDIR" # servers run as another user
}
temporary_files_in_memory

step() { # NAME COMMAND...
  local name=$1 started=$SECONDS outcome=ok
  shift
  heading "$name"
  "$@" </dev/null || outcome="FAILED (exit code $?)"
  [ "$outcome" = ok ] || failed+=("$name")
  say "-- $name: $outcome, $((SECONDS - started)) s"
}

set_up() {
  ensure_postgresql
  ensure_npm_packages "$PWD"
  ensure_python
  ensure_postgresql_versions "$PWD"
  ensure_pgbouncer "$PWD"
  ensure_program shellcheck shellcheck
  ensure_program git git
  ensure_program zstd zstd
  ensure_program age age
  ensure_program gpg gnupg
}

check_scripts() {
  git ls-files -z -- '*.sh' .ci/run | xargs -0 shellcheck -x
}

# The committed bundles are what the actions run: they have to be what the source says.
check_dist() {
  npm run build || return
  if [ -n "$(git status --porcelain -- dist)" ]; then
    git --no-pager diff --stat -- dist
    git status --short -- dist
    say 'dist/ is not what src/ builds to: run npm run build and commit dist/'
    return 1
  fi
}

heading 'set-up'
bin=$(node24_bin)
PATH=$bin:$PATH
set_up

step 'lint' npm run lint
step 'shell scripts' check_scripts
step 'types' npm run typecheck
if [ -x scripts/lint-workflows.sh ]; then
  step 'workflows' scripts/lint-workflows.sh
fi
step 'dist is current' check_dist
step 'tests' npm test -- --json --outputFile="$results"
step 'demo' scripts/demo.sh

heading 'result'
if [ ${#failed[@]} -gt 0 ]; then
  say "$(colour 31 'failed:') $(printf '%s, ' "${failed[@]}" | sed 's/, $//')"
fi
node scripts/lib/count-tests.ts "$results" || failed+=('counting')
[ ${#failed[@]} = 0 ]
