internal import RekeyCore

/// How a scalar is written in its file.
enum ScalarStyle: Sendable, Hashable {
    case jsonString
    /// Plain YAML; inside `{}` and `[]` fewer bytes are allowed.
    case yamlPlain(isFlow: Bool)
    case yamlSingle, yamlDouble
    /// A `|` block whose lines start with so many spaces.
    case yamlLiteral(indent: Int)
    case tomlBasic, tomlLiteral
    /// Three double or three single quotes.
    case tomlLongBasic, tomlLongLiteral
    case terraform
    case iniPlain
}

/// One scalar of a configuration file.
struct ConfigScalar: Sendable, Hashable {
    /// Names from the root; `[n]` for the place in a list.
    var path: [String]
    /// Which YAML document, from 0.
    var document = 0
    /// With its quotes, in bytes of the file.
    let range: Range<Int>
    let style: ScalarStyle
    /// Without quotes, escapes undone.
    let content: [UInt8]
    /// How much of the content stands before the value: the `NAME=` of a list item.
    var prefix = 0
    var coding = ScalarCoding.none
    /// Whether the file's reader puts something else in, as for `${NAME}`.
    var expands = false

    /// The value that a program gets.
    var value: [UInt8] { coding.decode(Array(content.dropFirst(prefix))) }

    /// The content with another value.
    func content(with value: [UInt8]) -> [UInt8] { content.prefix(prefix) + coding.encode(value) }
}

/// What is done to a value before it becomes a scalar.
enum ScalarCoding: Sendable, Hashable {
    case none
    /// Base64 with padding, as in `data` of a Kubernetes Secret.
    case base64
    /// Each dollar sign twice, as in compose files.
    case doubledDollar

    func encode(_ value: [UInt8]) -> [UInt8] {
        switch self {
        case .none: value
        case .base64: Base64.encode(value.span, padded: true)
        case .doubledDollar: TextSwap.replacing("$", with: "$$", in: value)
        }
    }

    /// What does not decode is given as it is.
    func decode(_ content: [UInt8]) -> [UInt8] {
        switch self {
        case .none: return content
        case .base64:
            let dense = content.filter { !$0.isASCIISpace }
            return Base64.decode(dense.span) ?? content
        case .doubledDollar: return TextSwap.replacing("$$", with: "$", in: content)
        }
    }
}
