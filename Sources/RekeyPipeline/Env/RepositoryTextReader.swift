internal import RekeyCore
internal import RekeyRotation
internal import RekeySources

/// Reads files of a work place one by one and keeps their account.
struct RepositoryTextReader: ~Copyable {
    private let place: WorkPlace
    private var files: FileReader
    private(set) var texts: [RepositoryText] = []
    /// Files with zero bytes, relative to the root, which hold no assignments but perhaps copies of a value.
    private(set) var binaries: [[UInt8]] = []
    var account: Account
    private var seen: Set<[UInt8]> = []

    init(_ place: WorkPlace) throws(Trouble) {
        self.place = place
        files = try FileReader(root: place.root, sizeLimit: RepositoryTexts.longestText)
        account = Account(asked: "files of \(String(decoding: place.root, as: UTF8.self))")
    }

    /// Reads a file, relative to the root or absolute, unless it is no text. Symbolic links are followed to files that hold secrets by their
    /// name, or that were asked for; out of the root only where the file was asked for by a path outside.
    mutating func read(_ path: [UInt8], _ standing: RepositoryText.Standing, isAsked: Bool) {
        guard seen.insert(path).inserted else { return }
        let absolute = place.absolute(path)
        let isOutside = path.first == UInt8(ascii: "/")
        guard let facts = PathFacts(absolute) else {
            let reason: Skip.Reason = standing == .tracked ? .deletedInWorkTree : .symbolicLink
            return skip(path, reason, isAsked ? "there is no such file, or its link leads to nothing" : "")
        }
        guard facts.status.kind == .file else { return skip(path, .notARegularFile) }
        if let target = facts.target {
            guard isAsked || EnvPath.holdsSecrets(path) else { return }
            guard isOutside || PathBytes.isInside(target, place.root) else {
                return skip(path, .outsideRoot, "it leads to \(String(decoding: target, as: UTF8.self))")
            }
        }
        guard account.bytes + facts.status.size <= RepositoryTexts.mostBytes else {
            return skip(path, .overSizeLimit, "the files read so far have \(account.bytes >> 20) MiB already")
        }
        do throws(SkippedInput) {
            guard let bytes = try content(path, facts, isOutside: isOutside) else { return skip(path, .unreadable, "its folder") }
            account.files += 1
            account.bytes += bytes.count
            guard !bytes.prefix(8_192).contains(0) else {
                if !isOutside { binaries.append(facts.target.flatMap { Path.relative($0, to: place.root) } ?? path) }
                return
            }
            texts.append(
                RepositoryText(
                    path: path, bytes: bytes, standing: standing, mode: facts.status.mode, owner: facts.status.owner, target: facts.target))
        } catch {
            skip(path, error.skip.reason, error.skip.detail)
        }
    }

    private mutating func content(_ path: [UInt8], _ facts: PathFacts, isOutside: Bool) throws(SkippedInput) -> [UInt8]? {
        let real = facts.target ?? path
        if !isOutside, let below = Path.relative(real.first == UInt8(ascii: "/") ? real : PathBytes.join(place.root, real), to: place.root)
        {
            return try files.read(below)
        }
        guard let (folder, name) = PathBytes.split(real), var other = try? FileReader(root: folder, sizeLimit: RepositoryTexts.longestText)
        else { return nil }
        return try other.read(name)
    }

    private mutating func skip(_ path: [UInt8], _ reason: Skip.Reason, _ detail: String = "") {
        account.skips.append(Skip(path: String(decoding: path, as: UTF8.self), reason: reason, detail: detail))
    }
}
