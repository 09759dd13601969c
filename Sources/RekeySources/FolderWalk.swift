package import RekeyCore

/// Lists the files below a folder that is no git work tree.
///
/// Symbolic links are listed, not followed, so the walk cannot leave the folder or go in circles. A nested git repository is walked like
/// any folder, but for its `.git` folder.
package struct FolderWalk: Sendable {
    /// What a walk found.
    package struct Listing: Sendable {
        /// Regular files and symbolic links, relative to the root, in byte order, which is git's order.
        package var files: [[UInt8]] = []
        /// What is not in `files` though it stands in the folder.
        package var skips: [Skip] = []
    }

    /// Deeper folders are reported, not entered: each level holds a file descriptor, and processes usually have 1,024.
    package static let maximumDepth = 256
    /// A longer `.gitignore` is not followed, so its folder is read.
    package static let maximumIgnoreFileSize = 1 << 20

    private let includeIgnored: Bool
    private let excluding: IgnoreRules?

    /// `excluding` are the rules of `.rekeyignore`; `includeIgnored` passes over every `.gitignore`, never over `excluding`.
    package init(includeIgnored: Bool = false, excluding: IgnoreRules? = nil) {
        self.includeIgnored = includeIgnored
        self.excluding = excluding
    }

    /// Walks the folder at `root`. Throws only when that folder itself cannot be opened.
    package func list(_ root: [UInt8]) throws(Trouble) -> Listing {
        let folder = try InputPath.openFolder(root)
        var walk = Walk(includeIgnored: includeIgnored, excluding: excluding)
        walk.visit(folder, path: [], depth: 0)
        return walk.listing
    }
}

/// The state of one walk.
private struct Walk {
    let includeIgnored: Bool
    let excluding: IgnoreRules?
    var listing = FolderWalk.Listing()
    /// The `.gitignore` files of the folders above, innermost last, with the length of the path prefix they do not see.
    private var ignoreFiles: [(rules: IgnoreRules, prefix: Int)] = []

    init(includeIgnored: Bool, excluding: IgnoreRules?) {
        self.includeIgnored = includeIgnored
        self.excluding = excluding
    }

    /// `path` is empty, or ends with a slash.
    mutating func visit(_ folder: borrowing Descriptor, path: [UInt8], depth: Int) {
        let entries: [(name: [UInt8], kind: EntryKind)]
        do throws(Obstacle) { entries = try folder.entries() } catch { return skip(path, error) }
        let ignores = ignoreFiles.count
        if !includeIgnored, entries.contains(where: { $0.name.elementsEqual(".gitignore".utf8) && $0.kind == .file }) {
            follow(folder, path)
        }
        // Why: with its slash a folder sorts where the paths below it belong.
        let sorted = entries.map { ($0.kind == .folder ? $0.name + [UInt8(ascii: "/")] : $0.name, $0) }
            .sorted { $0.0.lexicographicallyPrecedes($1.0) }
        for (name, entry) in sorted { visit(entry.name, entry.kind, in: folder, path: path + name, depth: depth) }
        ignoreFiles.removeLast(ignoreFiles.count - ignores)
    }

    private mutating func visit(_ name: [UInt8], _ kind: EntryKind, in folder: borrowing Descriptor, path: [UInt8], depth: Int) {
        if kind == .folder, name.elementsEqual(".git".utf8) {
            return skip(path, .excludedByConfiguration, "the folder of git; scan the repository itself to read it")
        }
        if let why = exclusion(of: path, kind) { return skip(path, .excludedByConfiguration, why) }
        switch kind {
        case .file, .symbolicLink: listing.files.append(path)
        case .other: skip(path, .notARegularFile, "")
        case .folder:
            guard depth < FolderWalk.maximumDepth else {
                return skip(path, .unreadable, "folders nested deeper than \(FolderWalk.maximumDepth)")
            }
            do throws(Obstacle) {
                let child = try folder.folder(name)
                visit(child, path: path, depth: depth + 1)
            } catch {
                skip(path, error)
            }
        }
    }

    /// Which line of which file keeps the path out; `nil` when none does.
    private func exclusion(of path: [UInt8], _ kind: EntryKind) -> String? {
        let isFolder = kind == .folder
        let bare = isFolder ? path.span.extracting(0..<path.count - 1) : path.span
        if let excluding, let verdict = excluding.ownVerdict(bare, isFolder: isFolder), verdict.ignored {
            return "\(excluding.origin):\(verdict.line)"
        }
        for (rules, prefix) in ignoreFiles.reversed() {
            guard let verdict = rules.ownVerdict(bare.extracting(prefix..<bare.count), isFolder: isFolder) else { continue }
            return verdict.ignored ? "\(rules.origin):\(verdict.line)" : nil
        }
        return nil
    }

    private mutating func follow(_ folder: borrowing Descriptor, _ path: [UInt8]) {
        // Why: rules that cannot be read ignore nothing; the file itself is listed, and its reader reports it.
        guard let file = try? folder.file(Array(".gitignore".utf8)), let text = try? file.read(FolderWalk.maximumIgnoreFileSize + 1),
            text.count <= FolderWalk.maximumIgnoreFileSize
        else { return }
        let rules = IgnoreRules(text.span, origin: String(decoding: path + ".gitignore".utf8, as: UTF8.self))
        if !rules.isEmpty { ignoreFiles.append((rules, path.count)) }
    }

    private mutating func skip(_ path: [UInt8], _ obstacle: Obstacle) {
        skip(path, obstacle.reason(ifMissing: .vanished), obstacle.detail)
    }

    private mutating func skip(_ path: [UInt8], _ reason: Skip.Reason, _ detail: String) {
        listing.skips.append(Skip(path: path.isEmpty ? "." : String(decoding: path, as: UTF8.self), reason: reason, detail: detail))
    }
}
