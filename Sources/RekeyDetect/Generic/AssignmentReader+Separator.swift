internal import RekeyCore

extension AssignmentReader {
    /// Passes what stands between a name and its value; `nil` where no value follows.
    mutating func separator(_ text: Span<UInt8>, nameStart: Int, syntax: FileKind.Syntax) -> Style? {
        skipArraySize(text)
        let before = offset
        skipBlanks(text)
        guard let first = byte(text) else { return nil }
        switch first {
        case UInt8(ascii: "="):
            if let end = comparison(text) {
                offset = end
                return .comparison
            }
            guard equals(text) else { return nil }
            return isFlag(text, nameStart, syntax) ? .spaced : .equals
        case UInt8(ascii: "?"), UInt8(ascii: "|"), UInt8(ascii: "o"): return alternative(text, before: before)
        case UInt8(ascii: ":"): return colon(text, syntax)
        case UInt8(ascii: ">"):
            guard nameStart > 0, text[nameStart - 1] == UInt8(ascii: "<") || before > nameStart && Self.isPlainQuote(text[before - 1])
            else {
                return nil
            }
            offset += 1
            return .element
        case UInt8(ascii: "<"): return secondElement(text) ? .element : nil
        case UInt8(ascii: ","): return comma(text, before: before, nameStart: nameStart)
        case UInt8(ascii: "("), UInt8(ascii: "{"):
            if first == UInt8(ascii: "{"), declaredDefault(text, nameStart: nameStart) { return .equals }
            guard peek(text, 1).map(Self.isPlainQuote) == true, !isLookUp(text, nameStart) else { return nil }
            offset += 1
            return .call
        case 0x0A: return nextLineValue(text) ? .colon : nil
        default: return spaced(text, before: before, nameStart: nameStart, syntax: syntax)
        }
    }

    /// `char password[32] = …`.
    private mutating func skipArraySize(_ text: Span<UInt8>) {
        guard byte(text) == UInt8(ascii: "[") else { return }
        var end = offset + 1
        while end < text.count, text[end].isASCIIDigit { end += 1 }
        if end < text.count, text[end] == UInt8(ascii: "]") { offset = end + 1 }
    }

    /// `=`, `=>`; not a comparison.
    private mutating func equals(_ text: Span<UInt8>) -> Bool {
        switch peek(text, 1) {
        case UInt8(ascii: "="), UInt8(ascii: "~"): return false
        case UInt8(ascii: ">"): offset += 2
        default: offset += 1
        }
        return true
    }

    /// Behind `== ` or `=== ` when a quote follows.
    func comparison(_ text: Span<UInt8>) -> Int? {
        guard byte(text) == UInt8(ascii: "="), peek(text, 1) == UInt8(ascii: "=") else { return nil }
        var end = offset + 2
        if end < text.count, text[end] == UInt8(ascii: "=") { end += 1 }
        if end < text.count, text[end] == 0x20 { end += 1 }
        return end < text.count && Self.isPlainQuote(text[end]) ? end : nil
    }

    /// `?=`, and what a program takes when a variable is not set: `env.TOKEN || "…"`, `getenv("TOKEN") ?: "…"`, `TOKEN ?? "…"`.
    private mutating func alternative(_ text: Span<UInt8>, before: Int) -> Style? {
        if matches(text, "?=") {
            offset += 2
            return .equals
        }
        guard let end = alternativeEnd(text) else { return nil }
        offset = end
        return .equals
    }

    /// Behind such an operator when a quote follows.
    func alternativeEnd(_ text: Span<UInt8>) -> Int? {
        guard let word = Self.alternatives.first(where: { matches(text, $0) }) else { return nil }
        var probe = AssignmentReader(offset: offset + word.utf8.count)
        probe.skipBlanks(text)
        return probe.byte(text).map(Self.isPlainQuote) == true ? probe.offset : nil
    }

    /// `getToken("name")`: what is in the brackets names the credential.
    private func isLookUp(_ text: Span<UInt8>, _ nameStart: Int) -> Bool {
        guard nameStart < text.count, Self.mayStartLookUp(text[nameStart]) else { return false }
        return Self.lookUps.contains { AssignmentReader(offset: nameStart).matches(text, $0) }
    }

