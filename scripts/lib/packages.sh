# shellcheck shell=bash
# What the tests and the build need besides Node: npm packages, and Python for the S3 server of the tests.

# npm notes what it installed in node_modules/.package-lock.json: older than our lock file means out of date.
ensure_npm_packages() {
  local root=$1 installed=$1/node_modules/.package-lock.json
  if [ -e "$installed" ] && ! [ "$root/package-lock.json" -nt "$installed" ]; then
    return
  fi
  ensure_npm
  say 'npm packages: missing or older than package-lock.json; installing them with npm ci'
  (cd "$root" && quietly npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || die 'npm could not install the packages; see its message above'
}

# The tests make the virtual environment of their S3 server themselves, from test/servers/s3-requirements.txt.
ensure_python() {
  if ! python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1; then
    apt_install 'Python 3.10 or newer with venv' python3 python3-venv
  fi
}

# The tests unpack them themselves, too; here a person sees what is going on. It says so when there is something to do.
ensure_postgresql_versions() {
  local root=$1
  python3 "$root/scripts/lib/postgresql-versions.py" "$root/test/servers/postgresql-versions.txt" >/dev/null ||
    die "the tests need PostgreSQL's programs of several majors; see the message above"
}

ensure_program() { # PROGRAM PACKAGE
  command -v "$1" >/dev/null || apt_install "$1" "$2"
}
