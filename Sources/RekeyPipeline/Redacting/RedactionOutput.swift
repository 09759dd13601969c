internal import Glibc
internal import RekeyCore

/// Where redacted text goes.
package protocol RedactionOutput: ~Copyable {
    /// Takes all of `bytes`, in order. Throws `ReaderGone` when nobody reads any more, a `Trouble` when they cannot be written.
    mutating func write(_ bytes: Span<UInt8>) throws
}

/// Whoever read the output has seen enough.
struct ReaderGone: Error {}

/// The standard output, written without buffering. A slow reader only makes it wait.
struct StandardOutput: RedactionOutput {
    mutating func write(_ bytes: Span<UInt8>) throws {
        try unsafe bytes.withUnsafeBytes { buffer in
            var start = 0
            while start < buffer.count {
                guard let base = buffer.baseAddress else { return }
                let written = unsafe Glibc.write(STDOUT_FILENO, base + start, buffer.count - start)
                if written >= 0 { start += written } else { try Self.recover(from: errno) }
            }
        }
    }

    /// Returns when the write can be tried again.
    private static func recover(from code: Int32) throws {
        switch code {
        case EINTR: return
        case EAGAIN:
            // Why: another program that shares the pipe may have made it not wait.
            var room = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
            _ = unsafe poll(&room, 1, -1)
        case EPIPE: throw ReaderGone()
        default:
            throw Trouble("output not written", at: "standard output", why: unsafe String(cString: strerror(code)), status: .incomplete)
        }
    }
}
