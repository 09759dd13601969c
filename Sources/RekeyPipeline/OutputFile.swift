internal import Glibc
package import RekeyCore

/// Replaces a file in one step: written aside, flushed, renamed. Until then the old file is untouched.
package enum OutputFile {
    /// Writes `bytes` to `path`, readable by the owner's group as the umask says.
    package static func replace(_ path: String, with bytes: [UInt8], mode: UInt32 = 0o666) throws(Trouble) {
        let aside = "\(path).rekey-\(getpid())"
        let descriptor = unsafe open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw trouble(path) }
        let isWritten = Console.write(bytes, to: descriptor) && fsync(descriptor) == 0
        let failure = errno
        close(descriptor)
        guard isWritten, unsafe rename(aside, path) == 0 else {
            let why = isWritten ? errno : failure
            unsafe unlink(aside)
            errno = why
            throw trouble(path)
        }
    }

    /// Writes to the file that the user named: a regular file is replaced, a device, a pipe or a link stays what it is and is written to.
    package static func deliver(_ bytes: [UInt8], to path: String) throws(Trouble) {
        // Why: opened by its name, a file that stdout leads to would be written from its start.
        if path == "/dev/stdout" { return try Console.deliver(bytes) }
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return try replace(path, with: bytes) }
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0o666)
        guard descriptor >= 0 else { throw trouble(path) }
        defer { close(descriptor) }
        guard Console.write(bytes, to: descriptor) else { throw trouble(path) }
    }

    private static func trouble(_ path: String) -> Trouble {
        Trouble(
            "output not written", at: path, why: unsafe String(cString: strerror(errno)),
            next: "give --output a file in a folder you may write to")
    }
}
