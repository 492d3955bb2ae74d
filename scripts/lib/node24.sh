# shellcheck shell=bash
# node24_bin prints the folder of a Node 24 (or newer); installs one from npm into .tools/ when there is none.

node24_version=24.21.0

node_major() { "$1" --version 2>/dev/null | sed -E 's/^v([0-9]+).*/\1/'; }

node24_bin() {
  local root found arch bin
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
  found=$(command -v node || true)
  if [ -n "$found" ] && [ "$(node_major "$found")" -ge 24 ] 2>/dev/null; then
    dirname "$found"
    return
  fi
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) arch=linux-x64 ;;
    Linux-aarch64) arch=linux-arm64 ;;
    *) echo "pgdrill needs Node 24; install it from https://nodejs.org and try again" >&2; return 1 ;;
  esac
  bin="$root/.tools/node24/node_modules/node-$arch/bin"
  if [ ! -x "$bin/node" ]; then
    echo "Node 24 is not on the PATH (found: $("${found:-false}" --version 2>/dev/null || echo none)); installing it from npm into .tools/" >&2
    mkdir -p "$root/.tools/node24"
    npm install --prefix "$root/.tools/node24" --no-save --no-audit --no-fund --silent "node-$arch@$node24_version" >&2
  fi
  echo "$bin"
}
