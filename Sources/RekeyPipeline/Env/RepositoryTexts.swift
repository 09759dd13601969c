package import RekeyCore
internal import RekeyGit
internal import RekeyRotation
internal import RekeySources

/// The files of a repository in which secrets are used, with their bytes: what a scan reads, and env files that git ignores besides.
package struct RepositoryTexts: Sendable {
    /// Which files are read.
    package enum Scope: Sendable {
        case everything
        /// Only files that hold secrets by their name: env files, Terraform variables, settings of npm and of agents.
        case secretFiles
    }

    /// Bytes a file may have; longer ones are accounted for, not read.
    static let longestText = 16 << 20
    /// Bytes that all files together may have.
    static let mostBytes = 1 << 30

    /// By path.
    package let texts: [RepositoryText]
    /// Files that are no text, relative to the root.
    package let binaries: [[UInt8]]
    /// What was asked and read, and what could not be read.
    package let account: Account

    /// The env files and what is like them.
    package var secretFiles: [RepositoryText] { texts.filter { EnvPath.holdsSecrets($0.path) } }

    /// Reads the work tree; without git the folder. Files that only the configuration excludes are left out, unless they hold secrets by
    /// their name. Throws when nothing can be listed.
    package static func read(_ place: WorkPlace, _ surroundings: Surroundings, _ scope: Scope = .everything) throws -> RepositoryTexts {
        let request = ScanRequest(source: .paths([]))
        let settings = try ScanSettings(request, surroundings, root: String(decoding: place.root, as: UTF8.self))
        var listing = TextListing(place, settings, scope)
        try listing.list()
        var reader = try RepositoryTextReader(place)
        for item in listing.items { reader.read(item.path, item.standing, isAsked: false) }
        reader.account.merge(Account(skips: listing.skips))
        return RepositoryTexts(reader)
    }

    /// Reads the named files only, as seen from where one stands. Throws when one of them is not there or no regular file.
    package static func read(named files: [String], _ place: WorkPlace) throws -> RepositoryTexts {
        let known = try place.repository.map(TextListing.listing(of:))
        var reader = try RepositoryTextReader(place)
        for file in files {
            let path = try place.path(named: file)
            let isInside = path.first != UInt8(ascii: "/")
            let standing: RepositoryText.Standing =
                if let known, isInside {
                    known.untracked.contains(path) ? .untracked : known.paths.contains(path) ? .tracked : .ignored
                } else {
                    .outside
                }
            let before = reader.texts.count
            reader.read(path, standing, isAsked: true)
            guard reader.texts.count == before else { continue }
            let skip = reader.account.skips.last
            let reason = skip.map { $0.detail.isEmpty ? $0.reason.rawValue : $0.detail }
            throw Trouble("file not read", at: place.shown(path), why: reason ?? "it is named twice, or is no text")
        }
        return RepositoryTexts(reader)
    }

    private init(_ reader: consuming RepositoryTextReader) {
        texts = reader.texts.sorted { $0.path.lexicographicallyPrecedes($1.path) }
        binaries = reader.binaries
        account = reader.account
    }
}

/// Works out which files are read, and what git does with each.
struct TextListing {
    private let place: WorkPlace
    private let settings: ScanSettings
    private let scope: RepositoryTexts.Scope
    private(set) var items: [(path: [UInt8], standing: RepositoryText.Standing)] = []
    private(set) var skips: [Skip] = []
    private var known: Set<[UInt8]> = []

    init(_ place: WorkPlace, _ settings: ScanSettings, _ scope: RepositoryTexts.Scope) {
        (self.place, self.settings, self.scope) = (place, settings, scope)
    }

    mutating func list() throws {
        if let repository = place.repository {
            try add(repository, prefix: [])
        } else if scope == .everything {
            let listing = try FolderWalk().list(place.root)
            skips += listing.skips.filter(\.makesIncomplete)
            for path in listing.files { add(path, .outside) }
        }
        try addSecretFiles()
    }

    static func listing(of repository: Repository) throws(Trouble) -> WorkTreeListing {
        do { return try WorkTreeListing.read(repository) } catch { throw error.trouble }
    }

    private mutating func add(_ repository: Repository, prefix: [UInt8]) throws {
        let listing = try Self.listing(of: repository)
        for path in listing.paths { add(prefix + path, listing.untracked.contains(path) ? .untracked : .tracked) }
        for inner in listing.submodules + listing.nestedRepositories {
            let folder = place.root + Array("/".utf8) + prefix + inner
            guard let module = try? Repository.discover(from: folder), module.root != repository.root else { continue }
            try add(module, prefix: prefix + inner + Array("/".utf8))
        }
    }

    private mutating func add(_ path: [UInt8], _ standing: RepositoryText.Standing) {
        known.insert(path)
        let holdsSecrets = EnvPath.holdsSecrets(path)
        guard holdsSecrets || scope == .everything else { return }
        if !holdsSecrets, let origin = settings.exclusion(of: path) {
            return skips.append(Skip(path: String(decoding: path, as: UTF8.self), reason: .excludedByConfiguration, detail: origin))
        }
        items.append((path, standing))
    }

    /// Files that git ignores, found by their names.
    private mutating func addSecretFiles() throws {
        let rules = IgnoreRules(Array(Self.builtFolders.map { "\($0)/\n" }.joined().utf8).span, origin: "rekey")
        let listing = try FolderWalk(includeIgnored: true, excluding: rules).list(place.root)
        skips += listing.skips.filter(\.makesIncomplete)
        let standing: RepositoryText.Standing = place.repository == nil ? .outside : .ignored
        for path in listing.files where !known.contains(path) && EnvPath.holdsSecrets(path) { items.append((path, standing)) }
    }

    /// Folders of what was fetched or built, in which nobody keeps env files of their own.
    private static let builtFolders = [
        ".git", "node_modules", "bower_components", "vendor", "Pods", "Carthage", ".build", "build", "dist", "out", "target", "DerivedData",
        ".next", ".nuxt", ".svelte-kit", ".output", ".turbo", ".cache", ".venv", "venv", "__pycache__", ".tox", ".terraform", "coverage",
        ".gradle", ".yarn",
    ]
}
