// Why unsafe: Glibc takes and fills buffers, arrays of ours lent for one call.
internal import Glibc
internal import RekeyCore

/// Asks on the terminal whether to go on.
enum TerminalQuestion {
    /// Whether the answer starts with `y`; `nil` when there is no terminal to ask on.
    static func ask(_ question: String) -> Bool? {
        let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        Console.write(Array("\(question) [y/N] ".utf8), to: terminal)
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 256)
        while !answer.contains(0x0A), answer.count < 1_024 {
            let count = unsafe Glibc.read(terminal, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            answer += buffer.prefix(count)
        }
        return answer.first { !$0.isASCIISpace }.map { $0 == UInt8(ascii: "y") || $0 == UInt8(ascii: "Y") } ?? false
    }
}
