# Finds or obtains CPython >= 3.14.2; sourced by script/setup. Prints the interpreter's path.
#
# Order: one already on the machine, uv's own download, and at last the binary packages of a newer
# Debian suite, unpacked into a private prefix (their C library too, so nothing of the system changes).

readonly PYTHON_FLOOR="3.14.2"
readonly PYTHON_SUITES="forky sid"

python_is_new_enough() {
  "$1" -c 'import sys, ssl, sqlite3, ctypes, lzma
sys.exit(sys.version_info < tuple(map(int, sys.argv[1].split("."))))' "$PYTHON_FLOOR" 2>/dev/null
}

python_on_machine() {
  local candidate
  for candidate in python3.14 python3.15 python3; do
    candidate=$(command -v "$candidate" 2>/dev/null) || continue
    if python_is_new_enough "$candidate"; then echo "$candidate" && return 0; fi
  done
  return 1
}

python_from_uv() {
  local found
  found=$("$UV" python find --managed-python 3.14 2>/dev/null) ||
    { UV_HTTP_TIMEOUT=20 UV_HTTP_RETRIES=0 timeout 300 "$UV" python install --quiet 3.14 2>/dev/null &&
      found=$("$UV" python find --managed-python 3.14 2>/dev/null); } || return 1
  python_is_new_enough "$found" && echo "$found"
}

# The apt source of the machine's own Debian archive, whatever mirror that is.
debian_mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 2>/dev/null |
    grep -vE 'security|backports' | head -n 1
}

private_apt() { # root, apt-get arguments
  local root=$1
  shift
  apt-get -o "Dir::Etc::SourceList=$root/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o "Dir::State=$root/state" -o "Dir::State::status=$root/status" -o "Dir::Cache=$root/cache" \
    -o Acquire::Check-Valid-Until=false -o APT::Install-Recommends=false -o Debug::NoLocking=true "$@"
}

unpack_debian_python() { # suite, prefix
  local suite=$1 prefix=$2 root mirror
  mirror=$(debian_mirror)
  [ -n "$mirror" ] || return 1
  root=$(mktemp -d)
  mkdir -p "$root/state/lists/partial" "$root/cache/archives/partial" "$prefix"
  : >"$root/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$root/sources.list"
  private_apt "$root" update -qq >/dev/null &&
    private_apt "$root" install -qq -y --download-only python3.14 >/dev/null &&
    find "$root/cache/archives" -name '*.deb' -exec dpkg-deb -x {} "$prefix" \;
  local status=$?
  rm -rf "$root"
  return "$status"
}

python_from_debian() {
  command -v apt-get dpkg-deb patchelf >/dev/null 2>&1 || return 1
  local prefix="$CACHE/python" python="$CACHE/python/usr/bin/python3.14" suite multiarch loader
  if ! python_is_new_enough "$python"; then
    for suite in $PYTHON_SUITES; do
      rm -rf "$prefix"
      unpack_debian_python "$suite" "$prefix" && [ -x "$python" ] && break
    done
    [ -x "$python" ] || return 1
    multiarch=$(gcc -print-multiarch 2>/dev/null || uname -m | sed 's/$/-linux-gnu/')
    loader=$(find "$prefix" -name 'ld-linux-*.so.[0-9]' -type f | head -n 1)
    patchelf --set-interpreter "$loader" --force-rpath \
      --set-rpath "$prefix/usr/lib/$multiarch:$prefix/lib/$multiarch" "$python"
    "$python" -m compileall -q -j 0 "$prefix/usr/lib/python3.14" >/dev/null || true # some of its own tests are no Python
  fi
  python_is_new_enough "$python" && echo "$python"
}

obtain_python() {
  python_on_machine || python_from_uv || python_from_debian ||
    { echo "No CPython >= $PYTHON_FLOOR here and none could be fetched. Install one (for example python3.14," \
        "or patchelf and Debian's apt so that this script can) and run again." >&2 && return 1; }
}
