/// Values of the held-out set: other words, other mixtures, other alphabets than those of the design set.
enum HeldOutValues: ValueMaker {
    private static let nouns = [
        "banjo", "cactus", "lobster", "pyramid", "walnut", "gravel", "saturn", "velvet", "cobalt", "lantern", "mango", "turbine", "quartz",
        "yogurt", "badger", "kernel", "piano", "glacier", "kimono", "donkey",
    ]
    private static let clubs = ["Juventus", "Arsenal", "Lakers", "Celtic", "Dolphins", "Giants", "Rangers", "Steelers"]
    private static let pets = ["rex", "bella", "milo", "luna", "charlie", "simba", "oscar", "daisy"]
    private static let rows = ["1q2w3e", "zaq1xsw2", "qazwsx", "asdf1234", "1qaz2wsx"]

    static func value(_ kind: ValueKind, _ generator: inout RepeatableGenerator) -> String {
        switch kind {
        case .alphanumeric:
            generator.text(
                generator.pick([Alphabet.alphanumeric, Alphabet.lower + Alphabet.digits, Alphabet.upper + Alphabet.digits], or: ""),
                generator.pick([20, 24, 28, 32, 36, 40, 64], or: 20))
        case .base64:
            generator.text(
                Alphabet.alphanumeric + generator.pick(["+/", "-_"], or: ""), generator.pick([22, 27, 32, 43, 64], or: 32))
        case .hexadecimal:
            generator.text(generator.pick(["0123456789abcdef", "0123456789ABCDEF"], or: ""), generator.pick([32, 48, 64], or: 32))
        case .symbols:
            generator.text(Alphabet.upper, 1)
                + generator.text(Alphabet.alphanumeric + "~!@^*()-_=+[]:.?", Int.random(in: 11...27, using: &generator))
        case .strong: strong(&generator)
        case .weak: weak(&generator)
        }
    }

    private static func strong(_ generator: inout RepeatableGenerator) -> String {
        let (first, second) = (generator.pick(nouns, or: ""), generator.pick(nouns, or: ""))
        let sign = generator.pick(["!", "?", "+", "&", "~", "^"], or: "!")
        let number = Int.random(in: 10...9999, using: &generator)
        return switch Int.random(in: 0..<5, using: &generator) {
        case 0: "\(number)\(first.uppercased())\(sign)\(second)"
        case 1: swapped(first) + sign + swapped(second).capitalized + "\(number)"
        case 2: "\(first.capitalized)\(sign)\(second.capitalized)\(sign)\(number)"
        case 3: "\(first.prefix(2))\(number)\(sign)\(second.suffix(3).uppercased())\(sign)\(first.suffix(2))"
        default: "\(swapped(first))\(number)\(sign)"
        }
    }

    private static func weak(_ generator: inout RepeatableGenerator) -> String {
        let year = "\(Int.random(in: 1965...2026, using: &generator))"
        return switch Int.random(in: 0..<7, using: &generator) {
        case 0: generator.pick(clubs, or: "") + year.suffix(2)
        case 1: generator.pick(pets, or: "") + year
        case 2: generator.pick(rows, or: "")
        case 3: swapped(generator.pick(nouns, or: "")) + "\(Int.random(in: 1...9, using: &generator))"
        case 4: generator.pick(nouns, or: "") + generator.text(Alphabet.digits, 3)
        case 5: generator.pick(nouns, or: "").capitalized + year + generator.pick(["!", ".", "#"], or: "!")
        default: "Welcome" + generator.text(Alphabet.digits, 2) + generator.pick(["", "!", "@"], or: "")
        }
    }

    /// Letters written as the digits that look like them.
    private static func swapped(_ word: String) -> String {
        String(word.map { ["a": "4", "e": "3", "o": "0", "i": "1", "s": "5"][$0] ?? $0 })
    }
}
