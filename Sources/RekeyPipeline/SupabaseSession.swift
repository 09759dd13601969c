internal import Glibc
package import RekeyCore
internal import RekeySupabase

/// Answers `rekey supabase`: explains keys, and makes new ones for self-hosted stacks. Offline.
package struct SupabaseSession {
    /// What a key is held against, as the command line names it.
    package struct Known: Sendable {
        /// Refs of hosted projects, as given.
        package var projects: [String] = []
        /// The variable that holds the key.
        package var variable: String?
        /// A file with the JWT secret alone, or with its line of an env file.
        package var secretFile: String?
        /// A file with a JWK, a key set or an array of keys.
        package var keysFile: String?

        package init() {}
    }

    /// A key and all that proves it is smaller. Bytes.
    private static let longest = 64 << 10

    let surroundings: Surroundings

    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// Names that `mint` takes, each with what it stands for.
    package static var parts: [(name: String, summary: String)] { MintPart.allCases.map { ($0.rawValue, $0.summary) } }

    /// Reads a key from standard input and says what it is; `.findings` when it is damaged, expired or not genuine.
    package func inspect(_ known: Known) throws -> ExitStatus {
        if isatty(STDIN_FILENO) == 1 {
            throw Trouble(
                "no key to inspect", at: "standard input", why: "it is a terminal, which would show and keep the key",
                next: "feed it: rekey supabase inspect < FILE")
        }
        let text = try ExplainSession.input()
        guard text.count <= Self.longest else {
            throw Trouble(
                "too long for a key", at: "standard input", why: "it is longer than 64 KiB", next: "look for keys in it: rekey scan -")
        }
        let inspection = KeyInspection(text.span, known: try evidence(known), now: surroundings.now)
        guard inspection.value.count > 0 else {
            throw Trouble("no key to inspect", at: "standard input", why: "it is empty", next: "feed it: rekey supabase inspect < FILE")
        }
        try Console.deliver(Array((inspection.lines.joined(separator: "\n") + "\n").utf8))
        let isSound = inspection.damage == nil && !inspection.isExpired && !inspection.isRefuted
        return isSound ? .success : .findings
    }

    /// Makes the parts named and writes them to standard output as lines of an env file; what follows from them goes to standard error.
    package func mint(_ names: [String], secretFile: String?) throws {
        let parts = try Self.parts(named: names)
        guard !surroundings.outputIsTerminal else {
            throw Trouble(
                "nothing minted", at: "standard output", why: "it is a terminal, which would show and keep the new secrets",
                next: "name the env file: rekey supabase mint \(names.joined(separator: " ")) --file .env; or send them through a pipe"
            )
        }
        let secret = try secretFile.map(Self.secret)
        let set = try Self.minted(KeySetMint.Request(parts: parts, existingJWTSecret: secret, now: surroundings.now))
        var output: [UInt8] = []
        for entry in set.entries { output += try Self.line(entry.name, entry.value) }
        try Console.deliver(output)
        if Self.outputIsOpen {
            Console.note("rekey: the file that standard output goes to can be read by others: chmod 600 it")
        }
        tell(set)
    }

    /// A request's set, or what is wrong with the request in words.
    static func minted(_ request: KeySetMint.Request) throws(Trouble) -> MintedKeySet {
        do throws(MintFault) { return try KeySetMint().mint(request) } catch { throw error.trouble }
    }

    /// What follows from using the set, on standard error.
    func tell(_ set: MintedKeySet) {
        for fact in set.facts { Console.note("note:     \(fact)") }
        for warning in set.warnings { Console.note("warning:  \(warning)") }
        Console.note("recreate: docker compose up -d --force-recreate \(set.services.joined(separator: " "))")
    }

    /// Whether standard output is a file that its group or everybody may read.
    private static var outputIsOpen: Bool {
        var status = stat()
        guard unsafe fstat(STDOUT_FILENO, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        return status.st_mode & (S_IRGRP | S_IROTH) != 0
    }

    static func parts(named names: [String]) throws(Trouble) -> Set<MintPart> {
        var parts: Set<MintPart> = []
        for name in names {
            if name == "all" {
                parts.formUnion(MintPart.allCases)
            } else if let part = MintPart(rawValue: name) ?? MintPart.writing(name) {
                parts.insert(part)
            } else {
                guard SelfHostedVariable.named(name) == nil else {
                    throw Trouble(
                        "\(name) is not made here", why: "its value comes from a provider, or is part of no stack's own secrets",
                        next: "make it there, and give it to: rekey rotate apply \(name)")
                }
                throw Trouble(
                    "no such part", why: "parts are \(MintPart.allCases.map(\.rawValue).joined(separator: ", ")), all",
                    next: "run: rekey supabase mint --help")
            }
        }
        return parts
    }

    /// `NAME=value`; in single quotes when a shell or a reader of env files would take a character for its own.
    private static func line(_ name: String, _ value: SecretText) throws(Trouble) -> [UInt8] {
        let bytes = value.revealedBytes
        let isPlain = bytes.allSatisfy { $0.isASCIIAlphanumeric || "+/_-.".utf8.contains($0) }
        // Why: what is minted is base64, hexadecimal, tokens and JSON; none holds a quote, so that nothing needs an escape.
        guard isPlain || !bytes.contains(where: { $0 == UInt8(ascii: "'") || $0 < 0x20 || $0 > 0x7E }) else {
            throw Trouble("\(name) cannot be written on one line", status: .fault)
        }
        let quote: [UInt8] = isPlain ? [] : [UInt8(ascii: "'")]
        return Array("\(name)=".utf8) + quote + bytes + quote + [UInt8(ascii: "\n")]
    }

    private func evidence(_ known: Known) throws(Trouble) -> KeyInspection.Known {
        var evidence = KeyInspection.Known(variable: known.variable)
        for project in known.projects {
            guard let ref = ProjectRef(project) else {
                throw Trouble("not a project", why: "a project ref is 20 lower-case letters, as in https://REF.supabase.co")
            }
            evidence.refs.append(ref)
        }
        if let file = known.secretFile { evidence.jwtSecret = try Self.secret(file) }
        if let file = known.keysFile {
            let text = try Self.file(file)
            evidence.signingKeys = SigningKey.parse(text.span)
            guard !evidence.signingKeys.isEmpty else {
                throw Trouble("no keys there", at: file, why: "it is no JWK, key set or array of keys")
            }
        }
        return evidence
    }

    static func secret(_ path: String) throws(Trouble) -> SecretText {
        let text = try file(path)
        let pasted = PastedText(text.span)
        guard pasted.value.count > 0, !pasted.hasSeveralLines else {
            throw Trouble(
                "no JWT secret there", at: path, why: pasted.value.count > 0 ? "it has several lines" : "it is empty",
                next: "give a file with the secret alone, such as <(grep '^JWT_SECRET=' .env)")
        }
        return pasted.value
    }

    private static func file(_ path: String) throws(Trouble) -> [UInt8] {
        guard let bytes = try TextFile.read(path, limit: longest, waitsForPipe: true) else {
            throw Trouble("no such file", at: path)
        }
        return bytes
    }
}
