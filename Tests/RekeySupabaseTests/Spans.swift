internal import RekeyCore
internal import RekeySupabase

// The testing macros cannot hold a `Span`, so the tests call these forms that take arrays.

extension JSONWebToken {
    init?(bytes: [UInt8]) { self.init(bytes.span) }
    func verifies(bytes: [UInt8]) -> Bool { verifies(secret: bytes.span) }
}

extension SupabaseAPIKey {
    init?(bytes: [UInt8]) { self.init(bytes.span) }
}

extension SupabaseAccessToken {
    init?(bytes: [UInt8]) { self.init(bytes.span) }
}

extension ProjectRef {
    static func harvest(bytes: [UInt8]) -> [ProjectRef] { harvest(from: bytes.span) }
}

extension DatabaseURL {
    init?(bytes: [UInt8], at offset: Int) { self.init(in: bytes.span, at: offset) }
}

extension DemoValue {
    static func isDemo(variable: String?, bytes: [UInt8]) -> Bool { isDemo(variable: variable, value: bytes.span) }
}

extension SigningKey {
    static func parse(bytes: [UInt8]) -> [SigningKey] { parse(bytes.span) }
}

extension HookSecret {
    static func parse(bytes: [UInt8], variable: String? = nil) -> [HookSecret] { parse(bytes.span, variable: variable) }
}

extension Base64 {
    static func decode(bytes: [UInt8]) -> [UInt8]? { decode(bytes.span) }
}

extension PastedText {
    init(bytes: [UInt8]) { self.init(bytes.span) }
}

extension KeyInspection {
    init(bytes: [UInt8], known: Known = Known(), now: Int64) { self.init(bytes.span, known: known, now: now) }
}

extension KeyInspection.Proof {
    var isRefuted: Bool { if case .fails = self { true } else { false } }
    var isProven: Bool { if case .holds = self { true } else { false } }
}
