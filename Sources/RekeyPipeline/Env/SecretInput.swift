internal import Glibc
package import RekeyCore
internal import RekeySources

/// Where a new secret comes from. Never an argument: other users see those, and the shell keeps them.
package enum SecretInput: Sendable, Equatable {
    /// Typed on the terminal, not shown.
    case prompt
    case standardInput
    case file(String)
    /// What a shell command prints.
    case command(String)

    /// Bytes a secret may have.
    static let longest = 64 << 10

    /// The source that the options of a command name. Without any it is standard input, or the prompt where that is a terminal.
    ///
    /// `given` are words that stand where a value might have been meant; they are refused and not repeated.
    package static func asked(file: String?, command: String?, given: [String]) throws(Trouble) -> SecretInput {
        guard given.isEmpty || given == ["-"] else { throw refusedArgument }
        switch (file, command) {
        case (nil, nil): return given.isEmpty && isatty(STDIN_FILENO) == 1 ? .prompt : .standardInput
        case (let file?, nil): return file == "-" ? .standardInput : .file(file)
        case (nil, let command?): return .command(command)
        case (_?, _?): throw Trouble("two places for the new value", why: "give --from-file or --from-command, not both")
        }
    }

    /// What is said to a value on the command line.
    package static var refusedArgument: Trouble {
        Trouble(
            "a value given as an argument is not read",
            why: "other users see arguments while a program runs, and the shell keeps them in its history",
            next: "leave it out and type it when asked, or use --from-file, --from-command or a pipe; and treat that value as leaked"
        )
    }

    /// The bytes as they come, untrimmed; at least one and at most 64 KiB. `purpose` completes "new value of …" in the prompt.
    package func read(_ purpose: String) throws(Trouble) -> SecretText {
        let bytes: [UInt8]
        switch self {
        case .prompt: bytes = try HiddenPrompt.ask("new value of \(purpose) (not shown): ")
        case .standardInput: bytes = try Self.standardInput()
        case .file(let path):
            guard let read = try TextFile.read(path, limit: 1 << 20, waitsForPipe: true) else {
                throw Trouble("no such file", at: path, next: "check the path after --from-file")
            }
            bytes = read
        case .command(let command): bytes = try ShellCommand.output(of: command, limit: Self.longest + 1)
        }
        guard bytes.count <= Self.longest else { throw Trouble("too long for a secret", at: place, why: "it is longer than 64 KiB") }
        guard !bytes.isEmpty else { throw Trouble("no value", at: place, why: "it is empty") }
        return SecretText(bytes)
    }

    /// For messages; never the text of a command, which may hold a secret of its own.
    private var place: String {
        switch self {
        case .prompt: "terminal"
        case .standardInput: "standard input"
        case .file(let path): path
        case .command: "--from-command"
        }
    }

    private static func standardInput() throws(Trouble) -> [UInt8] {
        guard isatty(STDIN_FILENO) != 1 else {
            throw Trouble(
                "no value read", at: "standard input", why: "it is a terminal, which would show and keep the secret",
                next: "leave the `-` out to be asked for it, or feed it through a pipe")
        }
        do throws(InputFault) {
            var input = try FileInput.standardInput()
            var bytes: [UInt8] = []
            while bytes.count <= longest {
                let before = bytes.count
                try bytes.append(addingCapacity: 1 << 14) { (room: inout OutputSpan<UInt8>) throws(InputFault) in
                    try input.read(into: &room)
                }
                if bytes.count == before { break }
            }
            return bytes
        } catch { throw Trouble("standard input not readable", why: error.reason, status: .incomplete) }
    }
}
