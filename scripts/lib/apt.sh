# shellcheck shell=bash
# Installs Debian and Ubuntu packages, and says so first.

# apt_install WHY PACKAGE...: stops with what to do where it may not or cannot install.
apt_install() {
  local why=$1
  shift
  if ! command -v apt-get >/dev/null; then
    die "$why: missing, and there is no apt-get here to install it; install what the packages $* of Debian hold, and try again"
  fi
  say "$why: missing; installing with apt-get (this can take a minute): $*"
  # Asks for the password, or refuses, while it can be seen.
  as_root true
  refresh_package_lists
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@" ||
    die "apt-get could not install $*; see its message above"
}

# A fresh image has no package lists, an old one has lists of packages that are gone.
refresh_package_lists() {
  if [ -z "$(find /var/lib/apt/lists -name '*_Packages*' -mtime -1 2>/dev/null | head -n 1)" ]; then
    quietly as_root apt-get update || say 'apt-get update failed; trying with the package lists at hand'
  fi
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    sudo "$@"
  else
    die "this needs root; run it as root, or let $(id -un) use sudo without a password"
  fi
}
