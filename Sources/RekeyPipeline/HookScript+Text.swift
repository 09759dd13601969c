/// The hooks as the program carries them; a test holds them against the files of `hooks/`.
extension HookScript {
    static let preCommit = #"""
        #!/bin/sh
        # rekey hook: pre-commit
        # Stops a commit that adds a credential. To commit once without it: git commit --no-verify
        # Kept up by `rekey hook install`, taken away by `rekey hook uninstall`, proven by `rekey doctor`.
        installed=''

        # The hook that was here before runs first, and its failure stops.
        here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 2
        older="$here/pre-commit.before-rekey"
        if [ -x "$older" ] && [ "${REKEY_CHAIN-}" != "$older" ]; then
            REKEY_CHAIN="$older" "$older" "$@" || exit
        fi

        # $REKEY, else PATH, else where it was installed from. A relative folder in PATH may belong to the repository and does not count.
        rekey=${REKEY-}
        if [ -z "$rekey" ]; then
            rekey=$(command -v rekey) || rekey=''
            case $rekey in /*) ;; *) rekey=$installed ;; esac
        fi
        if ! command -v "$rekey" >/dev/null 2>&1; then
            echo "rekey: the commit is stopped: nothing could be scanned" >&2
            echo "  why:  no program at \"${rekey:-rekey}\", and a hook that cannot look must not let through" >&2
            echo "  next: install rekey, or name it in REKEY; to commit once without a scan: git commit --no-verify" >&2
            exit 2
        fi

        exec "$rekey" scan --staged --quiet

        """#

    static let prePush = #"""
        #!/bin/sh
        # rekey hook: pre-push
        # Stops a push that adds a credential. To push once without it: git push --no-verify
        # Kept up by `rekey hook install --pre-push`, taken away by `rekey hook uninstall`.
        installed=''

        # Git tells on standard input what it would push, one line a ref.
        refs=$(cat)

        # The hook that was here before runs first, and its failure stops.
        here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 2
        older="$here/pre-push.before-rekey"
        if [ -x "$older" ] && [ "${REKEY_CHAIN-}" != "$older" ]; then
            printf '%s' "${refs:+$refs
        }" | REKEY_CHAIN="$older" "$older" "$@" || exit
        fi

        # $REKEY, else PATH, else where it was installed from. A relative folder in PATH may belong to the repository and does not count.
        rekey=${REKEY-}
        if [ -z "$rekey" ]; then
            rekey=$(command -v rekey) || rekey=''
            case $rekey in /*) ;; *) rekey=$installed ;; esac
        fi
        if ! command -v "$rekey" >/dev/null 2>&1; then
            echo "rekey: the push is stopped: nothing could be scanned" >&2
            echo "  why:  no program at \"${rekey:-rekey}\", and a hook that cannot look must not let through" >&2
            echo "  next: install rekey, or name it in REKEY; to push once without a scan: git push --no-verify" >&2
            exit 2
        fi

        printf '%s\n' "$refs" | "$rekey" scan --pushed --quiet -- "$@"

        """#

    static let preReceive = #"""
        #!/bin/sh
        # rekey hook: pre-receive
        # Refuses a push that brings a credential, before any ref changes. For servers: the pusher reads what it prints.
        # Kept up by `rekey hook install --pre-receive`, taken away by `rekey hook uninstall`, proven by `rekey doctor`.
        installed=''

        # Git tells on standard input what the push would change, one line a ref.
        refs=$(cat)

        # The hook that was here before runs first, and its failure stops.
        here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 2
        older="$here/pre-receive.before-rekey"
        if [ -x "$older" ] && [ "${REKEY_CHAIN-}" != "$older" ]; then
            printf '%s' "${refs:+$refs
        }" | REKEY_CHAIN="$older" "$older" "$@" || exit
        fi

        # $REKEY, else PATH, else where it was installed from. A relative folder in PATH may belong to the repository and does not count.
        rekey=${REKEY-}
        if [ -z "$rekey" ]; then
            rekey=$(command -v rekey) || rekey=''
            case $rekey in /*) ;; *) rekey=$installed ;; esac
        fi
        if ! command -v "$rekey" >/dev/null 2>&1; then
            echo "rekey: the push is refused: nothing could be scanned" >&2
            echo "  why:  no program at \"${rekey:-rekey}\", and a hook that cannot look must not let through" >&2
            echo "  next: tell who runs this server: install rekey, or name it in REKEY" >&2
            exit 2
        fi

        printf '%s\n' "$refs" | "$rekey" scan --received --quiet

        """#
}
