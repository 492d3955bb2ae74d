#!/usr/bin/env bash
# Backs up the database that .env of this project names: for cron, for a systemd timer, for a person.
set -euo pipefail
PATH=${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}
export PATH

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
. "$root/scripts/lib/stamp.sh"
. "$root/scripts/lib/node24.sh"
. "$root/scripts/lib/job.sh"

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

# shellcheck disable=SC2034 # lib/job.sh reads it
attempt='back up'
read_arguments "$@"
choose_env_file
prepare_cli
run_cli backup "${options[@]}"
