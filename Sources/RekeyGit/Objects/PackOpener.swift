internal import RekeyCore

/// Opens the packs of one folder after the other, and keeps account of those that cannot be.
struct PackOpener {
    let format: ObjectFormat
    private(set) var packs: [Pack] = []
    private(set) var skips: [Skip]
    /// Whether a pack came from a remote that may hold more.
    private(set) var hasPromisor = false

    init(format: ObjectFormat, skips: [Skip]) {
        self.format = format
        self.skips = skips
    }

    /// Opens all packs of a `pack` folder; none when it does not exist.
    mutating func open(_ folder: [UInt8]) {
        let names = FileSystem.names(in: folder) ?? []
        hasPromisor = hasPromisor || names.contains { $0.ends(with: ".promisor") }
        var shared: Result<MultiPackIndex, IndexError>?
        for name in names where name.ends(with: ".pack") {
            let stem = name.dropLast(".pack".utf8.count)
            let path = PathBytes.join(folder, name)
            do throws(IndexError) {
                let indexPath = PathBytes.join(folder, Array(stem) + Array(".idx".utf8))
                let table: EntryTable
                if FileSystem.exists(indexPath) {
                    table = .index(try PackIndex(indexPath, format))
                } else {
                    let index = try (shared ?? Self.multiPackIndex(folder, format)).get()
                    shared = .success(index)
                    guard let number = index.packNames.firstIndex(of: Array(stem) + Array(".idx".utf8)) else {
                        throw .file(.system(errno: 2))
                    }
                    table = .share(of: number, in: index)
                }
                open(path, table)
            } catch {
                skip(
                    path,
                    Self.missing(error)
                        ? "this pack has no index; run: git index-pack \(ShellText.word(String(decoding: path, as: UTF8.self)))"
                        : "the index of this pack is \(error.text)")
            }
        }
    }

    private static func multiPackIndex(_ folder: [UInt8], _ format: ObjectFormat) -> Result<MultiPackIndex, IndexError> {
        Result { () throws(IndexError) in try MultiPackIndex(PathBytes.join(folder, "multi-pack-index"), format) }
    }

    private static func missing(_ error: IndexError) -> Bool { error == .file(.system(errno: 2)) }

    private mutating func open(_ path: [UInt8], _ table: EntryTable) {
        do throws(PackError) {
            let pack = try Pack(path, table, format)
            packs.append(pack)
            for doubt in pack.doubts { skip(path, doubt.text) }
        } catch { skip(path, "this pack is \(error.text)") }
    }

    private mutating func skip(_ path: [UInt8], _ detail: String) {
        skips.append(Skip(path: String(decoding: path, as: UTF8.self), reason: .unreadable, detail: detail))
    }
}

extension [UInt8] {
    /// Whether the last bytes are those of `text`.
    fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
