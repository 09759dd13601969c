#!/bin/sh
# Installs the Debian packages given as arguments where they are missing, and checks for Swift. Called by the Makefile.
set -eu

say() { printf 'rekey: %s\n' "$*" >&2; }

installed() { dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed; }

missing=
if command -v dpkg-query >/dev/null; then
    for package in "$@"; do
        # Why: newer Debians renamed some libraries when their time type grew.
        installed "$package" || installed "${package}t64" || missing="$missing $package"
    done
else
    say "this system has no dpkg, so nothing is installed for you; needed are the libraries of these Debian packages:"
    say "  $*"
fi

if [ -n "$missing" ]; then
    if ! command -v apt-get >/dev/null; then
        say "Debian packages are missing, and there is no apt-get to install them:$missing"
        exit 2
    elif [ "$(id -u)" -eq 0 ]; then
        root=
    elif command -v sudo >/dev/null; then
        root=sudo
    else
        say "Debian packages are missing, and only root may install them. As root, run:"
        say "  apt-get update && apt-get install --yes --no-install-recommends$missing"
        exit 2
    fi
    say "installing Debian packages, once:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # Why: both variables are lists of words without spaces inside.
    # shellcheck disable=SC2086
    if ! { $root apt-get update -qq && $root apt-get install -qq --yes --no-install-recommends $missing; } >/dev/null; then
        say "apt-get could not install:$missing"
        say "its message is above; without a network, install them from your own mirror and run make again"
        exit 2
    fi
fi

if ! command -v swift >/dev/null; then
    say "Swift is not installed, or not in PATH; version 6.2 or newer is needed: https://www.swift.org/install/linux/"
    exit 2
fi
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
case $version in
    6.[2-9] | 6.[1-9][0-9] | [7-9].* | [1-9][0-9].*) ;;
    *)
        say "Swift ${version:-of unknown version} is installed; 6.2 or newer is needed: https://www.swift.org/install/linux/"
        exit 2
        ;;
esac
