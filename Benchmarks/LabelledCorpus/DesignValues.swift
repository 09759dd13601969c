/// Values of the design set.
enum DesignValues: ValueMaker {
    private static let words = [
        "river", "copper", "falcon", "winter", "marble", "orange", "silver", "harbor", "meadow", "rocket", "violet", "tiger", "anchor",
        "pepper",
    ]
    private static let seasons = ["Summer", "Winter", "Spring", "Autumn", "Monday", "Friday", "January", "October"]
    private static let names = ["anna", "martin", "sofia", "peter", "laura", "david", "julia", "thomas"]

    static func value(_ kind: ValueKind, _ generator: inout RepeatableGenerator) -> String {
        switch kind {
        case .alphanumeric: generator.text(Alphabet.alphanumeric, Int.random(in: 16...48, using: &generator))
        case .base64: generator.text(Alphabet.alphanumeric + "+/", 43) + "="
        case .hexadecimal: generator.text("0123456789abcdef", generator.pick([32, 40, 64], or: 32))
        case .symbols:
            // Why: a sign in front would mean something to YAML and shells.
            generator.text(Alphabet.lower, 1)
                + generator.text(Alphabet.alphanumeric + "!@#%^&*_-+=?", Int.random(in: 13...23, using: &generator))
        case .strong: strong(&generator)
        case .weak: weak(&generator)
        }
    }

    private static func strong(_ generator: inout RepeatableGenerator) -> String {
        let (first, second) = (generator.pick(words, or: ""), generator.pick(words, or: ""))
        let number = generator.text(Alphabet.digits, 3)
        return switch Int.random(in: 0..<4, using: &generator) {
        case 0: "\(first.capitalized)\(number)!\(second)"
        case 1: "\(first)-\(second.capitalized)-\(number)#"
        case 2: "\(second.prefix(4))\(number)_\(first.uppercased())*"
        default: "\(first.prefix(3))@\(number)\(second.capitalized)%"
        }
    }

    private static func weak(_ generator: inout RepeatableGenerator) -> String {
        let year = "20\(Int.random(in: 10...25, using: &generator))"
        return switch Int.random(in: 0..<6, using: &generator) {
        case 0: "\(generator.pick(seasons, or: ""))\(year)!"
        case 1: "\(generator.pick(words, or: ""))\(Int.random(in: 1...99, using: &generator))"
        case 2: "P@ssw0rd\(Int.random(in: 1...999, using: &generator))"
        case 3: "\(generator.pick(names, or: ""))\(year)"
        case 4: "\(generator.pick(words, or: "").capitalized)123"
        default: "hunter\(Int.random(in: 2...99, using: &generator))"
        }
    }
}

extension String {
    /// The first letter as a capital.
    var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
