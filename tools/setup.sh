# What tools/build, tools/run and tools/test share; they source it from bash. It defines:
#   root                the folder of the checkout
#   program             where cae-lab is built
#   take_yes ARG...     fills `arguments` with ARG... less --yes, which sets `yes`
#   install_missing SECTION...    asks apt for what these sections of tools/packages.txt name and this machine lacks
#   build TARGET...     configures and builds into $root/build/release; says nothing where nothing is to be done
# All they print goes to standard error, so that `tools/run --json` prints JSON alone.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
folder=$root/build/release
program=$folder/bin/cae-lab
yes=no
arguments=()

# say WHAT LINE...: a line of this script's own, and more below it.
say() {
  printf 'tools/%s: %s\n' "${0##*/}" "$1" >&2
  shift
  [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
}

# fail STATUS WHAT LINE...: says what is wrong and what to do, and ends with that status.
fail() {
  local status=$1 what=$2
  shift 2
  say "error: $what" "$@"
  exit "$status"
}

take_yes() {
  local argument
  for argument; do
    if [ "$argument" = --yes ]; then yes=yes; else arguments+=("$argument"); fi
  done
}

# packages SECTION...: the packages in these sections of the list.
packages() {
  awk -v wanted=" $* " '
    { sub(/#.*/, "") }
    /^\[/ { inside = index(wanted, " " substr($1, 2, length($1) - 2) " "); next }
    inside && NF { print $1 }' "$root/tools/packages.txt"
}

missing_packages() {
  local package
  packages "$@" | while read -r package; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

# What apt says that these packages take on the disk: "After this operation, 730 MB ...". Nothing before the first update.
disk_space() {
  LC_ALL=C apt-get -o Debug::NoLocking=true --assume-no --no-install-recommends install "$@" 2>/dev/null </dev/null |
    sed -n 's/^After this operation, \(.*\) of additional disk space.*/\1/p' || true
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
      "cmake --preset release && cmake --build --preset release --target cae-lab"
  fi
  local missing=() space
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  space=$(disk_space "${missing[@]}")
  say "these Debian packages are missing: ${missing[*]}" \
    "With what they need they take ${space:-about 730 MB} of disk, and a minute or two to install."
  [ -e "$program" ] || printf '  Then %s\n' "$(build_cost)" >&2
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

# On Debian 12: twelve minutes of one processor of 2024.
build_cost() {
  local processors minutes
  processors=$(nproc)
  minutes=$(((12 + processors - 1) / processors))
  echo "cae-lab is built once: about $minutes minutes on $processors processors, 60 MB in build/."
}

# Whether the cache of the build folder has the tests as they are wanted now, and each MPI that is here.
configured() {
  [ -f "$folder/build.ninja" ] && grep -q "^CAE_BUILD_TESTS:BOOL=$1\$" "$folder/CMakeCache.txt" || return 1
  local mpi
  for mpi in openmpi mpich; do
    ! command -v "mpicc.$mpi" >/dev/null || grep -q "^MPICC_${mpi^^}:FILEPATH=/" "$folder/CMakeCache.txt" || return 1
  done
}

# What cmake and ninja say, the steps in one line of a terminal; nothing of it where they find nothing to do. (ninja -n
# cannot tell that beforehand: CMake has the folders looked through at each build.)
show_build() {
  local line live= open=
  if [ -t 2 ] && [ "${TERM:-dumb}" != dumb ]; then live=yes; fi
  while IFS= read -r line; do
    case $line in
      *"Re-checking globbed directories"* | "ninja: no work to do.") continue ;;
      "["*)
        if [ -n "$live" ]; then
          printf "\r\033[K%s" "${line:0:79}" >&2
          open=yes
          continue
        fi
        ;;
    esac
    [ -z "$open" ] || echo >&2
    open=
    printf "%s\n" "$line" >&2
  done
  [ -z "$open" ] || echo >&2
}

# Tests are part of the build where their packages are there, so that tools/run and tools/test do not undo each other's work.
build() {
  local tests=ON
  [ -z "$(missing_packages test)" ] || tests=OFF
  if ! mkdir -p "$folder" 2>/dev/null || ! [ -w "$folder" ]; then
    # A copy that somebody else has built can be used as it is.
    [ -x "$program" ] && return
    fail 1 "cannot write to $folder, where cae-lab would be built" \
      "Use a clone that is yours: git clone '$root' ~/cae-lab && ~/cae-lab/tools/${0##*/}"
  fi
  [ -e "$program" ] || say "$(build_cost)"
  # Ninja would start two jobs more than there are processors; the largest files need about 1.5 GB each.
  (
    cd "$root"
    configured "$tests" || cmake --preset release -Wno-dev -DCAE_BUILD_TESTS=$tests || exit 1
    cmake --build --preset release --parallel "$(nproc)" --target "$@"
  ) 2>&1 | show_build ||
    fail 1 "the build failed; the first error above says why"
}
