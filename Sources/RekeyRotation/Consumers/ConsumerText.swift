internal import RekeyCore

/// One text of the consumer map with what reading a name in it needs: lines, comments, outline, store references.
struct ConsumerText {
    let index: Int
    let path: [UInt8]
    let pathText: String
    let bytes: [UInt8]
    let format: TextFormat
    private let lines: LineIndex
    private let comments: CommentRanges
    let outline: KeyOutline?
    /// Context of each job of a CircleCI file.
    let contexts: [String: String]
    /// Variable group of an Azure pipeline.
    let variableGroup: String?
    /// What the detections of the stores capture in this text.
    let references: StoreReferences

    /// Bytes of a line that are looked at on each side of a name.
    static let window = 400

    init(index: Int, _ text: ConsumerMap.Text, detector: StoreDetector) {
        self.index = index
        path = text.path
        pathText = String(decoding: text.path, as: UTF8.self)
        bytes = text.bytes
        format = text.format
        lines = LineIndex(text.bytes.span)
        comments = CommentRanges(bytes, signs: Self.signs(of: text.format, path: pathText))
        let outline = text.format.isYAML ? KeyOutline(text.bytes) : nil
        self.outline = outline
        contexts = text.format == .ci(.circle) ? outline.map(PipelinePlace.circleContexts) ?? [:] : [:]
        variableGroup = text.format == .ci(.azure) ? outline.flatMap(PipelinePlace.azureGroup) : nil
        references = StoreReferences(detector.references(path: text.path, bytes: text.bytes))
    }

    /// Line and column from 1.
    func place(of offset: Int) -> (line: Int, column: Int) {
        let line = lines.lineNumber(of: offset)
        return (line + 1, offset - lines.starts[line] + 1)
    }

    func isComment(_ offset: Int) -> Bool { comments.contains(offset) }

    /// The bytes of the line in front of an offset, at most `window`.
    func before(_ offset: Int) -> [UInt8] {
        let start = lines.starts[lines.lineNumber(of: offset)]
        return Array(bytes[max(start, offset - Self.window)..<offset])
    }

    /// The bytes in front of an offset over line ends.
    func textBefore(_ offset: Int) -> [UInt8] { Array(bytes[max(0, offset - Self.window)..<offset]) }

    /// The bytes from an offset to the end of the line, at most `window`.
    func after(_ offset: Int) -> [UInt8] {
        Array(bytes[min(offset, bytes.count)..<min(bytes.count, offset + Self.window)].prefix { $0 != 0x0A })
    }

    /// The bytes from an offset over line ends.
    func textAfter(_ offset: Int) -> [UInt8] {
        Array(bytes[min(offset, bytes.count)..<min(bytes.count, offset + 4 * Self.window)])
    }

    /// The outline's node of the line an offset stands in.
    func node(at offset: Int) -> Int? { outline?.node(ofLine: lines.lineNumber(of: offset)) }

    private static func signs(of format: TextFormat, path: String) -> CommentRanges.Signs {
        switch format {
        case .envFile, .dockerfile, .shell, .supabaseConfig: [.hash]
        case .compose, .kubernetes, .ansible: [.hash, .plainText]
        case .ci(let system): system == .jenkins || system == .teamcity ? [.slashes] : [.hash, .plainText]
        case .terraform: [.hash, .slashes]
        case .sql: [.dashes, .slashes]
        case .supabaseFunction: [.slashes, .backquote]
        case .code: codeSigns(of: path)
        case .hosting, .config: path.hasSuffix("json") || path.hasSuffix("jsonc") ? [.slashes] : [.hash, .plainText]
        case .packageJSON, .prose: []
        }
    }

    private static func codeSigns(of path: String) -> CommentRanges.Signs {
        switch path.split(separator: ".").last.map(String.init) ?? "" {
        case "py", "pyi", "rb", "rake", "pl", "pm", "r", "jl", "ex", "exs", "cr", "nim": [.hash]
        case "php": [.hash, .slashes]
        case "lua", "hs": [.dashes]
        case "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "vue", "svelte", "astro", "go": [.slashes, .backquote]
        default: [.slashes]
        }
    }
}
