// Why unsafe: socketpair, recv and send take pointers; every one is into an array of ours, with its own count.
internal import Glibc

/// Two connected sockets, one for us and one for a program we start.
struct SocketPair {
    let ours: End
    let theirs: End

    /// Calls `socketpair`; no program started meanwhile inherits either end.
    init() throws(GitError) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .cannotStart(errno: errno) }
        ours = End(ends[0])
        theirs = End(ends[1])
        guard ours.isOpen, theirs.isOpen else { throw .cannotStart(errno: EMFILE) }
    }

    /// Owner of one socket; closed when the last reference goes.
    final class End {
        /// -1 once closed.
        private(set) var descriptor: Int32

        /// Moves the socket above 2, so that it cannot be one of a program's standard descriptors.
        fileprivate init(_ descriptor: Int32) {
            self.descriptor = descriptor > 2 ? descriptor : fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
            if descriptor <= 2 { _ = Glibc.close(descriptor) }
        }

        deinit { close() }

        var isOpen: Bool { descriptor >= 0 }

        func close() {
            if isOpen { _ = Glibc.close(descriptor) }
            descriptor = -1
        }

        /// Number of bytes read; 0 at the end, and then it is closed; `nil` when nothing is there yet.
        func read(into buffer: inout [UInt8]) -> Int? {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT)) }
            if count < 0, errno == EINTR || errno == EAGAIN { return nil }
            if count <= 0 { close() }
            return max(0, count)
        }

        /// Number of bytes the other side took; `nil` when none now. Closed when the other side has gone.
        func send(_ bytes: ArraySlice<UInt8>) -> Int? {
            let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
            let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, flags) }
            if count >= 0 { return count }
            if errno != EINTR, errno != EAGAIN { close() }
            return nil
        }
    }
}
