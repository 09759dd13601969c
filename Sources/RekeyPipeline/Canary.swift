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
        do throws(GitError) {
            return fate(try outcome(place, gitRunsHooks: gitRunsHooks, scratch: scratch.path))
        } catch { throw error.trouble }
    }

    private func outcome(_ place: HookPlace, gitRunsHooks: Bool, scratch: String) throws(GitError) -> HookRehearsal.Outcome {
        let rehearsal = try HookRehearsal(place.repository, scratch: Array(scratch.utf8))
        try rehearsal.stage(Array("SUPABASE_SECRET_KEY=".utf8) + secret + [0x0A], as: Self.fileName)
        let path = place.path(.preCommit)
        // Why: an older hook may do anything, takes its time, and cannot let through what ours stops afterwards.
        let chain = [HookScript.chainVariable: Array((path + HookScript.olderSuffix).utf8)]
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
