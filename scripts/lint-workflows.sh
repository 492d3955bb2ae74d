#!/usr/bin/env bash
# Lints the workflows and the action.yml files of this project, or the files given. What would not work is said by
# GitHub's own language service, and for every `run` by shellcheck; what would not be safe, by zizmor.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

. "$root/scripts/lib/say.sh"
. "$root/scripts/lib/apt.sh"
. "$root/scripts/lib/node24.sh"
. "$root/scripts/lib/packages.sh"

requirements=$root/scripts/lint-workflows/requirements.txt

# zizmor is a program in a Python wheel; a new version gets a new folder.
zizmor_program() {
  local folder
  folder=$root/.tools/zizmor/$(sha256sum "$requirements" | cut -c 1-12)
  python3 "$root/scripts/lib/python-env.py" "$folder" "$requirements" || die 'zizmor could not be installed from PyPI; see the message above'
  echo "$folder/bin/zizmor"
}

own_files() {
  git -C "$root" ls-files -z --cached --others --exclude-standard -- \
    '.github/workflows/*.yml' '.github/workflows/*.yaml' action.yml '*/action.yml'
}

files=("$@") more=()
if [ $# = 0 ]; then
  cd "$root"
  mapfile -d '' files < <(own_files)
  more=(.github/dependabot.yml) # zizmor alone knows these
fi
bin=$(node24_bin)
ensure_npm_packages "$root"
ensure_python
ensure_program shellcheck shellcheck
zizmor=$(zizmor_program)

code=0
PATH=$bin:$PATH node "$root/scripts/lint-workflows/main.ts" "${files[@]}" || code=1
# The strictest of its views; what is meant all the same says why in .github/zizmor.yml, or beside the line.
"$zizmor" --offline --quiet --strict-collection --persona=pedantic --config "$root/.github/zizmor.yml" \
  "${files[@]}" "${more[@]}" >&2 || code=1
[ "$code" = 0 ] && say "${#files[@]} files: no findings"
exit "$code"
