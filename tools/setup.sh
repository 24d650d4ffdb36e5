# What tools/build, tools/run and tools/test share; they source it from bash. It defines:
#   root                the folder of the checkout
#   take_yes ARG...     fills `arguments` with ARG... less --yes, which sets `yes`
#   install_missing     asks apt for what tools/packages.txt names and this machine lacks
#   build TARGET...     configures and builds into $root/build/release
# All they print goes to standard error, so that `tools/run --json` prints JSON alone.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
yes=no
arguments=()

# fail STATUS WHAT LINE...: says what is wrong and what to do, and ends with that status.
fail() {
  printf '%s: error: %s\n' "tools/${0##*/}" "$2" >&2
  local status=$1 line
  shift 2
  for line; do printf '  %s\n' "$line" >&2; done
  exit "$status"
}

take_yes() {
  local argument
  for argument; do
    if [ "$argument" = --yes ]; then yes=yes; else arguments+=("$argument"); fi
  done
}

missing_packages() {
  local package
  sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$root/tools/packages.txt" | while read -r package; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

# A question only where somebody can answer it.
may_install() {
  local answer
  [ "$yes" = no ] && [ -t 0 ] || return 0
  printf 'Install them with apt now? [Y/n] ' >&2
  read -r answer || answer=n
  case $answer in '' | [Yy]*) return 0 ;; *) return 1 ;; esac
}

install_missing() {
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    fail 1 "this system has no apt: the packages can be installed for you on Debian 12 and 13 only" \
      "Elsewhere, install what tools/packages.txt names by hand, then build with" \
      "cmake --preset release && cmake --build --preset release"
  fi
  local missing=()
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} -gt 0 ] || return 0
  printf 'These Debian packages are missing: %s\n' "${missing[*]}" >&2
  may_install || fail 1 "nothing was installed" "By hand: apt-get install --no-install-recommends ${missing[*]}"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail 1 "installing packages needs root, and there is no sudo" \
      "As root: apt-get install --no-install-recommends ${missing[*]}"
    as_root=(sudo)
    # Nobody is there to type a password.
    [ -t 0 ] || as_root=(sudo -n)
  fi
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get)
  "${apt[@]}" update >&2 || fail 1 "apt-get update failed; its messages are above" \
    "Is there a network, and are you allowed to install packages?"
  "${apt[@]}" install --yes --no-install-recommends "${missing[@]}" </dev/null >&2 ||
    fail 1 "apt-get could not install the packages; its messages are above" \
      "Debian 12 and 13 have them all in their section main: are the mirrors reachable, and is this Debian 12 or 13?"
}

build() {
  # Ninja would start two jobs more than there are processors; the largest files need about 1.5 GB each.
  (cd "$root" && cmake --preset release -Wno-dev && cmake --build --preset release --parallel "$(nproc)" --target "$@") >&2 ||
    fail 1 "the build failed; the first error above says why"
}
