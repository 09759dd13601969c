internal import ArgumentParser
internal import RekeyCore
internal import RekeyPipeline

/// `rekey hook`.
struct HookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hook",
        abstract: "Let git stop commits and pushes that add credentials.",
        discussion: """
            A hook that was there before is kept, runs first, and comes back with `rekey hook uninstall`.
            To commit once without the hook: git commit --no-verify
            To see whether it really blocks: rekey doctor
            """,
        subcommands: [Install.self, Uninstall.self])

    /// `rekey hook install`.
    struct Install: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "install",
            abstract: "Put the pre-commit hook where git, or husky, looks for it.",
            discussion: """
                Examples:
                  rekey hook install                  commits
                  rekey hook install --pre-push       commits and pushes
                  rekey hook install --pre-receive    in a bare repository on a server: what is pushed into it

                Keeps to core.hooksPath, adds two lines to .husky/pre-commit where husky is used, and for lefthook prints what to add.
                Safe to run again. Refuses what it cannot chain.
                """)

        @Flag(help: "Also the pre-push hook, which scans what the remote does not have yet.")
        var prePush = false

        @Flag(help: "The hook of a server instead, which scans what is pushed into a bare repository.")
        var preReceive = false

        func run() throws {
            guard !prePush || !preReceive else {
                throw Trouble(
                    "--pre-push does not go with --pre-receive", why: "the one guards where one pushes from, the other where one pushes to",
                    next: "install each in its own repository")
            }
            let names: [HookName] = preReceive ? [.preReceive] : prePush ? [.preCommit, .prePush] : [.preCommit]
            let lines = try HookInstallation(Surroundings.current()).install(names)
            lines.forEach(Console.print)
        }
    }

    /// `rekey hook uninstall`.
    struct Uninstall: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "uninstall", abstract: "Take rekey's hooks away and put back what was there before.")

        func run() throws { try HookInstallation(Surroundings.current()).uninstall().forEach(Console.print) }
    }
}
