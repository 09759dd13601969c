/// What the folders on the way to a file say about how likely its secrets are real.
struct FolderKind {
    /// Tests, documentation, examples, fixtures.
    private(set) var isSampleGround = false
    /// Translations: texts under keys such as `password`.
    private(set) var isTranslation = false

    /// Reads the folders of `path`, between slashes.
    init(path: Span<UInt8>) {
        var start = 0
        for end in 0...path.count where end == path.count || path[end] == UInt8(ascii: "/") {
            let folder = path.extracting(start..<end)
            isSampleGround = isSampleGround || Self.isSample(folder)
            isTranslation = isTranslation || Self.translationFolders.holds(folder)
            start = end + 1
        }
    }

    private static func isSample(_ folder: Span<UInt8>) -> Bool {
        sampleFolders.holds(folder) || samplePrefixes.begins(folder) || folder.ends(with: "tests", foldsCase: true)
            || folder.ends(with: "test", foldsCase: true) && !wordsEndingInTest.holds(folder)
    }

    private static let wordsEndingInTest = words(["latest", "contest", "greatest", "attest", "protest", "fastest"])
    private static let samplePrefixes = words([
        "docs", "example", "sample", "testutil", "testlib", "testsupport", "testdata", "test-", "test_", "testing", "testfixtures",
    ])
    private static let sampleFolders = words([
        "test", "tests", "testing", "testdata", "test-data", "spec", "specs", "__tests__", "__mocks__", "mock", "mocks", "fixtures",
        "fixture",
        "examples", "example", "samples", "sample", "demo", "demos", "doc", "docs", "documentation", "e2e", "benchmark", "benchmarks",
        "generated",
        "__generated__", "vendor", "third_party", "third-party", "node_modules", "deps",
    ])
    private static let translationFolders = words(["locale", "locales", "i18n", "lang", "langs", "l10n", "translations", "messages"])

    private static func words(_ list: [String]) -> WordSearch { WordSearch(list, foldsCase: true) }
}
