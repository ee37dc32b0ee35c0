# Sourced by app/run and tests/run: installs what is missing and builds what changed. Everything is said on standard
# error; standard output belongs to the program that is run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

build_packages="g++ gcc libc6-dev cmake ninja-build ccache pkg-config
  qt6-base-dev qt6-charts-dev qt6-svg-dev libqscintilla2-qt6-dev qt6-l10n-tools libgl1-mesa-dev
  libcli11-dev nlohmann-json3-dev libseccomp-dev libzstd-dev
  fonts-inter fonts-hack"
test_packages="libgtest-dev libgmock-dev libbenchmark-dev clang-format clang-tidy
  xvfb openbox xdotool imagemagick coreutils util-linux"

say() { printf 'faultline: %s\n' "$*" >&2; }

# need_packages NAME…: installs those that are missing, by root or sudo.
need_packages() {
    local missing=() name
    for name in "$@"; do
        dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    local as=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "missing packages: ${missing[*]}; install them as root, then try again"
            return 1
        fi
        as=(sudo)
    fi
    say "installing ${missing[*]}"
    local log
    log=$(mktemp)
    if ! { "${as[@]}" apt-get update && "${as[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        rm -f "$log"
        say "the packages could not be installed; see above"
        return 1
    fi
    rm -f "$log"
}

# build PRESET [TARGET…]: configures once, builds what changed; prints only what fails.
build() {
    local preset=$1 log
    shift
    local folder=$root/build/$preset
    mkdir -p "$folder" || return 1
    log=$folder/build.log
    (
        flock 9
        { [ -f "$folder/build.ninja" ] || cmake -S "$root" --preset "$preset"; } &&
            cmake --build "$folder" -- ${1:+"$@"}
    ) >"$log" 2>&1 9>"$folder/lock" </dev/null && return 0
    grep -E -A12 'error|FAILED|CMake Error' "$log" | head -n 80 >&2
    say "the build failed; the whole of it is in $log"
    return 1
}
