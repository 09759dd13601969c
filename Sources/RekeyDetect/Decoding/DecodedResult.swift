internal import RekeyCore

/// What the encoded values of one text gave, in the text's own offsets.
struct DecodedResult {
    private var found = ChunkResult()

    /// Adds what was found in `blob`, before which `lead` bytes were put, and says how it was encoded.
    mutating func add(_ result: ChunkResult, of blob: DecodedBlob, lead: Int, in text: Span<UInt8>) {
        func original(_ range: Range<Int>) -> Range<Int> {
            blob.original(max(0, range.lowerBound - lead)..<max(0, range.upperBound - lead))
        }
        for var detection in result.detections where detection.range.upperBound > lead {
            let place = original(detection.range)
            detection.match = original(detection.match)
            let isFirst = detection.range.lowerBound <= lead
            detection.variable =
                detection.variable ?? VariableName.before(isFirst ? blob.range.lowerBound : place.lowerBound, in: text)
            detection.range = place
            detection.decodings = blob.steps + detection.decodings
            found.detections.append(detection)
        }
        for var rejection in result.rejections {
            rejection.range = original(rejection.range)
            found.rejections.append(rejection)
        }
        found.projectRefs.formUnion(result.projectRefs)
        found.reachedLimit = found.reachedLimit || result.reachedLimit
        found.hasMatches = found.hasMatches || result.hasMatches
        // Why all of the text: strings that lie far from each other are decoded into one text.
        found.wantsSurroundings = found.wantsSurroundings || result.wantsSurroundings || !result.unsettled.isEmpty
    }

    /// Joins it with what was found in the text as it stands. Where both speak of the same bytes the surer ones stay, and of those that are as
    /// sure the plain one.
    func join(_ plain: inout ChunkResult) {
        plain.rejections += found.rejections
        plain.projectRefs.formUnion(found.projectRefs)
        plain.reachedLimit = plain.reachedLimit || found.reachedLimit
        plain.hasMatches = plain.hasMatches || found.hasMatches
        plain.wantsSurroundings = plain.wantsSurroundings || found.wantsSurroundings
        guard !found.detections.isEmpty else { return }
        if !plain.detections.isEmpty {
            let surer = Dictionary(uniqueKeysWithValues: Confidence.allCases.map { ($0, places(surerThan: $0)) })
            plain.detections.removeAll { surer[$0.confidence]?.overlaps($0.range) == true }
        }
        let taken = RangeUnion(plain.detections.map(\.range))
        var seen: Set<Identity> = []
        plain.detections += found.detections.filter { !taken.overlaps($0.range) && seen.insert(Identity($0)).inserted }
        plain.detections.sort {
            ($0.range.lowerBound, $0.range.upperBound, $0.ruleIndex) < ($1.range.lowerBound, $1.range.upperBound, $1.ruleIndex)
        }
    }

    private func places(surerThan confidence: Confidence) -> RangeUnion {
        RangeUnion(found.detections.filter { $0.confidence > confidence }.map(\.range))
    }

    /// Two secrets of one compressed value have the same place.
    private struct Identity: Hashable {
        let range: Range<Int>
        let rule: Int
        let secret: SecretText

        init(_ detection: Detection) { (range, rule, secret) = (detection.range, detection.ruleIndex, detection.secret) }
    }
}
