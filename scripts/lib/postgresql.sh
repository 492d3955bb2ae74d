# shellcheck shell=bash
# PostgreSQL's programs, and a scratch cluster made from them.

# The folder of the newest initdb and postgres, as /usr/lib/postgresql/17/bin; nothing when there are none.
postgresql_bin() {
  local newest
  newest=$(find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/initdb' 2>/dev/null | sort -t / -k 5 -n | tail -n 1)
  if [ -n "$newest" ]; then
    dirname "$newest"
  elif command -v initdb >/dev/null && command -v postgres >/dev/null; then
    dirname "$(command -v initdb)"
  fi
}

ensure_postgresql() {
  if [ -n "$(postgresql_bin)" ] && command -v psql >/dev/null; then
    return
  fi
  without_main_cluster apt_install 'PostgreSQL server and client programs' postgresql postgresql-client
}

# Debian's package makes a cluster and starts it on port 5432, unless told not to: nobody asked for that here.
without_main_cluster() {
  local told=/etc/postgresql-common/createcluster.d/pgdrill-no-cluster.conf code=0
  as_root mkdir -p "${told%/*}"
  echo 'create_main_cluster = false' | as_root tee "$told" >/dev/null
  ("$@") || code=$?
  as_root rm -f "$told"
  return "$code"
}

# initdb and postgres refuse root: for root, the command runs as the user postgres, or else as nobody.
as_server_user() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid "$(id -u "$(server_user)")" --regid "$(id -g "$(server_user)")" --clear-groups "$@"
  else
    "$@"
  fi
}

server_user() {
  if [ "$(id -u)" != 0 ]; then
    id -un
  elif id postgres >/dev/null 2>&1; then
    echo postgres
  else
    echo nobody
  fi
}
