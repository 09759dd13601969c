internal import RekeyCore
internal import RekeyDetect
internal import RekeyGit

/// What one thread found in the objects of a repository, and what all found together.
struct HistoryYield {
    /// The account, and what texts say of each other.
    var scan = ChunkScanner.Yield()
    var secrets: [Fingerprint: Secret] = [:]
    /// Excluded paths, each once.
    var excluded: Set<Skip> = []

    /// One secret.
    struct Secret {
        /// The worst finding at each path.
        var places: [[UInt8]: Place] = [:]
        /// Blobs that hold it, found there or known to be still there.
        var blobs: Set<ObjectID> = []
        /// Where the text of a commit or tag, or a name, holds it.
        var texts: [Place] = []
    }

    /// What holds a text.
    enum Origin: Sendable, Equatable {
        /// A blob, commit or tag.
        case object(ObjectID)
        /// The name of a file or folder.
        case name
        /// The name of a ref, in full.
        case ref([UInt8])
    }

    /// Where a secret was found, and what was made of it.
    struct Place {
        var item: ClaimedFinding
        var origin: Origin
        /// The secret with what stands before it on its line, as it is written there; empty where that is not known.
        var written: [UInt8] = []

        /// Whether it says more than `other`: not excused, worse, surer; of equals the one with the smaller ID and offset.
        func isBefore(_ other: Place) -> Bool {
            let (mine, others) = (rank, other.rank)
            if mine != others { return mine > others }
            let (place, otherPlace) = (item.finding.location, other.item.finding.location)
            if case (.object(let object), .object(let otherObject)) = (origin, other.origin), object != otherObject {
                return object < otherObject
            }
            return (place.line, place.column) < (otherPlace.line, otherPlace.column)
        }

        /// Whether it is not excused where the other one is, or worse, or surer.
        func saysMore(than other: Place) -> Bool { rank > other.rank }

        private var rank: (Int, Severity, Confidence) {
            (item.finding.suppression == nil ? 1 : 0, item.finding.severity, item.finding.confidence)
        }
    }

    /// Adds findings in the version of a file, with `written` of each where that is known.
    mutating func add(_ items: [ClaimedFinding], written: [[UInt8]] = [], inBlob blob: ObjectID) {
        for (index, item) in items.enumerated() {
            guard let fingerprint = item.finding.fingerprint else { continue }
            let place = Place(item: item, origin: .object(blob), written: index < written.count ? written[index] : [])
            secrets[fingerprint, default: Secret()].add(place, at: item.finding.provenance.path)
            secrets[fingerprint]?.blobs.insert(blob)
        }
    }

    /// Adds findings in the text of a commit or tag, or in a name.
    mutating func add(_ items: [ClaimedFinding], in origin: Origin) {
        for item in items {
            guard let fingerprint = item.finding.fingerprint else { continue }
            secrets[fingerprint, default: Secret()].texts.append(Place(item: item, origin: origin))
        }
    }

    mutating func merge(_ other: HistoryYield) {
        scan.merge(other.scan)
        excluded.formUnion(other.excluded)
        for (fingerprint, secret) in other.secrets { secrets[fingerprint, default: Secret()].merge(secret) }
    }
}

extension HistoryYield.Secret {
    mutating func add(_ place: HistoryYield.Place, at path: [UInt8]) {
        if let known = places[path], !place.isBefore(known) { return }
        places[path] = place
    }

    mutating func merge(_ other: HistoryYield.Secret) {
        for (path, place) in other.places { add(place, at: path) }
        blobs.formUnion(other.blobs)
        texts += other.texts
    }
}
