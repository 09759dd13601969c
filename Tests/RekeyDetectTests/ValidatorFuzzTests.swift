internal import RekeyCore
internal import RekeyPatterns
internal import RekeyRules
internal import Testing

@testable internal import RekeyDetect

/// Every validator, called by name with every choice of its arguments, on what nobody would expect: it must answer, whatever the answer is.
@Suite struct ValidatorFuzzTests {
    private struct Dice {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return bound > 0 ? Int(state >> 33) % bound : 0
        }

        mutating func bytes(_ count: Int, from low: Int = 0, _ range: Int = 256) -> [UInt8] {
            (0..<count).map { _ in UInt8(truncatingIfNeeded: low + next(range)) }
        }

        /// One change of the kind that damage makes.
        mutating func damaged(_ text: [UInt8]) -> [UInt8] {
            guard !text.isEmpty else { return [UInt8(truncatingIfNeeded: next(256))] }
            var text = text
            let place = next(text.count)
            switch next(6) {
            case 0: text[place] = UInt8(truncatingIfNeeded: next(256))
            case 1: text.remove(at: place)
            case 2: text.insert(UInt8(truncatingIfNeeded: next(256)), at: place)
            case 3: text = Array(text.prefix(place))
            case 4: text = Array(text.suffix(place))
            default: text[place] ^= UInt8(1 << next(8))
            }
            return text
        }
    }

    /// Every call that a rule may write: each name with each value of its choices, and those of the catalogue.
    private static func calls(_ name: ValidatorName) -> [Rule.ValidatorCall] {
        var calls = [Rule.ValidatorCall(name: name.rawValue)]
        for (key, argument) in name.arguments {
            switch argument {
            case .choice(let choices): calls += choices.map { Rule.ValidatorCall(name: name.rawValue, arguments: [key: $0]) }
            case .number, .numbers:
                calls += ["0", "5", "-1", "9223372036854775807"].map { .init(name: name.rawValue, arguments: [key: $0]) }
            case .text: calls += ["", "_", ".", "eyJ"].map { .init(name: name.rawValue, arguments: [key: $0]) }
            }
        }
        return calls + rules.flatMap(\.validate).filter { $0.name == name.rawValue }
    }

    private static let rules: [Rule] = (try? BuiltInCatalogue.load().allRules()) ?? []

    /// What the validator is meant for: the marked parts of the examples of its rules, and keys of every kind.
    private static func seeds(_ name: ValidatorName) -> [[UInt8]] {
        let templates = rules.filter { $0.validate.contains { $0.name == name.rawValue } }.prefix(40).flatMap(\.examples)
        let kinds = ["rsa", "ec", "pkcs8", "encrypted", "openssh", "pgp", "putty"].map { "{pem:\($0)}" }
        let sums = [
            "{sum:github:ghp_{alnum:30}}", "{sum:gitlab:glpat-{b64url:40}}", "{sum:azure:{b64:76}+ASt}", "{sum:azure:{b64:33}AIoT}",
            "{sum:base58:80{hex:64}}", "{sum:bip39:{hex:32}}", "{sum:stellar:{hex:64}}", "pypi-{macaroon:pypi.org}",
        ]
        return (templates + kinds + sums).map { template in
            let example = ExampleTemplate(template, seed: 11)
            return example.secret.map { Array(example.text[$0]) } ?? example.text
        }
    }

    private static func subject(_ bytes: [UInt8], _ dice: inout Dice) -> ValidationSubject {
        let start = dice.next(bytes.count + 1)
        return ValidationSubject(
            secret: bytes, match: bytes, variable: dice.next(2) == 0 ? nil : "JWT_SECRET", path: [], groups: [nil, bytes],
            surroundings: (bytes, start..<(start + dice.next(bytes.count - start + 1))))
    }

    @Test("every name has a check") func complete() {
        #expect(Set(Validators.checks.keys) == Set(ValidatorName.allCases))
        #expect(Self.rules.count > 400)
    }

    @Test("no input traps", arguments: ValidatorName.allCases)
    func survives(_ name: ValidatorName) {
        let validators = Validators(now: Scanning.now)
        let calls = Self.calls(name)
        let seeds = Self.seeds(name)
        var dice = Dice(state: UInt64(name.rawValue.utf8.count) &* 7919)
        var answers = 0
        for round in 0..<2_000 {
            let input: [UInt8] =
                switch round % 5 {
                case 0: dice.bytes(dice.next(300))
                case 1: dice.bytes(dice.next(200), from: 0x20, 95)
                case 2: []
                case 3: dice.damaged(seeds[dice.next(seeds.count)])
                default: dice.damaged(dice.damaged(seeds[dice.next(seeds.count)]))
                }
            let call = calls[round % calls.count]
            switch validators.run(call, on: Self.subject(input, &dice)) {
            case .accepted, .rejected, .disproved: answers += 1
            }
        }
        #expect(answers == 2_000)
    }
}
