#!/usr/bin/env bash
# Restores a backup of the database that .env of this project names: for a person, and for a test server's cron.
set -euo pipefail
PATH=${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}
export PATH

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$root/scripts/lib/stamp.sh"
. "$root/scripts/lib/node24.sh"
. "$root/scripts/lib/job.sh"

usage() {
  cat <<EOF_USAGE
Usage: scripts/restore-db.sh [WHAT] [--env-file FILE] [OPTION...]

Restores WHAT: latest (when left out), a backup's name, a time such as 2026-11-22T14:30Z, or a dump's path. By default
only into an empty database; --mode swap --confirm NAME puts it in the place of the live one, and keeps that.
Every log line gets its time (UTC). No backup with the same settings runs at the same time.

Settings come from the environment, then from FILE (default: $root/.env when it is there), as for backup-db.sh:
  DATABASE_HOST DATABASE_PORT DATABASE_NAME DATABASE_USER DATABASE_PASSWORD, or DATABASE_URL
  TARGET_DATABASE_URL  restore into this database instead
  BACKUP_DIR       the folder; default /var/backups/<name of the database>
  AWS_S3_BUCKET    a bucket, and AWS_S3_PREFIX a prefix in it; credentials as for every AWS program
  NODE             the Node to run with, 24 or newer; default: the first one found in the usual places

Other options go to "pgdrill restore" as they are: see node $root/dist/cli/index.js help restore.
Relative paths in .env count from $root; FILE's and WHAT's from where you are.
EOF_USAGE
}

# A path is meant from where it was typed; the CLI runs elsewhere.
absolute_what() {
  local at
  for at in "${!options[@]}"; do
    case ${options[at]} in
      -*) ;;
      */*) [ ! -e "${options[at]}" ] || options[at]=$(readlink -f "${options[at]}") ;;
    esac
  done
}

# shellcheck disable=SC2034 # lib/job.sh reads it
attempt='restore'
read_arguments "$@"
choose_env_file
absolute_what
prepare_cli
run_cli restore "${options[@]}"
