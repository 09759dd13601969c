internal import RekeyCore
internal import RekeyDetect
internal import RekeyPatterns
internal import RekeyPolicy
internal import RekeyRules
internal import RekeySources

@testable internal import RekeyPipeline

/// Redacts texts that come in given pieces, with a clock that only pauses move.
enum Redacting {
    /// What a test's input does next.
    enum Step {
        case bytes([UInt8])
        /// Nothing comes for so many milliseconds.
        case pause(Int)
        case fault(String)
    }

    final class Clock {
        var now = 0
    }

    struct Script: LiveInput {
        var steps: [Step]
        let clock: Clock

        mutating func isReady(within milliseconds: Int?) -> Bool {
            while case .pause(let rest) = steps.first {
                let wait = min(rest, milliseconds ?? rest)
                clock.now += wait
                guard wait == rest else {
                    steps[0] = .pause(rest - wait)
                    return false
                }
                steps.removeFirst()
                if milliseconds != nil { return true }
            }
            return true
        }

        mutating func read(into buffer: inout OutputSpan<UInt8>) throws(InputFault) {
            guard let step = steps.first else { return }
            switch step {
            case .pause: return
            case .fault(let reason): throw InputFault(reason: reason)
            case .bytes(let bytes):
                let taken = min(bytes.count, buffer.freeCapacity)
                for byte in bytes.prefix(taken) { buffer.append(byte) }
                if taken == bytes.count { steps.removeFirst() } else { steps[0] = .bytes(Array(bytes.dropFirst(taken))) }
            }
        }
    }

    /// Keeps what was written, with the time of each write.
    struct Sink: RedactionOutput {
        let clock: Clock
        var writes: [(time: Int, bytes: [UInt8])] = []

        mutating func write(_ bytes: Span<UInt8>) throws {
            var copy: [UInt8] = []
            for index in bytes.indices { copy.append(bytes[index]) }
            writes.append((clock.now, copy))
        }
    }

    struct Outcome {
        var writes: [(time: Int, bytes: [UInt8])]
        var tally: RedactionTally
        var fault: InputFault?

        var bytes: [UInt8] { writes.flatMap(\.bytes) }
        var text: String { String(decoding: bytes, as: UTF8.self) }
        /// The first mark.
        var mark: Substring { text.firstMatch(of: #/\[rekey:[a-z0-9.-]+:[a-z0-9]+\]/#)?.output ?? "" }
    }

    static let now: Int64 = 1_795_000_000
    static let builtIn = Result { try RuleSet(BuiltInCatalogue.load()) }

    static func scanner() throws -> ChunkScanner {
        let policy = Policy(today: CalendarDate(secondsSince1970: Int(now)), honoursInlineAllows: false)
        return try ChunkScanner(builtIn.get(), key: FingerprintKey(Surroundings.current(), root: nil), policy: policy, now: now)
    }

    static func run(
        _ steps: [Step], _ options: RedactionWindow.Options = RedactionWindow.Options(), delay: Int = 2_000
    ) throws -> Outcome {
        let clock = Clock()
        let window = RedactionWindow(try scanner(), options)
        let script = Script(steps: steps, clock: clock)
        var flow = RedactionFlow(script, Sink(clock: clock), window, delayMilliseconds: delay, clock: { clock.now })
        let fault = try flow.run()
        return Outcome(writes: flow.output.writes, tally: flow.window.tally, fault: fault)
    }

    /// The text in one read.
    static func run(_ text: [UInt8]) throws -> Outcome { try run([.bytes(text)]) }

    /// What a scan of the text as a stream finds, of `low` severity and above.
    static func findings(_ text: [UInt8]) throws -> [Finding] {
        var yield = ChunkScanner.Yield()
        let scanner = try scanner()
        try scanner.scan(Chunk(bytes: text, provenance: Provenance(kind: .stream, path: Array("-".utf8))), into: &yield)
        return yield.items.map(\.finding).filter { $0.severity >= .low }
    }

    /// Whether `output` is `input` but for places where a mark stands for some bytes.
    static func differsOnlyAtMarks(_ output: [UInt8], _ input: [UInt8]) -> Bool {
        let kept = String(decoding: output, as: UTF8.self).split(
            separator: #/\[rekey:[a-z0-9.-]+:[a-z0-9]+\]/#, omittingEmptySubsequences: false)
        let whole = String(decoding: input, as: UTF8.self)
        guard let first = kept.first, let last = kept.last else { return false }
        guard kept.count > 1 else { return output == input }
        guard whole.hasPrefix(first), whole.hasSuffix(last) else { return false }
        var rest = whole[...].dropFirst(first.count)
        for piece in kept.dropFirst() where !piece.isEmpty {
            guard let place = rest.firstRange(of: piece) else { return false }
            rest = rest[place.upperBound...]
        }
        return true
    }

    /// A GitHub token whose check digits fit.
    static func token(seed: UInt64 = 1) -> String {
        String(decoding: ExampleTemplate("{sum:github:ghp_{alnum:30}}", seed: seed).text, as: UTF8.self)
    }
}

extension RedactionWindow.Options {
    /// A window that a short text fills.
    static var small: Self {
        var options = Self()
        (options.capacity, options.overlap) = (1_024, 256)
        return options
    }
}
