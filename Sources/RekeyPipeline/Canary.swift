internal import Libcrypto
internal import RekeyCore
internal import RekeyGit
internal import RekeySupabase

/// A made-up credential that the hook has to stop. New at every run, opens nothing, and is never shown.
struct Canary {
    /// The name of the staged file; nobody has one.
    static let fileName = "rekey-doctor-canary"

    /// What becomes of a commit that adds the canary.
    enum Fate: Equatable {
        /// The hook stopped it and named the file.
        case blocked(status: Int32)
        /// The hook stopped, but did not speak of the canary; its first lines.
        case stoppedOtherwise(status: Int32, said: [String])
        case letThrough
        /// The hook is not rekey's own, and was not run.
        case notTried
    }

    private let secret: [UInt8]

    /// A Supabase secret key of 16 random bytes, with the checksum that self-hosted stacks use.
    init() throws {
        let bytes = try randomBytes(16)
        let random = Base64.encode(bytes.span, urlSafe: true)
        let body = Array(SupabaseAPIKey.Kind.secret.rawValue.utf8) + random + Array("_".utf8)
        let unchecked = body + Array("00000000".utf8)
        guard let draft = SupabaseAPIKey(unchecked.span) else {
            throw Trouble("no canary could be made", next: "please report this", status: .fault)
        }
        secret = body + draft.checksum(for: SupabaseAPIKey.selfHostedRef)
    }

    /// Stages the canary on top of a copy of the index, runs the hook, and tells what it did.
    func rehearse(_ place: HookPlace, gitRunsHooks: Bool, _ surroundings: Surroundings) throws -> Fate {
        let scratch = try ScratchFolder(surroundings)
        try scratch.makeFolder(HookRehearsal.objectsName)
        let index = String(decoding: HookRehearsal.indexFile(of: place.repository), as: UTF8.self)
        if let bytes = try TextFile.read(index, limit: 1 << 30) {
            try OutputFile.replace("\(scratch.path)/\(HookRehearsal.indexName)", with: bytes, mode: 0o600)
        }
        do {
            return fate(try outcome(place, gitRunsHooks: gitRunsHooks, scratch: scratch.path))
        } catch let error as GitError { throw error.trouble }
    }

    private var text: [UInt8] { Array("SUPABASE_SECRET_KEY=".utf8) + secret + [0x0A] }

    /// Makes a commit that adds the canary, and the line that git would give to the hook for it.
    private func push(_ rehearsal: HookRehearsal, _ scratch: String) throws {
        let commit = try rehearsal.commit(text, as: Self.fileName)
        let line = "\(String(repeating: "0", count: commit.utf8.count)) \(commit) refs/heads/canary\n"
        try OutputFile.replace("\(scratch)/\(HookRehearsal.inputName)", with: Array(line.utf8), mode: 0o600)
    }

    private func outcome(_ place: HookPlace, gitRunsHooks: Bool, scratch: String) throws -> HookRehearsal.Outcome {
        let rehearsal = try HookRehearsal(place.repository, scratch: Array(scratch.utf8))
        let path = place.path(place.gate)
        // Why: an older hook may do anything, takes its time, and cannot let through what ours stops afterwards.
        let chain = [HookScript.chainVariable: Array((path + HookScript.olderSuffix).utf8)]
        if place.isBare {
            try push(rehearsal, scratch)
            return try rehearsal.runReceiving(program: Array(path.utf8), variables: chain)
        }
        try rehearsal.stage(text, as: Self.fileName)
        if gitRunsHooks { return try rehearsal.run(hook: HookName.preCommit.rawValue, variables: chain) }
        return try rehearsal.run(program: Array(path.utf8), [], variables: chain)
    }

    private func fate(_ outcome: HookRehearsal.Outcome) -> Fate {
        if outcome.status == 0 { return .letThrough }
        let text = String(decoding: outcome.output, as: UTF8.self)
        if text.contains(Self.fileName) { return .blocked(status: outcome.status) }
        let lines = text.split(separator: "\n").prefix(3).map { shown(String($0)) }
        return .stoppedOtherwise(status: outcome.status, said: Array(lines))
    }

    /// A line of somebody else, safe for a terminal and without the canary.
    private func shown(_ line: String) -> String {
        let random = String(decoding: secret.dropFirst(SupabaseAPIKey.Kind.secret.rawValue.utf8.count), as: UTF8.self)
        if line.contains(random) { return "(a line that holds the canary)" }
        return String(
            String.UnicodeScalarView(line.unicodeScalars.prefix(200).map { $0.properties.generalCategory == .control ? "?" : $0 }))
    }
}
