internal import Glibc
internal import RekeyCore

/// One hook file and what will become of it.
struct HookChange {
    let file: HookFile
    /// The new text; `nil` leaves the file as it is.
    var text: String?
    /// Whether the file is first renamed to its `olderPath`.
    var keepsOlder = false
    /// Whether the file is a hook of ours as a whole, not lines of ours in a file of somebody else.
    var isWholeFile = true

    func apply() throws(Trouble) {
        guard let text else { return }
        if keepsOlder, unsafe rename(file.path, file.olderPath) != 0 { throw Self.trouble(file.path) }
        do throws(Trouble) {
            try OutputFile.replace(file.path, with: Array(text.utf8), mode: 0o777)
            if !isWholeFile, let mode = file.mode, unsafe chmod(file.path, mode) != 0 { throw Self.trouble(file.path) }
        } catch {
            if keepsOlder { _ = unsafe rename(file.olderPath, file.path) }
            throw Trouble("hook not written", at: file.path, why: error.why, next: "check who may write there")
        }
    }

    /// For the last system call, from `errno`.
    static func trouble(_ path: String) -> Trouble {
        Trouble("hook not changed", at: path, why: unsafe String(cString: strerror(errno)), next: "check who may write there")
    }
}
