// Why unsafe: Glibc takes pointers to signal sets, which live on the stack for the length of a call.
internal import Glibc

/// Holds back the signals a person or a system sends to end a program, from its making until it goes.
///
/// A change then ends by itself within milliseconds, and leaves no new secret aside until the next start. SIGKILL cannot be held back.
@safe struct SignalPause: ~Copyable {
    private var before = sigset_t()

    /// Calls `pthread_sigmask` for this thread.
    init() {
        var held = sigset_t()
        unsafe sigemptyset(&held)
        for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { unsafe sigaddset(&held, signal) }
        unsafe pthread_sigmask(SIG_BLOCK, &held, &before)
    }

    deinit {
        var before = before
        unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}
