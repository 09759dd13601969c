internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline
internal import RekeyPolicy
internal import RekeyReport

/// `rekey scan`.
struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Look for credentials in files, staged changes, commits, diffs or standard input.",
        discussion: """
            Examples:
              rekey scan                              work tree of the repository you stand in
              rekey scan src .env docker/             files and folders; ignored files count when named
              rekey scan --staged                     the index: what the next commit would add
              rekey scan --since origin/main          what your commits add
              git diff | rekey scan --patch           a unified diff; only added lines count
              docker logs api 2>&1 | rekey scan -     a log stream
              rekey scan --format json --output report.json

            A finding can be excused where it stands: `rekey:allow[rule.id] reason` on its line or the line above.
            """)

    @Argument(help: "Files and folders; `-` is standard input. Default: where you stand.")
    var paths: [String] = []

    @Flag(help: "Scan what the next commit would add, read from the index.")
    var staged = false

    @Option(help: ArgumentHelp("Scan what these commits add.", valueName: "A..B"))
    var range: String?

    @Option(help: ArgumentHelp("Scan what the commits since REV add.", valueName: "rev"))
    var since: String?

    @Flag(help: "Scan a unified diff: the given file, or standard input.")
    var patch = false

    @OptionGroup var options: ScanOptions

    func run() throws {
        var request = ScanRequest(source: try source())
        try options.apply(to: &request)
        let status = try ScanSession(request, Surroundings.current()).run()
        if status != .success { throw StatusError(status: status) }
    }

    private func source() throws -> ScanRequest.Source {
        let chosen = [staged, range != nil, since != nil, patch].count { $0 }
        guard chosen <= 1 else {
            throw Trouble(
                "more than one source asked for", why: "--staged, --range, --since and --patch exclude each other",
                next: "scan them one by one")
        }
        if patch {
            guard paths.count <= 1 else { throw Trouble("more than one patch file given", next: "scan them one by one") }
            return .patch(paths.first == "-" ? nil : paths.first)
        }
        guard chosen == 0 || paths.isEmpty else {
            throw Trouble("paths do not go with --staged, --range or --since", next: "leave the paths out, or scan them on their own")
        }
        if staged { return .staged }
        if let range { return .range(range.split(separator: " ").map(String.init)) }
        if let since { return .range(["\(since)..HEAD"]) }
        if paths == ["-"] { return .standardInput }
        guard !paths.contains("-") else { throw Trouble("`-` does not go with other paths", next: "scan standard input on its own") }
        return .paths(paths)
    }
}
