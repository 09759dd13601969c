internal import RekeyCore

/// How far everything known about an assignment speaks for a secret: the sum of named parts.
///
/// The one place where the generic rule judges. A point is about one doubling of the odds. docs/accuracy.md tells how the weights were
/// found and what they reach.
struct CredentialScore {
    /// What stands round the value.
    struct Surroundings {
        let promise: CredentialName.Promise
        let style: AssignmentReader.Style
        let isQuoted: Bool
        /// Whether the line is a comment of program text, where documentation stands.
        let isComment: Bool
        let syntax: FileKind.Syntax
        let place: FileKind.Place
    }

    /// What one feature adds.
    struct Part: Equatable {
        /// What was seen, for `rekey explain`.
        let words: String
        let points: Double
    }

    /// From here on a value is reported, as weak.
    static let reported = 1.5
    /// From here on a value that is long and mixed enough is believed.
    static let believed = 4.0
    /// What rules a value out, whatever else speaks for it.
    private static let veto = -20.0

    private(set) var total = 0.0
    /// Bits by which the value looks random; see `WordLikeness`.
    private(set) var surplus = 0.0
    /// Whether the value is long and mixed enough that somebody made it to be a secret.
    private var isMade = false
    /// In the order of their look-up; empty unless asked for.
    private(set) var parts: [Part] = []
    private let keepsParts: Bool

    /// Judges `value`; looks no further once it cannot be reported. `explains` keeps the parts, and all of them.
    init(_ value: Span<UInt8>, in surroundings: Surroundings, explains: Bool = false) {
        keepsParts = explains
        if explains {
            rateRefusals(value, surroundings.place)
            guard total > Self.veto else { return }
        }
        rateName(surroundings.promise)
        rateForm(surroundings)
        if let text = KnownForm.textInBase64(value) {
            add(-1, "base64 of a text")
            rateRefusals(text.span, surroundings.place)
            rateValue(text.span, surroundings)
        } else {
            rateValue(value, surroundings)
        }
        // Why last where nobody asks for reasons: refusals take the longest, only ever subtract, and most values fall without them.
        guard !explains, total >= Self.reported else { return }
        rateRefusals(value, surroundings.place)
    }

    /// What the points come to.
    var judgement: Judgement {
        if total < Self.reported { return .harmless }
        return total >= Self.believed && isMade ? .made : .weak
    }

    /// What a value is taken for.
    enum Judgement {
        /// No secret.
        case harmless
        /// May be a secret, and guessed soon if it is one: reported as low.
        case weak
        /// A machine made it, or a person who meant it to be a password.
        case made
    }

    /// The parts and their sum in words: `password name +2.5, quoted +1.0, …; 3.5 of 1.5`.
    var words: String {
        let parts = parts.map { "\($0.words) \(Self.signed($0.points))" }.joined(separator: ", ")
        return "\(parts); \(Self.tenths(total)) points, \(Self.tenths(Self.reported)) are needed"
    }

    private mutating func add(_ points: Double, _ words: @autoclosure () -> String) {
        total += points
        if keepsParts, points != 0 { parts.append(Part(words: words(), points: points)) }
    }

    private mutating func rateRefusals(_ value: Span<UInt8>, _ place: FileKind.Place) {
        if let form = KnownForm.name(of: value) {
            add(Self.veto, form)
        } else if let reason = Placeholder.reason(value) {
            add(Self.veto, reason)
        } else if place.isGenerated || place.isTranslation {
            add(Self.veto, place.isGenerated ? "a generated file" : "a translation")
        } else if KnownForm.isUUID(value) {
            add(-4, "a UUID")
        }
    }

    private mutating func rateName(_ promise: CredentialName.Promise) {
        let word = promise.kind == .password ? "password" : "credential"
        add(promise.isVague ? 0.5 : 2.5, promise.isVague ? "name that may mean a credential" : "\(word) name")
    }

