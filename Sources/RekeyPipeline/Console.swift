internal import Glibc
package import RekeyCore

/// Writes to the standard streams without buffering of its own.
package enum Console {
    /// Whether all bytes were taken. A closed pipe is no error: whoever read has seen enough.
    @discardableResult
    package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var start = 0
        while start < bytes.count {
            let written = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress.map { unsafe $0 + start }, bytes.count - start)
            }
            if written < 0 {
                if errno == EINTR { continue }
                return errno == EPIPE
            }
            start += written
        }
        return true
    }

    /// One message on stderr, led by the program's name.
    package static func complain(_ trouble: Trouble) { complain("\(trouble)") }

    /// As `complain(_:)` for words from elsewhere, which may quote what was given; what looks like a credential is left out.
    package static func complain(_ text: String) {
        write(Array("rekey: \(SecretFreeText.cleanedMessage(text))\n".utf8), to: STDERR_FILENO)
    }

    /// One line on stderr.
    package static func note(_ text: String) { write(Array("\(text)\n".utf8), to: STDERR_FILENO) }

    /// One line on stdout.
    package static func print(_ text: String) { write(Array("\(text)\n".utf8), to: STDOUT_FILENO) }

    /// The answer a command was asked for, on stdout. Throws when the system refuses the bytes.
    package static func deliver(_ bytes: [UInt8]) throws(Trouble) {
        guard write(bytes, to: STDOUT_FILENO) else {
            throw Trouble(
                "output not written", at: "standard output", why: unsafe String(cString: strerror(errno)), status: .incomplete)
        }
    }

    /// Lets a closed stdout end quietly, and SIGINT end at once with 130.
    package static func installSignalHandlers() {
        // Why: where a standard stream is closed, the next file opened would take its number, and messages would be written into it.
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = unsafe open("/dev/null", O_RDWR)
        }
        signal(SIGPIPE, SIG_IGN)
        signal(SIGINT) { _ in _exit(ExitStatus.interrupted.rawValue) }
        // Why: a parent that starts us from a thread with signals blocked must not take Ctrl-C away from the user.
        var interrupt = sigset_t()
        unsafe sigemptyset(&interrupt)
        unsafe sigaddset(&interrupt, SIGINT)
        unsafe sigprocmask(SIG_UNBLOCK, &interrupt, nil)
    }
}
