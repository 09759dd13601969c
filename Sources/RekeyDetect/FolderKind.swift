/// What the folders on the way to a file say about how likely its secrets are real.
struct FolderKind {
    /// Tests, documentation, examples, fixtures.
    let isSampleGround: Bool
    /// Translations: texts under keys such as `password`.
    let isTranslation: Bool

    /// `path` in lower case.
    init(path: some Collection<UInt8>) {
        let folders = path.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        isSampleGround = folders.contains(where: Self.isSample)
        isTranslation = folders.contains { Self.translationFolders.contains($0) }
    }

    private static func isSample(_ folder: String) -> Bool {
        sampleFolders.contains(folder) || samplePrefixes.begins(Array(folder.utf8).span)
            || folder.hasSuffix("tests") || folder.hasSuffix("test") && !wordsEndingInTest.contains(folder)
    }

    private static let wordsEndingInTest: Set<String> = ["latest", "contest", "greatest", "attest", "protest", "fastest"]
    private static let samplePrefixes = WordSearch([
        "docs", "example", "sample", "testutil", "testlib", "testsupport", "testdata", "test-", "test_", "testing", "testfixtures",
    ])
    private static let sampleFolders: Set<String> = [
        "test", "tests", "testing", "testdata", "test-data", "spec", "specs", "__tests__", "__mocks__", "mock", "mocks", "fixtures",
        "fixture",
        "examples", "example", "samples", "sample", "demo", "demos", "doc", "docs", "documentation", "e2e", "benchmark", "benchmarks",
        "generated",
        "__generated__", "vendor", "third_party", "third-party", "node_modules", "deps",
    ]
    private static let translationFolders: Set<String> = ["locale", "locales", "i18n", "lang", "langs", "l10n", "translations", "messages"]
}
