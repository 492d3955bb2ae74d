#!/usr/bin/env bash
# Shows pgdrill at work on a scratch PostgreSQL with a sample database: back up, list, prune. Leaves only ./demo/.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

. scripts/lib/say.sh
. scripts/lib/apt.sh
. scripts/lib/postgresql.sh
. scripts/lib/scratch-cluster.sh
. scripts/lib/node24.sh

pgdrill() { show node dist/cli/index.js "$@"; }

heading 'What this needs: PostgreSQL and Node 24'
ensure_postgresql
bin=$(node24_bin)
PATH=$bin:$PATH
say "PostgreSQL: $("$(postgresql_bin)/postgres" --version | cut -d ' ' -f 3); Node: $(node --version)"

heading 'A scratch cluster on a unix socket, with a shop of 173,000 rows'
trap scratch_cluster_stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
# Nothing of the person's own settings may point pgdrill or psql elsewhere.
unset "${!PG@}" "${!DATABASE_@}" "${!AWS_@}" BACKUP_DIR RETENTION_DAYS
scratch_cluster_start
export PGHOST=$scratch_socket PGUSER=postgres
say "\$ export PGHOST=$PGHOST PGUSER=$PGUSER"
show psql -X -q -d postgres -c 'CREATE DATABASE shop TEMPLATE template0'
show psql -X -q -v ON_ERROR_STOP=1 -d shop -f scripts/sample/sample.sql

heading 'Back it up'
url="postgresql://postgres@/shop?host=$scratch_socket"
pgdrill backup --database-url "$url" --store ./demo/backups --name shop

heading 'What the store holds'
pgdrill list --store ./demo/backups

heading 'What a stricter policy would remove, then for real'
policy=(--name shop --keep-days 0 --keep-last 3)
pgdrill prune --store ./demo/backups "${policy[@]}" --prune dry-run
pgdrill prune --store ./demo/backups "${policy[@]}"
pgdrill list --store ./demo/backups

heading 'The drill: does it restore, and is what it restores the same?'
pgdrill verify --store ./demo/backups --name shop
pgdrill list --store ./demo/backups

heading 'A restore by swap, and back: the live database is unreachable for an instant only'
show psql -X -q -d shop -c 'DELETE FROM review'
pgdrill restore latest --store ./demo/backups --name shop --target-url "$url" --mode swap --confirm shop
show psql -X -d shop -c 'SELECT count(*) AS reviews FROM review'
pgdrill restore --undo --target-url "$url" --confirm shop

heading 'Done; the backups are in ./demo/backups, and the server is gone'