    private mutating func rateForm(_ surroundings: Surroundings) {
        switch surroundings.style {
        case .call: add(-0.5, "argument of a call")
        case .comparison: add(-0.5, "compared, not assigned")
        case .argument: add(-0.5, "argument behind its name")
        case .spaced: add(0.5, "value of an option")
        case .element: add(0.5, "text of an element")
        case .equals, .colon:
            if surroundings.isQuoted {
                add(1, "quoted")
            } else {
                rateBare(surroundings.syntax)
            }
        }
    }

    private mutating func rateBare(_ syntax: FileKind.Syntax) {
        switch syntax {
        case .assignments: add(1, "not quoted, as this file writes values")
        case .yaml, .shell: add(0.5, "not quoted, as this file writes values")
        case .code, .text: add(-0.5, "not quoted, in a text")
        }
    }

    private mutating func rateValue(_ value: Span<UInt8>, _ surroundings: Surroundings) {
        let kind = surroundings.promise.kind
        let likeness = WordLikeness(value)
        let alphabet = likeness.alphabet
        rateLength(value.count, kind)
        rateAlphabet(alphabet, kind)
        surplus = likeness.surplus
        let isMixed = kind == .password && alphabet.lowers + alphabet.uppers > 0 && alphabet.digits + alphabet.marks > 1
        isMade = value.count >= 8 && isMixed || surplus >= 10 && value.count >= 10
        let isRandom = surplus > 0
        // Why: people make passwords of words.
        add(min(5, max(kind == .password ? -3 : -6, surplus / 6)), isRandom ? "looks random" : "reads like words")
        if kind == .token, surplus < 10 { add(-3, "a key would look more random") }
        ratePlace(surroundings)
        // Why: what follows only ever subtracts.
        guard keepsParts || total >= Self.reported else { return }
        let repeated = Repetition.bytes(in: value)
        if repeated > 0 { add(-6 * Double(repeated) / Double(value.count), "repetition or neighbouring keys") }
        if surplus < 12, CredentialName.isNamed(in: value) {
            add(alphabet.digits + alphabet.marks >= 3 && kind == .password ? -1 : -3, "says itself what it is")
        }
    }

    private mutating func rateLength(_ count: Int, _ kind: CredentialName.Kind) {
        switch (kind, count) {
        case (_, ..<6): add(-6, "shorter than 6 bytes")
        case (.password, 6..<8): add(-0.5, "short")
        case (.password, _): break
        case (.token, ..<10): add(-4, "too short for a key")
        case (.token, 10..<16): add(-1, "short for a key")
        case (.token, _): add(1, "as long as keys are")
        }
    }

    private mutating func rateAlphabet(_ alphabet: Alphabet, _ kind: CredentialName.Kind) {
        let letters = alphabet.lowers + alphabet.uppers
        switch (alphabet.classes, alphabet.digits > 0, kind) {
        case (1, true, _): add(-2, "digits only")
        case (1, false, .password): add(-1, "letters of one case only")
        case (1, false, .token): add(-3, "letters of one case only")
        case (3..., _, _): add(Double(alphabet.classes) - 2, "\(alphabet.classes) kinds of characters")
        default: break
        }
        if kind == .password, letters > 0, alphabet.digits + alphabet.marks > 0 { add(2, "letters mixed with digits or symbols") }
    }

    private mutating func ratePlace(_ surroundings: Surroundings) {
        if surroundings.place.isSampleGround {
            add(-1.5, "in a test, an example, a document or vendored code")
        } else if surroundings.isComment {
            add(-1, "in a comment")
        } else if surroundings.promise.kind == .password, surroundings.syntax == .assignments || surroundings.syntax == .yaml {
            add(2, "in a configuration")
        }
    }

    private static func signed(_ points: Double) -> String { points < 0 ? tenths(points) : "+" + tenths(points) }

    /// One decimal, without Foundation's formatting.
    private static func tenths(_ number: Double) -> String {
        let tenths = Int((abs(number) * 10).rounded())
        return "\(number < 0 && tenths > 0 ? "-" : "")\(tenths / 10).\(tenths % 10)"
    }
}
