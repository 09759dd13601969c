internal import PCRE2
package import RekeyCore

/// What one detection of a store captured in one text.
struct StoreReference: Sendable {
    var store: String
    /// What `text` is; `nil` when only the match counts.
    var gives: SecretStore.Placeholder?
    var text: String
    /// Bytes of the capture, or of the match.
    var range: Range<Int>
}

/// A store that a repository uses, and where that shows.
package struct StoreUse: Sendable, Equatable {
    /// ID of the store.
    package var store: String
    package var path: [UInt8]
    /// From 1.
    package var line: Int
    /// What the text says of names, environments, apps, projects …; each list sorted, without repetition.
    package var details: [SecretStore.Placeholder: [String]]
}

/// Runs the detections of the stores over texts.
final class StoreDetector {
    private struct Prepared {
        let store: String
        let path: Pattern?
        let reference: Pattern?
        let gives: SecretStore.Placeholder?
    }

    private let detections: [Prepared]
    private let matcher: Matcher?
    /// Longest part of a text that is looked at, in bytes; the files stores show in are short.
    private static let longest = 4 << 20
    /// Most captures of one detection in one text.
    private static let most = 20_000

    init(_ stores: [SecretStore]) {
        matcher = try? Matcher(matchLimit: 50_000)
        detections = stores.flatMap { store in
            store.detections.map { detection in
                Prepared(
                    store: store.id, path: detection.path.flatMap { try? Pattern($0) },
                    reference: detection.reference.flatMap { try? Pattern($0) }, gives: detection.gives)
            }
        }
    }

    /// Every capture in the text, detection by detection. A file whose presence is enough gives an empty capture.
    func references(path: [UInt8], bytes: [UInt8]) -> [StoreReference] {
        detections.flatMap { detection in
            if let pattern = detection.path, !matches(pattern, path) { return [StoreReference]() }
            guard let reference = detection.reference else {
                return [StoreReference(store: detection.store, gives: nil, text: "", range: 0..<0)]
            }
            return captures(of: reference, in: bytes, detection)
        }
    }

    private func matches(_ pattern: Pattern, _ bytes: [UInt8]) -> Bool { matcher?.matches(pattern, bytes.span) ?? false }

    private func captures(of pattern: Pattern, in bytes: [UInt8], _ detection: Prepared) -> [StoreReference] {
        var found: [StoreReference] = []
        var offset = 0
        let end = min(bytes.count, Self.longest)
        while offset <= end, found.count < Self.most {
            guard case .match(let match)? = matcher?.search(for: pattern, in: bytes.span, from: offset, to: end) else { break }
            let range = match.range(ofGroup: 1)
            found.append(
                StoreReference(
                    store: detection.store, gives: detection.gives, text: String(decoding: bytes[range].prefix(200), as: UTF8.self),
                    range: range))
            offset = max(match.whole.upperBound, offset + 1)
        }
        return found
    }
}
