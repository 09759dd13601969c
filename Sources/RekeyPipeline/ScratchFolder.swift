internal import FoundationEssentials
internal import Glibc
internal import RekeyCore

/// A temporary folder that only we can read, removed with all it holds when the value goes.
struct ScratchFolder: ~Copyable {
    /// Absolute, without symbolic links.
    let path: String

    /// Calls `mkdtemp` below `TMPDIR`, else below `/tmp`.
    init(_ surroundings: Surroundings) throws(Trouble) {
        let named = surroundings.environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let base = Path.canonical(named ?? "/tmp").map { String(decoding: $0, as: UTF8.self) } ?? "/tmp"
        var template = Array("\(base)/rekey-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw Trouble(
                "no temporary folder", at: base, why: unsafe String(cString: strerror(errno)), next: "set TMPDIR", status: .incomplete)
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Makes a folder below.
    func makeFolder(_ name: String) throws(Trouble) {
        guard unsafe mkdir("\(path)/\(name)", 0o700) == 0 else {
            throw Trouble(
                "no temporary folder", at: "\(path)/\(name)", why: unsafe String(cString: strerror(errno)), status: .incomplete)
        }
    }
}
