internal import RekeyCore

/// What people wrote into a commit or an annotated tag. Source: git's commit.c and tag.c; gitformat-signature(5).
struct ObjectText: Equatable {
    /// Behind the first empty line; all of it, also behind a zero byte, where `git log` ends.
    let message: [UInt8]
    /// The lines of the header that do more than name an object: author, committer, tagger, signatures, whatever else stands there.
    let header: [UInt8]
    /// What a tag is of: the ID, and the word for its kind; `nil` for a commit.
    let target: (id: String, kind: String)?

    init(_ bytes: [UInt8]) {
        var kept: [UInt8] = []
        var (object, kind): (String?, String?) = (nil, nil)
        var rest = bytes[...]
        while let line = Self.line(&rest), !line.isEmpty {
            let words = line.split(separator: 0x20, maxSplits: 1, omittingEmptySubsequences: false)
            let (name, value) = (words[0], words.count > 1 ? words[1] : [])
            let isID = [40, 64].contains(value.count) && value.allSatisfy(\.isASCIIHexDigit)
            if name.elementsEqual("object".utf8), isID, object == nil {
                object = String(decoding: value, as: UTF8.self)
            } else if name.elementsEqual("type".utf8), ObjectKind(word: value) != nil, kind == nil {
                kind = String(decoding: value, as: UTF8.self)
            } else if !(isID && ["tree", "parent"].contains { name.elementsEqual($0.utf8) }) {
                kept += line + [0x0A]
            }
        }
        message = Array(rest)
        header = kept
        target = object.flatMap { id in kind.map { (id, $0) } }
    }

    static func == (left: ObjectText, right: ObjectText) -> Bool {
        left.message == right.message && left.header == right.header && left.target?.id == right.target?.id
            && left.target?.kind == right.target?.kind
    }

    /// Takes one line off, without its line feed; `nil` at the end.
    private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard !rest.isEmpty else { return nil }
        let line = rest.prefix { $0 != 0x0A }
        rest = rest.dropFirst(line.count + 1)
        return line
    }
}