    private static let lookUps = [
        "get", "Get", "read", "Read", "load", "Load", "find", "Find", "fetch", "Fetch", "has", "is", "parse", "new",
    ]

    private static func mayStartLookUp(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case UInt8(ascii: "g"), UInt8(ascii: "r"), UInt8(ascii: "l"), UInt8(ascii: "f"), UInt8(ascii: "h"), UInt8(ascii: "i"),
            UInt8(ascii: "p"), UInt8(ascii: "n"):
            true
        default: false
        }
    }

    /// `:`, `:=`, and `name: Type = value`; not `::` or `://`.
    private mutating func colon(_ text: Span<UInt8>, _ syntax: FileKind.Syntax) -> Style? {
        switch peek(text, 1) {
        case UInt8(ascii: ":"), UInt8(ascii: "/"): return nil
        case UInt8(ascii: "="):
            offset += 2
            return .equals
        default: offset += 1
        }
        // Why: only program text has types, and base64 may end with `=`.
        guard syntax == .code || syntax == .text else { return .colon }
        return declaredValue(text) ? .equals : .colon
    }

    /// Passes a type and the `=` behind it; false, and nothing passed, when there is none.
    private mutating func declaredValue(_ text: Span<UInt8>) -> Bool {
        var probe = AssignmentReader(offset: offset)
        probe.skipBlanks(text)
        let typeStart = probe.offset
        probe.skipTypeName(text, from: typeStart)
        guard probe.offset > typeStart else { return false }
        probe.skipBlanks(text)
        // Why: `str | None` is one type.
        while probe.byte(text) == UInt8(ascii: "|"), probe.offset - typeStart < Self.longestType {
            probe.offset += 1
            probe.skipBlanks(text)
            probe.skipTypeName(text, from: typeStart)
            probe.skipBlanks(text)
        }
        guard probe.byte(text) == UInt8(ascii: "="), probe.equals(text) else { return false }
        offset = probe.offset
        return true
    }

    private mutating func skipTypeName(_ text: Span<UInt8>, from start: Int) {
        while let byte = byte(text), offset - start < Self.longestType, Self.isTypeName(byte) { offset += 1 }
    }

    private static let longestType = 40

    private static func isTypeName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "?"), UInt8(ascii: "|"), UInt8(ascii: "_"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "&"), UInt8(ascii: "."):
            true
        default: byte.isASCIIAlphanumeric
        }
    }

    /// `"password", "…"` in a call, `{password, "…"}`, and `"name": "DB_PASSWORD", "value": …` of task definitions in JSON.
    private mutating func comma(_ text: Span<UInt8>, before: Int, nameStart: Int) -> Style? {
        let isTuple = nameStart > 0 && text[nameStart - 1] == UInt8(ascii: "{")
        guard isTuple || before > nameStart && Self.isPlainQuote(text[before - 1]) else { return nil }
        offset += 1
        skipBlanks(text)
        if pairedValue(text) { return .colon }
        return byte(text).map(Self.isPlainQuote) == true ? .argument : nil
    }

    private mutating func pairedValue(_ text: Span<UInt8>) -> Bool {
        guard byte(text).map(Self.isPlainQuote) == true else { return false }
        for word in Self.quotedValues where matches(text, word) {
            var probe = AssignmentReader(offset: offset + word.utf8.count)
            probe.skipBlanks(text)
            guard probe.byte(text) == UInt8(ascii: ":") else { return false }
            offset = probe.offset + 1
            return true
        }
        return false
    }

    /// `<key>password</key>` with `<string>…` behind it, and `<name>` with `<value>`.
    private mutating func secondElement(_ text: Span<UInt8>) -> Bool {
        guard let close = Self.closingTags.first(where: { matches(text, $0) }) else { return false }
        var probe = AssignmentReader(offset: offset + close.utf8.count)
        while let next = probe.byte(text), next.isASCIISpace, probe.offset - offset < Self.widestGap { probe.offset += 1 }
        guard let open = Self.openingTags.first(where: { probe.matches(text, $0) }) else { return false }
        offset = probe.offset + open.utf8.count
        return true
    }

    private static let widestGap = 96

    /// Terraform: `variable "db_password" {` with `default = …` a few lines below.
    private mutating func declaredDefault(_ text: Span<UInt8>, nameStart: Int) -> Bool {
        guard ends(text, at: nameStart, with: "variable \"") else { return false }
        var probe = AssignmentReader(offset: offset + 1)
        let furthest = min(text.count, offset + Self.longestDeclaration)
        while probe.offset < furthest, text[probe.offset] != UInt8(ascii: "}") {
            if probe.matches(text, "default") {
                probe.offset += 7
                probe.skipBlanks(text)
                guard probe.byte(text) == UInt8(ascii: "="), probe.equals(text) else { return false }
                offset = probe.offset
                return true
            }
            probe.offset += 1
        }
        return false
    }

    private static let longestDeclaration = 300

    /// `--password value`, `ENV PASSWORD value`, `key="password" value="…"`, `#define PASSWORD "…"`, `Dim password As String = "…"`.
    private mutating func spaced(_ text: Span<UInt8>, before: Int, nameStart: Int, syntax: FileKind.Syntax) -> Style? {
        guard offset > before else { return nil }
        let letter = (byte(text) ?? 0) | 0x20
        if letter == UInt8(ascii: "v"), let word = Self.valueAttributes.first(where: { matches(text, $0) }) {
            offset += word.utf8.count
            return .equals
        }
        if letter == UInt8(ascii: "a"), let word = Self.declarations.first(where: { matches(text, $0) }) {
            offset += word.utf8.count
            return declaredValue(text) ? .equals : nil
        }
        if isFlag(text, nameStart, syntax) { return .spaced }
        if byte(text).map(Self.isPlainQuote) == true { return Self.mayStandBeforeQuote(text, nameStart) ? .spaced : nil }
        guard syntax == .shell, nameStart >= 4 else { return nil }
        return Self.setters.contains { ends(text, at: nameStart, with: $0) } ? .spaced : nil
    }

    /// Whether a quoted value may follow a name that begins at `nameStart` without any sign between: on a line of its own, as a keyword of Lisp,
    /// or behind a word that sets it.
    static func mayStandBeforeQuote(_ text: Span<UInt8>, _ nameStart: Int) -> Bool {
        guard nameStart > 0 else { return true }
        if text[nameStart - 1] == UInt8(ascii: ":") || text[nameStart] == UInt8(ascii: "-") { return true }
        if setters.contains(where: { AssignmentReader(offset: 0).ends(text, at: nameStart, with: $0) }) { return true }
        var start = nameStart
        while start > 0, text[start - 1] == 0x20 || text[start - 1] == 0x09 { start -= 1 }
        return start == 0 || text[start - 1] == 0x0A
    }

    private static let setters = ["ENV ", "setenv ", "SetEnv ", "set ", "-gx ", "-x ", "define ", "setq ", "(", "ARG "]

    /// Whether the name is a command-line flag; its value is bare in every language.
    private func isFlag(_ text: Span<UInt8>, _ nameStart: Int, _ syntax: FileKind.Syntax) -> Bool {
        guard nameStart + 1 < text.count, text[nameStart] == UInt8(ascii: "-") else { return false }
        return text[nameStart + 1] == UInt8(ascii: "-") || syntax == .shell && nameStart > 0 && text[nameStart - 1] == 0x20
    }

    /// Kubernetes and compose: `- name: DB_PASSWORD`, and `value: …` on the next line.
    private mutating func nextLineValue(_ text: Span<UInt8>) -> Bool {
        offset += 1
        skipBlanks(text)
        guard Self.mayBeValueKey(byte(text)) else { return false }
        for word in Self.valueKeys where matches(text, word) {
            offset += word.utf8.count
            return true
        }
        return false
    }

    /// Whether one of `valueKeys` may begin with this byte.
    static func mayBeValueKey(_ first: UInt8?) -> Bool {
        first.map { $0 | 0x20 == UInt8(ascii: "v") || $0 == UInt8(ascii: "\"") } ?? false
    }

    // Why static: an array made at each look costs more than the look.
    private static let alternatives = ["||", "??=", "??", "?:", "or "]
    private static let quotedValues = ["\"value\"", "'value'", "\"Value\""]
    private static let closingTags = ["</key>", "</name>", "</id>"]
    private static let openingTags = ["<string>", "<value>"]
    private static let valueAttributes = ["value=", "Value="]
    private static let declarations = ["As ", "as "]
    private static let valueKeys = ["value:", "\"value\":", "Value:"]
}
