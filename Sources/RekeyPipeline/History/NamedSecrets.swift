internal import RekeyCore
internal import RekeyDetect

/// Secrets that stand in names and messages, taken out of what a report says of commits, paths and refs.
struct NamedSecrets {
    private let secrets: [[UInt8]]
    /// Shorter ones are words that say nothing.
    private static let shortest = 6

    /// Those of findings in names, messages and header fields.
    init(_ items: [ClaimedFinding]) {
        secrets = items.filter { !$0.finding.provenance.entry.isEmpty && $0.finding.secret.count >= Self.shortest }.map {
            $0.finding.secret.withBytes { $0.copied() }
        }
    }

    /// Covers them in everything that a finding says of its history.
    func cover(_ finding: inout Finding) {
        guard !secrets.isEmpty else { return }
        finding.provenance.path = covered(finding.provenance.path)
        finding.provenance.entry = covered(finding.provenance.entry)
        finding.provenance.author = finding.provenance.author.map(covered)
        guard var exposure = finding.exposure else { return }
        cover(&exposure)
        finding.exposure = exposure
    }

    private func cover(_ exposure: inout HistoryExposure) {
        if let author = exposure.first?.author { exposure.first?.author = covered(author) }
        exposure.firstPath = exposure.firstPath.map(covered)
        exposure.paths = exposure.paths.map(covered)
        exposure.messages = exposure.messages.map(covered)
        for index in exposure.holders.indices { exposure.holders[index].name = covered(exposure.holders[index].name) }
        for index in exposure.removals.indices {
            exposure.removals[index].commit.author = covered(exposure.removals[index].commit.author)
            for head in exposure.removals[index].heads.indices {
                exposure.removals[index].heads[head].name = covered(exposure.removals[index].heads[head].name)
            }
        }
    }

    private func covered(_ text: String) -> String { String(decoding: covered(Array(text.utf8)), as: UTF8.self) }

    /// With `…` for each secret.
    private func covered(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for secret in secrets {
            while let place = bytes.span.firstOffset(of: secret) {
                bytes.replaceSubrange(place..<place + secret.count, with: "…".utf8)
            }
        }
        return bytes
    }
}
