#!/usr/bin/env bash
# install.sh MAJOR [true]: the client programs of PostgreSQL MAJOR, with "true" the server's as well. For Ubuntu runners.
set -euo pipefail
major=$1 server=${2:-false}

if [[ ! $major =~ ^[0-9]{2}$ ]]; then
  printf '::error title=PostgreSQL was not installed::%s is no major version of PostgreSQL; use two digits, such as 18\n' "${major@Q}"
  exit 1
fi

packages=()
[ -x "/usr/lib/postgresql/$major/bin/pg_dump" ] || packages+=("postgresql-client-$major")
[ "$server" = false ] || [ -x "/usr/lib/postgresql/$major/bin/initdb" ] || packages+=("postgresql-$major")
if [ ${#packages[@]} = 0 ]; then
  echo "PostgreSQL $major is there"
  exit
fi

# Runners have one version, and Ubuntu's repository no other. This script of Debian's adds the PostgreSQL project's own.
pgdg=/usr/share/postgresql-common/pgdg/apt.postgresql.org.sh
[ -x "$pgdg" ] || sudo apt-get install --yes --no-install-recommends postgresql-common
sudo "$pgdg" -y
# Without this the server's package makes a cluster and starts it.
sudo tee /etc/postgresql-common/createcluster.d/pgdrill.conf <<<'create_main_cluster = false'
sudo apt-get install --yes --no-install-recommends "${packages[@]}"
