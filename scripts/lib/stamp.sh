# shellcheck shell=bash
# Puts the time before each line of a log.

# Copies stdin to stdout, each line behind the time in UTC. Outlives the signals that end the command it listens to.
stamp() {
  trap '' HUP INT TERM
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    TZ=UTC0 printf '%(%Y-%m-%dT%H:%M:%SZ)T %s\n' -1 "$line"
  done
}

# Runs a command, both its outputs stamped, and ends with its exit code (under pipefail). SIGTERM, SIGINT and SIGHUP reach it as
# SIGTERM or SIGINT, and this waits until it has cleaned up.
run_stamped() {
  local job code=127 ended signalled
  # Job control gives the background job a process group of its own, that can be told to stop as a whole.
  set -m
  stamp_both "$@" 4>&2 2>/dev/null &
  job=$!
  set +m
  trap 'signalled=1; kill -s TERM -- "-$job" 2>/dev/null' TERM HUP
  trap 'signalled=1; kill -s INT -- "-$job" 2>/dev/null' INT
  # A signal ends `wait` early: then wait again, for the command's own exit code (127: it was reaped before).
  while :; do
    signalled=''
    wait "$job" && ended=0 || ended=$?
    [ "$ended" = 127 ] || code=$ended
    [ -n "$signalled" ] || break
  done
  # 137 is what the kernel's out-of-memory killer leaves, and nobody else would say so.
  if [ "$code" = 137 ]; then
    echo 'killed by SIGKILL; was the memory used up? (dmesg tells)' | stamp >&2
  fi
  return "$code"
}

# The command inside two pipelines, one for each of its outputs. The shells between it and us must not die of the
# signal that they share with it: a trap that does nothing is dropped by the command, as an ignored signal is not.
# Descriptor 4 is the real stderr; 2 is where bash itself would remark on a killed command.
stamp_both() {
  trap : HUP INT TERM
  {
    trap : HUP INT TERM
    "$@" 2>&1 >&3 3>&- 4>&- </dev/null | stamp >&4
  } 3>&1 | stamp
}
