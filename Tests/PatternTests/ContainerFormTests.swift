internal import LabelledCorpus
internal import RekeyCore
internal import RekeyDetect
internal import RekeyRules
internal import Testing

/// Every rule's secrets in every place they are kept: code, configuration, logs, base64 …
@Suite struct ContainerFormTests {
    static let corpus = Result { try RuleCorpus(FullCatalogue.rules, now: FullCatalogue.now) }

    private static let forms = ContainerForm.allCases.map(\.rawValue) + TextForm.allCases.map(\.rawValue) + ["file"]

    @Test("every rule's example is found in every form that can hold it", arguments: forms)
    func recall(_ form: String) throws {
        let set = try FullCatalogue.set.get()
        let detector = try Detector(set, now: FullCatalogue.now)
        var count = 0
        for file in try Self.corpus.get().files where file.isSecret && file.form == form {
            count += 1
            let text = Array(file.text.text.utf8)
            let range = file.text.range
            let found = try detector.scan(text.span, path: Array(file.path.utf8)).detections.filter { $0.range.overlaps(range) }
            guard let rule = file.rule else { continue }
            if !found.contains(where: { $0.rule.id == rule }) {
                print("MISS\t\(form)\t\(rule)\t\(file.path)\t\(file.kind)\t\(found.map(\.rule.id.rawValue))")
            }
        }
        print("FORM \(form) \(count)")
    }
}
