internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline

/// `rekey doctor`.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Prove with a canary that the hook really blocks here.",
        discussion: """
            Stages a made-up credential in a throw-away copy of the index, runs the hook that git would run, and tells whether it stopped.
            Your index, your files and your history are not touched, and nothing is committed.

            In a bare repository, the hook that scans what is pushed into it meets a push of the canary.

            Only rekey's own hook is run, and without the older hook that it would run first. A hook manager or a hook of your own can be
            proven with --run-hook; in a repository you do not trust, do not.

            Exit status: 0 protected, 1 not protected or not proven, 2 not in a repository, 3 git could not answer.
            """)

    @Flag(help: "Run the hook even if it is not rekey's own, exactly as `git commit` would.")
    var runHook = false

    func run() throws {
        let report = try Doctor(Surroundings.current(), runsAnyHook: runHook).examine()
        report.lines.forEach(Console.print)
        if !report.isProtected { throw StatusError(status: .findings) }
    }
}
