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
    mutating func open(_ folder: [UInt8], number: Int) {
        let names = FileSystem.names(in: folder) ?? []
        hasPromisor = hasPromisor || names.contains { $0.ends(with: ".promisor") }
        var shared: MultiPackIndex?
        if names.contains(where: { $0.ends(with: "multi-pack-index") }), names.contains(where: { $0.ends(with: ".pack") }) {
            shared = try? MultiPackIndex(PathBytes.join(folder, "multi-pack-index"), format)
        }
        for name in names where name.ends(with: ".pack") {
            let path = PathBytes.join(folder, name)
            do throws(IndexError) {
                open(path, try Self.table(folder, name.dropLast(".pack".utf8.count) + Array(".idx".utf8), shared, format), folder: number)
            } catch {
                let next = "; run: git index-pack \(ShellText.word(String(decoding: path, as: UTF8.self)))"
                skip(path, (Self.missing(error) ? "this pack has no index" : "the index of this pack is \(error.text)") + next)
            }
        }
    }

    /// The index of a pack; where it is missing or damaged, the pack's share of the multi-pack-index.
    private static func table(
        _ folder: [UInt8], _ name: [UInt8], _ shared: MultiPackIndex?, _ format: ObjectFormat
    ) throws(IndexError) -> EntryTable {
        do throws(IndexError) {
            return .index(try PackIndex(PathBytes.join(folder, name), format))
        } catch {
            guard let shared, let number = shared.packNames.firstIndex(of: name) else { throw error }
            return .share(of: number, in: shared)
        }
    }

    private static func missing(_ error: IndexError) -> Bool { error == .file(.system(errno: 2)) }

    private mutating func open(_ path: [UInt8], _ table: EntryTable, folder: Int) {
        do throws(PackError) {
            let pack = try Pack(path, table, format, folder: folder)
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
