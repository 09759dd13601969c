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

            This runs what the repository's hooks folder holds, exactly as `git commit` would. In a repository you do not trust, do not
            run it. An older hook that rekey's own hook would run first is left out.

            Exit status: 0 protected, 1 not protected, 2 not in a work tree, 3 git could not answer.
            """)

    func run() throws {
        let report = try Doctor(Surroundings.current()).examine()
        report.lines.forEach(Console.print)
        if !report.isProtected { throw StatusError(status: .findings) }
    }
}
