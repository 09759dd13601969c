// Why unsafe: `popen` gives a stream and `read` takes a buffer, an array of ours lent for one call.
internal import Glibc
internal import RekeyCore

/// A command line of the user, run by the shell for what it prints.
enum ShellCommand {
    /// The first `limit` bytes of its standard output; its standard input and standard error are ours. Calls `popen`.
    ///
    /// Throws when it does not end with 0, for what a command printed before it broke is no value.
    static func output(of command: String, limit: Int) throws(Trouble) -> [UInt8] {
        // Why: we ignore a closed pipe and a program inherits that, which leaves some running for ever.
        signal(SIGPIPE, SIG_DFL)
        let stream = unsafe popen(command, "re")
        signal(SIGPIPE, SIG_IGN)
        guard let stream = unsafe stream else { throw trouble("the shell does not start: \(SystemFault.last.words)") }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while bytes.count < limit {
            let count = unsafe Glibc.read(fileno(stream), &buffer, min(buffer.count, limit - bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        let status = unsafe pclose(stream)
        // Why: a command that prints more than is read ends by the closed pipe; its length is the trouble then.
        guard status == 0 || bytes.count == limit else { throw trouble(Self.end(status)) }
        return bytes
    }

    /// Source: wait(2), the layout of a status.
    private static func end(_ status: Int32) -> String {
        let signal = status & 0x7F
        return signal == 0 ? "it ended with status \((status >> 8) & 0xFF)" : "signal \(signal) ended it"
    }

    private static func trouble(_ why: String) -> Trouble {
        Trouble("the command gave no value", at: "--from-command", why: why, next: "run it by itself to see what it says")
    }
}
