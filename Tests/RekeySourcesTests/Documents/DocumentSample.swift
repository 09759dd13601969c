internal import RekeyCore

@testable internal import RekeySources

/// A document that a test makes, and what is read of it.
struct DocumentSample {
    let chunks: [Chunk]
    let skips: [Skip]

    /// `nil` where the bytes are no document.
    init?(_ bytes: [UInt8], path: String, entry: String = "", added: [Range<Int>]? = nil) {
        let provenance = Provenance(kind: .worktree, path: Array(path.utf8), entry: Array(entry.utf8))
        guard let document = Document(Chunk(bytes: bytes, provenance: provenance, added: added)) else { return nil }
        (chunks, skips) = (document.chunks, document.skips)
    }

    init?(_ text: String, path: String, entry: String = "", added: [Range<Int>]? = nil) {
        self.init(Array(text.utf8), path: path, entry: entry, added: added)
    }

    /// What stands in the document besides its texts.
    var rest: String { chunks.last.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "" }

    var entries: [String] { chunks.dropLast().map { String(decoding: $0.provenance.entry, as: UTF8.self) } }

    /// The text that is called so.
    func text(_ entry: String) -> String? { chunk(entry).map { String(decoding: $0.bytes, as: UTF8.self) } }

    func chunk(_ entry: String) -> Chunk? { chunks.dropLast().first { String(decoding: $0.provenance.entry, as: UTF8.self) == entry } }

    /// The path that rules see of the text that is called so.
    func path(_ entry: String) -> String? { chunk(entry).map { String(decoding: $0.provenance.textPath, as: UTF8.self) } }
}
