# shellcheck shell=bash
# A scratch PostgreSQL cluster on a unix socket, without TCP, gone when the script that started it is.

# scratch_cluster_start: sets scratch_socket, the folder that libpq calls the host. The superuser is postgres.
scratch_cluster_start() {
  local bin folder
  bin=$(postgresql_bin)
  # Short: a socket's path may be 107 bytes long.
  folder=$(mktemp -d /tmp/pgdrill-demo.XXXXXX)
  scratch_socket=$folder/socket
  scratch_cluster_guard "$bin" "$folder"
  mkdir "$scratch_socket"
  chown -R "$(server_user)" "$folder"
  as_server_user "$bin/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync \
    >"$folder/initdb.log" 2>&1 || die "initdb failed: $(tail -n 5 "$folder/initdb.log")"
  as_server_user "$bin/pg_ctl" start --wait --silent -D "$folder/data" -l "$folder/server.log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$scratch_socket' -c fsync=off -c full_page_writes=off" \
    >/dev/null || die "the scratch cluster did not start: $(tail -n 5 "$folder/server.log")"
}

# A background shell holds the reading end of a pipe and removes the cluster when the writing end, which only this
# script has, closes: at a normal end, an error, Ctrl-C and even SIGKILL.
scratch_cluster_guard() {
  coproc scratch_guard {
    trap '' HUP INT TERM
    cat >/dev/null
    if [ -e "$2/data/postmaster.pid" ]; then
      as_server_user "$1/pg_ctl" stop --wait --silent --mode=immediate -D "$2/data"
    fi
    rm -rf -- "$2"
  } >/dev/null 2>&1
}

scratch_cluster_stop() {
  local guard=${scratch_guard_PID:-}
  if [ -n "$guard" ]; then
    eval "exec ${scratch_guard[1]}>&-"
    wait "$guard"
  fi
}
