// Why unsafe: Glibc takes pointers to terminal settings and buffers, which live on the stack or in arrays of ours for one call.
internal import Glibc
internal import RekeyCore

/// Asks on the terminal for a line that is not shown. The terminal gets its settings back however the asking ends.
struct HiddenPrompt {
    private let terminal: Int32
    private var line: [UInt8] = []

    /// What reading one piece of typing led to.
    private enum Step { case more, done, severalLines, interrupted }

    /// The line typed, without its end. Throws when there is no terminal, or several lines are pasted.
    static func ask(_ question: String) throws(Trouble) -> [UInt8] {
        let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else { throw noTerminal }
        defer { close(terminal) }
        var before = termios()
        guard unsafe tcgetattr(terminal, &before) == 0 else { throw noTerminal }
        var prompt = HiddenPrompt(terminal: terminal)
        let step = prompt.readHidden(question, before)
        switch step {
        case .done, .more: return prompt.line
        case .interrupted: throw Trouble("nothing read", at: "terminal", why: "the prompt was left", status: .interrupted)
        case .severalLines:
            throw Trouble(
                "several lines were pasted", at: "terminal", why: "a value typed at the prompt is one line",
                next: "put it into a file that only you can read, and use --from-file")
        }
    }

    private init(terminal: Int32) { self.terminal = terminal }

    private static var noTerminal: Trouble {
        Trouble("no terminal to ask on", next: "feed the value through a pipe, or use --from-file or --from-command")
    }

    private mutating func readHidden(_ question: String, _ settings: termios) -> Step {
        // Why: a signal that ends the program has to wait until the terminal shows again what is typed.
        let pause = SignalPause()
        var (hidden, before) = (settings, settings)
        // Why: byte by byte, because a terminal's own line editing cuts lines at 4,096 bytes.
        hidden.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        unsafe tcsetattr(terminal, TCSAFLUSH, &hidden)
        Console.write(Array(question.utf8), to: terminal)
        let step = readLine()
        // Why: what is left of a paste would be run by the shell, so it is thrown away.
        unsafe tcsetattr(terminal, TCSAFLUSH, &before)
        Console.write([UInt8(ascii: "\n")], to: terminal)
        if step == .interrupted, !Self.hasPendingSignal { raise(SIGINT) }
        _ = consume pause
        return step
    }

    private mutating func readLine() -> Step {
        while true {
            if Self.hasPendingSignal { return .interrupted }
            guard let bytes = typed(waitMilliseconds: 100) else { return .done }
            for (index, byte) in bytes.enumerated() {
                switch take(byte) {
                case .more: continue
                case .done:
                    let rest = bytes.dropFirst(index + 1) + (typed(waitMilliseconds: 50) ?? [])
                    return rest.contains { !$0.isASCIISpace } ? .severalLines : .done
                case let end: return end
                }
            }
            guard line.count <= SecretInput.longest else { return .done }
        }
    }

    /// One byte typed: text, or one of the few keys that edit or end it.
    private mutating func take(_ byte: UInt8) -> Step {
        switch byte {
        case 0x0A, 0x0D, 0x04: return .done
        // Ctrl-C, Ctrl-\ and Ctrl-Z.
        case 0x03, 0x1A, 0x1C: return .interrupted
        // Ctrl-U.
        case 0x15: line = []
        // Backspace takes a whole character.
        case 0x08, 0x7F:
            while let last = line.popLast(), last & 0xC0 == 0x80 {}
        default: line.append(byte)
        }
        return .more
    }

    /// What was typed meanwhile; empty after the wait, `nil` when the terminal is gone.
    private func typed(waitMilliseconds: Int32) -> [UInt8]? {
        var waiting = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&waiting, 1, waitMilliseconds) > 0 else { return [] }
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe Glibc.read(terminal, &buffer, buffer.count)
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }

    /// Whether a signal waits that ends the program.
    private static var hasPendingSignal: Bool {
        var pending = sigset_t()
        unsafe sigpending(&pending)
        return [SIGINT, SIGTERM, SIGHUP, SIGQUIT].contains { unsafe sigismember(&pending, $0) == 1 }
    }
}
