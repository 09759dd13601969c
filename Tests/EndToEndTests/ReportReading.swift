internal import Foundation

/// The parts of a JSON report that tests look at.
struct ReportReading: Decodable {
    struct Finding: Decodable {
        struct Location: Decodable {
            let path: String
            let line: Int
            let column: Int
            let offset: Int?
            let length: Int
        }

        struct Suppression: Decodable {
            let kind: String
            let reason: String
            let origin: String
        }

        struct Secret: Decodable {
            let sha256: String?
        }

        let id: String
        let rule: String
        let severity: String
        let location: Location
        let suppressed: Suppression?
        let secret: Secret
    }

    struct Account: Decodable {
        struct Skipped: Decodable {
            let path: String
            let reason: String
        }

        let complete: Bool
        let files: Int
        let skipped: [Skipped]
    }

    let findings: [Finding]
    let suppressed: [Finding]
    let account: Account

    init(_ outcome: Program.Outcome) throws { self = try JSONDecoder().decode(Self.self, from: Data(outcome.stdout.utf8)) }

    /// The rules that found something, suppressed or not, without repetition.
    var rules: Set<String> { Set((findings + suppressed).map(\.rule)) }
}
