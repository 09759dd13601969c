internal import RekeyCore

extension ChunkResult {
    /// Adds what was found in the text without colours. Where both speak of the same bytes the surer ones stay, and of those that are as sure
    /// the ones found without codes: they know how far a value goes.
    mutating func join(_ other: ChunkResult, of view: UncolouredText, in window: UncolouredText.Window) {
        projectRefs.formUnion(other.projectRefs)
        reachedLimit = reachedLimit || other.reachedLimit
        reachedDecodingLimit = reachedDecodingLimit || other.reachedDecodingLimit
        wantsSurroundings = wantsSurroundings || other.wantsSurroundings
        hasMatches = hasMatches || other.hasMatches
        for word in other.unsettled { addUnsettled(window.original(word, of: view)) }
        rejections += other.rejections.map { rejection in
            var rejection = rejection
            rejection.range = window.original(rejection.range, of: view)
            return rejection
        }
        let found = other.detections.compactMap { detection -> Detection? in
            var detection = detection
            detection.range = window.original(detection.range, of: view)
            detection.match = window.original(detection.match, of: view)
            return window.counted.contains(detection.range.lowerBound) ? detection : nil
        }
        guard !found.isEmpty else { return }
        for confidence in Confidence.allCases {
            let places = RangeUnion(found.filter { $0.confidence >= confidence }.map(\.range))
            detections.removeAll { $0.confidence == confidence && places.overlaps($0.range) }
        }
        let taken = RangeUnion(detections.map(\.range))
        detections += found.filter { !taken.overlaps($0.range) }
        detections.sort {
            ($0.range.lowerBound, $0.range.upperBound, $0.ruleIndex) < ($1.range.lowerBound, $1.range.upperBound, $1.ruleIndex)
        }
    }
}
