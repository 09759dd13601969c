internal import RekeyCore
internal import RekeyRules

/// A file that holds no secret but looks as if it did.
struct HardNegative: Sendable {
    /// What it is: placeholder, reference, UUID, hash …
    var family: String
    var path: String
    /// In the language of rule examples: `{hex:40}` is made at run time.
    var template: String

    init(_ family: String, _ path: String, _ template: String) { (self.family, self.path, self.template) = (family, path, template) }

    /// Whether every round gives the same text.
    var isFixed: Bool { ExampleTemplate(template, seed: 1).text == ExampleTemplate(template, seed: 2).text }

    func text(_ generator: inout RepeatableGenerator) -> String {
        String(decoding: ExampleTemplate(template, seed: generator.next()).text, as: UTF8.self) + "\n"
    }
}
