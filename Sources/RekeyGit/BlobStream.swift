internal import RekeyCore

/// Reads the contents of many objects through one `git cat-file --batch`.
struct BlobStream {
    let process: GitProcess
    /// Objects larger than this are answered `.overSizeLimit`; their bytes are passed over, not kept.
    let limit: Int

    /// What git says about one object.
    enum Answer: Equatable {
        case content([UInt8])
        case overSizeLimit(bytes: Int)
        case missing
        /// git stopped while reading it.
        case damaged
    }

    /// Calls `body` once for each ID, in order. Throws `GitError`, or what `body` throws.
    func read(_ ids: [String], _ body: (Answer) throws -> Void) throws {
        var done = 0
        while done < ids.count {
            var parser = BatchParser(limit: limit)
            let request = Array(ids[done...].map { $0 + "\n" }.joined().utf8)
            do {
                try process.stream(["cat-file", "--batch", "--buffer"], input: request) { bytes in
                    try parser.feed(bytes) { answer in
                        done += 1
                        try body(answer)
                    }
                }
                guard done == ids.count else { throw GitError.malformedOutput(command: "cat-file") }
            } catch let error as GitError {
                // Why: a damaged object, or one that a partial clone left out, ends git; the objects after it are asked for again in a
                // new process.
                guard case .failed = error, parser.hasBegun || error.isMissingPromisedObject, done < ids.count else { throw error }
                done += 1
                try body(error.isMissingPromisedObject ? .missing : .damaged)
            }
        }
    }
}

/// Takes `cat-file --batch` output in blocks of any size. Source: git-cat-file(1), "Batch output".
struct BatchParser {
    private enum State {
        case header
        case content(left: Int)
        case lineEnd
    }

    private let limit: Int
    private var state = State.header
    private var header: [UInt8] = []
    private var content: [UInt8] = []
    private var size = 0
    /// Whether anything came.
    private(set) var hasBegun = false

    init(limit: Int) { self.limit = limit }

    /// Calls `body` for each object that is complete.
    mutating func feed(_ block: ArraySlice<UInt8>, _ body: (BlobStream.Answer) throws -> Void) throws {
        hasBegun = hasBegun || !block.isEmpty
        var rest = block
        while let first = rest.first {
            switch state {
            case .header:
                let line = rest.prefix { $0 != 0x0A }
                header += line
                rest = rest.dropFirst(line.count)
                guard header.count < 4096 else { throw GitError.malformedOutput(command: "cat-file") }
                guard !rest.isEmpty else { return }
                rest = rest.dropFirst()
                if let answer = try begin() { try body(answer) }
            case .content(let left):
                let part = rest.prefix(left)
                if size <= limit { content += part }
                rest = rest.dropFirst(part.count)
                state = part.count == left ? .lineEnd : .content(left: left - part.count)
            case .lineEnd:
                guard first == 0x0A else { throw GitError.malformedOutput(command: "cat-file") }
                rest = rest.dropFirst()
                state = .header
                try body(size <= limit ? .content(content) : .overSizeLimit(bytes: size))
                content = []
            }
        }
    }

    /// Reads a complete header line; an answer when no content follows it.
    private mutating func begin() throws -> BlobStream.Answer? {
        defer { header = [] }
        let words = header.split(separator: 0x20)
        if words.last.map({ Array($0) }) == Array("missing".utf8) { return .missing }
        guard words.count == 3, let size = Int(String(decoding: words[2], as: UTF8.self)), size >= 0 else {
            throw GitError.malformedOutput(command: "cat-file")
        }
        self.size = size
        if size <= limit { content.reserveCapacity(size) }
        state = size == 0 ? .lineEnd : .content(left: size)
        return nil
    }
}
