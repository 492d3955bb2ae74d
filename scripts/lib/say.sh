# shellcheck shell=bash
# What the scripts print: progress on stderr, colours only for a person at a terminal.

colour() { # CODE TEXT: the text, coloured when stderr is a terminal
  if [ -t 2 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
    printf '\033[%sm%s\033[0m' "$1" "$2"
  else
    printf '%s' "$2"
  fi
}

say() { echo "$*" >&2; }

die() {
  say "$(colour 31 'error:') $*"
  exit 1
}

heading() { say "$(colour 1 "== $*")"; }

# Prints the command as a person would type it, then runs it.
show() {
  say "$(colour 36 "\$ $(typed "$@")")"
  "$@"
}

# The words, quoted only where a shell needs it.
typed() {
  local word words=()
  for word in "$@"; do
    if [[ $word =~ ^[A-Za-z0-9_./:=,@%+-]+$ ]]; then
      words+=("$word")
    else
      words+=("'${word//\'/\'\\\'\'}'")
    fi
  done
  echo "${words[*]}"
}

# Shows the end of what the command printed only when it fails: apt-get prints a thousand lines for npm alone.
quietly() {
  local output code=0
  output=$("$@" 2>&1 </dev/null) || code=$?
  [ "$code" = 0 ] || tail -n 20 <<<"$output" >&2
  return "$code"
}
