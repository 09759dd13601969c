internal import RekeyCore
internal import RekeyDetect
internal import RekeyGit

/// Makes one finding a secret and path of what was found in all versions.
struct HistoryFindings {
    let repository: Repository
    let store: ObjectStore
    let map: HistoryMap
    let settings: ScanSettings
    let now: Int64

    /// The findings and the account.
    func settled(_ found: HistoryYield) throws -> ChunkScanner.Yield {
        var yield = found.scan
        yield.account.skips += found.excluded
        for secret in found.secrets.values {
            yield.items += secret.places.values.map(\.item) + secret.texts.map(\.item)
        }
        return yield
    }
}
