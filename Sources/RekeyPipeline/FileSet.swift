internal import RekeyCore
internal import RekeyGit
internal import RekeyPolicy
internal import RekeySources

/// Files to read below one folder.
struct FileSet {
    /// Absolute, or relative to where the process stands.
    var root: [UInt8]
    /// Put before each path in reports; empty, or ending with a slash.
    var prefix: [UInt8] = []
    var paths: [[UInt8]]
    /// What a missing file means: git lists files that were deleted in the work tree.
    var ifMissing: Skip.Reason = .vanished
}

/// Works out which files a `scan [PATH ...]` reads.
struct FileListing {
    let request: ScanRequest
    let settings: ScanSettings
    private(set) var sets: [FileSet] = []
    private(set) var account = Account()

    init(_ request: ScanRequest, _ settings: ScanSettings) {
        self.request = request
        self.settings = settings
    }

    /// Notes what was asked for and is not read.
    mutating func skip(_ skip: Skip) { account.skips.append(skip) }

    /// The whole work tree, submodules and nested repositories included.
    mutating func add(_ repository: Repository, below path: [UInt8]?, prefix: [UInt8] = []) throws {
        guard let root = repository.root else {
            throw Trouble(
                "a bare repository has no work tree", at: repository.displayPath,
                next: "scan a clone of it, or a range: rekey scan --range A..B")
        }
        let listing: WorkTreeListing
        do {
            listing = try WorkTreeListing.read(repository, WorkTreeListing.Options(includesIgnored: request.includesIgnored, path: path))
        } catch { throw error.trouble }
        account.skips += listing.skips.map { Skip(path: Self.text(prefix) + $0.path, reason: $0.reason, detail: $0.detail) }
        add(FileSet(root: root, prefix: prefix, paths: listing.paths, ifMissing: .deletedInWorkTree))
        for inner in listing.submodules + listing.nestedRepositories {
            let folder = root + Array("/".utf8) + inner
            guard let module = try? Repository.discover(from: folder), module.root != repository.root else { continue }
            try add(module, below: nil, prefix: prefix + inner + Array("/".utf8))
        }
    }

    /// A folder outside git.
    mutating func add(folder: [UInt8], prefix: [UInt8], includesIgnored: Bool) throws {
        let listing = try FolderWalk(includeIgnored: includesIgnored).list(folder)
        account.skips += listing.skips.map { Skip(path: Self.text(prefix) + $0.path, reason: $0.reason, detail: $0.detail) }
        add(FileSet(root: folder, prefix: prefix, paths: listing.files))
    }

    /// Adds a set without what the configuration excludes.
    mutating func add(_ set: FileSet) {
        var set = set
        if !settings.ignoreFiles.isEmpty {
            set.paths.removeAll { path in
                let shown = set.prefix + path
                guard let origin = settings.exclusion(of: shown) else { return false }
                account.skips.append(Skip(path: Self.text(shown), reason: .excludedByConfiguration, detail: origin))
                return true
            }
        }
        sets.append(set)
    }

    /// Number of files listed so far.
    var count: Int { sets.reduce(0) { $0 + $1.paths.count } }

    private static func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }
}
