# shellcheck shell=bash
# PgBouncer, for the tests of poolers: unpacked and not installed, because Debian's package starts a service.

# pgbouncer_program ROOT: prints the program, or nothing when there is none.
pgbouncer_program() {
  local program
  for program in "$1/.tools/pgbouncer/usr/sbin/pgbouncer" /usr/sbin/pgbouncer; do
    if [ -x "$program" ]; then
      echo "$program"
      return
    fi
  done
}

ensure_pgbouncer() { # ROOT
  [ -z "$(pgbouncer_program "$1")" ] || return 0
  command -v apt-get >/dev/null || die 'PgBouncer: missing, and there is no apt-get here to get it with; install it as /usr/sbin/pgbouncer, and try again'
  say 'PgBouncer: missing; unpacking it into .tools/pgbouncer with apt-get download'
  refresh_package_lists
  mkdir -p "$1/.tools"
  local folder
  folder=$(mktemp -d "$1/.tools/pgbouncer.XXXXXX")
  if ! (cd "$folder" && unpack_pgbouncer); then
    rm -rf "$folder"
    die 'apt-get could not download pgbouncer; see its message above'
  fi
  # Where another run was quicker, its folder stays.
  mv -T "$folder" "$1/.tools/pgbouncer" 2>/dev/null || rm -rf "$folder"
}

# With the libraries that nothing else on a small machine needs, whose packages' names have changed with the years.
unpack_pgbouncer() {
  local packages package
  mapfile -t packages < <(apt-cache depends pgbouncer | sed -nE 's/^ *Depends: (libc-?ares2.*|libevent-2.*)$/\1/p')
  quietly apt-get -o APT::Sandbox::User=root download pgbouncer "${packages[@]}" || return 1
  for package in *.deb; do
    dpkg-deb --extract "$package" . || return 1
  done
  rm -- *.deb
}
