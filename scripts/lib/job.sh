# shellcheck shell=bash
# What backup-db.sh and restore-db.sh have in common: options, .env, one run at a time, Node and the CLI.
# Expects root, attempt ("back up", "restore") and usage; sets env_file, options, cli and node.

fail() { # CODE MESSAGE
  echo "cannot ${attempt:?}: $2" | stamp >&2
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
  elif [ -e "${root:?}/.env" ]; then
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

# Finds what the CLI runs with, and takes the lock.
prepare_cli() {
  cli=$root/dist/cli/index.js
  [ -r "$cli" ] || fail 1 "$cli is missing; this script works from a whole checkout of pgdrill"
  node=$(node24_find) || fail 1 "this needs Node 24 or newer, and $(node24_found_instead); install it from https://nodejs.org, or name it: NODE=/path/to/node"
  take_lock
}

# Runs a command of the CLI, stamped. The folder's default: the local copy is always made.
run_cli() { # COMMAND [ARGUMENT...]
  local command=$1
  shift
  export PGDRILL_DEFAULT_BACKUP_DIR=${PGDRILL_DEFAULT_BACKUP_DIR:-/var/backups}
  # One meaning for a relative path in .env, wherever this is started.
  cd "$root" || return
  run_stamped "$node" "$cli" "$command" ${env_file:+--env-file "$env_file"} "$@"
}
