internal import Libcrypto
internal import RekeyCore

extension JournalRecord {
    /// The record of a change: symbolic links followed to their targets, edits that change nothing left out, every file given a name aside.
    ///
    /// The same edit of one file under two names, as of a link and its target, counts once; two different ones are refused.
    init(planning edits: [FileEdit], _ boundary: FileBoundary) throws(Trouble) {
        var entries: [[UInt8]: Entry] = [:]
        for edit in edits {
            let path = try Self.target(of: edit.path, boundary)
            guard let (folder, name) = PathBytes.split(path) else {
                throw Trouble("file not changed", at: BytePath.text(edit.path), why: "it is no regular file")
            }
            if let known = entries[path] {
                guard known.old == edit.expected, known.new == edit.replacement else {
                    throw Trouble("file not changed", at: BytePath.text(path), why: "two different changes of it are asked for at once")
                }
                continue
            }
            entries[path] = Entry(
                folder: folder, name: name, aside: try Self.asideName(), old: edit.expected, new: edit.replacement)
        }
        self.entries = entries.values.filter { $0.old != $0.new }.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    private static func target(of path: [UInt8], _ boundary: FileBoundary) throws(Trouble) -> [UInt8] {
        let target: [UInt8]
        guard !path.contains(0) else { throw Trouble("file not changed", why: "its path holds a zero byte") }
        do { target = try BytePath.canonical(path) } catch { throw error.trouble("file not changed", at: path) }
        if case .inside(let root) = boundary, !PathBytes.isInside(target, root) {
            throw Trouble(
                "file not changed", at: BytePath.text(path),
                why: "it leads to \(BytePath.text(target)), outside \(BytePath.text(root))",
                next: "name that file itself, or allow files outside")
        }
        return target
    }

    private static func asideName() throws(Trouble) -> [UInt8] {
        do {
            let digits = try randomBytes(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            return Array(".rekey-\(digits).tmp".utf8)
        } catch { throw Trouble("no random bytes", why: "libcrypto has no seed", status: .fault) }
    }
}
