#!/usr/bin/env bash
# Backs up the database that .env of this project names: for cron, for a systemd timer, for a person.
set -euo pipefail
PATH=${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}
export PATH

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$root/scripts/lib/stamp.sh"
. "$root/scripts/lib/node24.sh"

usage() {
  cat <<EOF_USAGE
Usage: scripts/backup-db.sh [--env-file FILE] [OPTION...]

Backs up one PostgreSQL database into a folder, and into S3 when AWS_S3_BUCKET is set. Every log line gets
its time (UTC). Two runs with the same settings do not overlap: the second one ends at once with exit code 1.

Settings come from the environment, then from FILE (default: $root/.env when it is there):
  DATABASE_HOST DATABASE_PORT DATABASE_NAME DATABASE_USER DATABASE_PASSWORD, or DATABASE_URL
  BACKUP_DIR       the folder; default /var/backups/<name of the database>
  AWS_S3_BUCKET    a bucket, and AWS_S3_PREFIX a prefix in it; credentials as for every AWS program
  RETENTION_DAYS   backups older than this are removed after a successful backup; default 30
  NODE             the Node to run with, 24 or newer; default: the first one found in the usual places

Other options go to "pgdrill backup" as they are: see node $root/dist/cli/index.js help backup.
Relative paths count from $root, wherever this is called from; FILE's from where you are.

Cron: 0 2 * * * $root/scripts/backup-db.sh >> /var/log/pgdrill.log 2>&1
EOF_USAGE
}

fail() { # CODE MESSAGE
  echo "cannot back up: $2" | stamp >&2
  exit "$1"
}

# Sets env_file, and options to what is left of the arguments.
read_arguments() {
  env_file='' options=()
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help) usage; exit 0 ;;
      --env-file) env_file=${2:?--env-file needs a file}; shift ;;
      --env-file=*) env_file=${1#*=} ;;
      *) options+=("$1") ;;
    esac
    shift
  done
}

choose_env_file() {
  if [ -n "$env_file" ]; then
    [ -r "$env_file" ] || fail 2 "cannot read $env_file, given with --env-file"
    env_file=$(readlink -f "$env_file")
  elif [ -e "$root/.env" ]; then
    env_file=$root/.env
    [ -r "$env_file" ] || fail 2 "cannot read $env_file as $(id -un); let this user read it, or give another one with --env-file"
  fi
}

# Locks the file that the settings come from, so that other settings may run at the same time. No lock file is made:
# none can be left behind, and the folder may be read-only. The kernel drops the lock with the last process that has it.
take_lock() {
  local code=0
  exec 9<"${env_file:-$cli}"
  flock --nonblock --conflict-exit-code 75 9 || code=$?
  if [ "$code" = 75 ]; then
    fail 1 "another run with ${env_file:-the same settings} is still going; if it hangs, look for it with: pgrep -f dist/cli/index.js"
  elif [ "$code" != 0 ]; then
    echo "warning: cannot lock ${env_file:-$cli} (flock ended with $code); going on without" | stamp >&2
  fi
}

read_arguments "$@"
choose_env_file
cli=$root/dist/cli/index.js
[ -r "$cli" ] || fail 1 "$cli is missing; this script works from a whole checkout of pgdrill"
node=$(node24_find) || fail 1 "this needs Node 24 or newer, and $(node24_found_instead); install it from https://nodejs.org, or name it: NODE=/path/to/node"
take_lock

# The folder's default: the local copy is always made.
export PGDRILL_DEFAULT_BACKUP_DIR=${PGDRILL_DEFAULT_BACKUP_DIR:-/var/backups}
# One meaning for a relative path in .env, wherever cron starts this.
cd "$root"
run_stamped "$node" "$cli" backup ${env_file:+--env-file "$env_file"} "${options[@]}"
