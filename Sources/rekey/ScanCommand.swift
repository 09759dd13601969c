internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline
internal import RekeyPolicy
internal import RekeyReport

/// `rekey scan`.
struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        // Why: read alone, as `Rekey.parsed` does, a command with this name is not asked for completion scripts, a quarter of a start's work.
        _superCommandName: "rekey",
        abstract: "Look for credentials in files, staged changes, commits, the whole history, diffs, archives, images or standard input.",
        discussion: """
            Examples:
              rekey scan                              work tree of the repository you stand in
              rekey scan src .env docker/             files and folders; ignored files count when named
              rekey scan --staged                     the index: what the next commit would add
              rekey scan --since origin/main          what your commits add
              rekey scan --range v1.2..v1.3           what these commits add; messages, tags and file names, too
              rekey scan --branch topic --since main  what the branch has and main has not
              rekey scan --all-refs                   the commits of all branches, tags, stash and notes
              rekey scan --history                    every object, reachable or not: who brought a secret, what still holds it
              git diff | rekey scan --patch           a unified diff; only added lines count
              docker logs api 2>&1 | rekey scan -     a log stream
              rekey scan --follow app.log             a log while it grows, through rotations
              rekey scan release.tar.gz app.jar       archives, and archives in them
              rekey scan --image app:latest           a container image: layers, deleted files, configuration
              rekey scan --format json --output report.json

            A finding can be excused where it stands: `rekey:allow[rule.id] reason` on its line or the line above.
            """)

    @Argument(help: "Files and folders; `-` is standard input. Default: where you stand.")
    var paths: [String] = []

    @OptionGroup var source: SourceOptions

    @OptionGroup var options: ScanOptions

    func run() throws {
        var request = ScanRequest(source: try source.source(paths))
        try options.apply(to: &request)
        try Self.run(request)
    }

    /// Ends with the status of the scan.
    static func run(_ request: ScanRequest) throws {
        let status = try ScanSession(request, Surroundings.current()).run()
        if status != .success { throw StatusError(status: status) }
    }
}
