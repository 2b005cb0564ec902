#!/bin/sh
# Prints the directory to put first on PATH so that `node` is new enough, or nothing if the machine's own
# Node is. A Node that is too old is replaced, for this project only, by the pinned one from the npm registry,
# installed once into the user's cache. Exit code 3: there is no such Node and it could not be installed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
setting() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p" "$here/versions.json"; }
minimum=$(setting nodeMinimum)
pinned=$(setting node)

own=$(node -p process.versions.node 2>/dev/null || echo none)
newer=$(printf '%s\n' "$own" "$minimum" | sort -t. -k1,1n -k2,2n -k3,3n | tail -n 1)
if [ "$own" != none ] && [ "$newer" = "$own" ]; then
    exit 0
fi

cache=${XDG_CACHE_HOME:-$HOME/.cache}/plumbline
home=$cache/node/$pinned
# What is started from there must not be what another user has put there: the same check as in setup/common.mjs.
if [ -d "$cache" ] && [ -n "$(find "$cache" -prune \( ! -user "$(id -u)" ! -user 0 -o -perm -002 \))" ]; then
    echo "$cache belongs to somebody else, or everybody may write to it: programs would be started from there. Remove" \
        "it, or name another folder in XDG_CACHE_HOME." >&2
    exit 3
fi
if [ ! -x "$home/bin/node" ]; then
    give_up() {
        echo "Node $minimum or newer is needed (found: $own). $1 Install a newer Node: https://nodejs.org" >&2
        exit 3
    }
    command -v npm >/dev/null || give_up "There is no npm to install it with."
    echo "Node $own is older than $minimum: installing Node $pinned for this project (once, about 50 MB)" >&2
    mkdir -p "${home%/*}"
    temp=$(mktemp -d "$home.XXXXXX")
    trap 'rm -rf "$temp"' EXIT
    trap 'exit 130' HUP INT TERM
    cp "$here/node/package.json" "$here/node/package-lock.json" "$temp"
    (cd "$temp" && npm ci --cache="$temp/cache" --include=optional --ignore-scripts --no-audit --no-fund --loglevel=error >&2) ||
        give_up "npm could not install $pinned."
    node=$(echo "$temp"/node_modules/node-*/bin/node)
    # The new Node moves itself: rename is atomic, and fails if another process was faster.
    "$node" -e 'const [, from, to] = process.argv; require("fs").renameSync(from, to)' \
        "${node%/bin/node}" "$home" 2>/dev/null || [ -x "$home/bin/node" ] || give_up "$pinned does not run here."
fi
touch -c "$home" 2>/dev/null || : # used now: versions that are not are removed some day (setup/unused.mjs)
echo "$home/bin"
