/// Secrets without a form of their own, and what looks like them. The generic rule may be tuned on `design`; `heldOut` is only ever scored.
package enum GenericSet: String, Sendable, CaseIterable {
    case design
    case heldOut = "heldout"

    /// Every template with `rounds` values of each of its kinds, and the hard negatives.
    package func files(seed: UInt64, rounds: Int = 3) -> [CorpusFile] {
        var generator = RepeatableGenerator(seed: seed &+ (self == .design ? 11 : 0x5EED))
        var files: [CorpusFile] = []
        for (number, template) in templates.enumerated() {
            for kind in template.kinds {
                for round in 0..<rounds {
                    let value = self == .design ? DesignValues.value(kind, &generator) : HeldOutValues.value(kind, &generator)
                    files.append(
                        CorpusFile(
                            path: "p\(number)-\(kind.rawValue)-\(round)/\(template.path)", text: template.filled(value), form: "generic",
                            kind: kind.rawValue, isSecret: true))
                }
            }
        }
        for (number, negative) in negatives.enumerated() {
            for round in 0..<(negative.isFixed ? 1 : rounds) {
                files.append(
                    CorpusFile(
                        path: "n\(number)-\(round)/\(negative.path)", text: MarkedText(secret: negative.text(&generator)),
                        form: negative.family, kind: "hard negative", isSecret: false))
            }
        }
        return files
    }

    private var templates: [GenericTemplate] { self == .design ? GenericTemplate.design : GenericTemplate.heldOut }
    private var negatives: [HardNegative] { self == .design ? HardNegative.design : HardNegative.heldOut }
}
