// swift-tools-version: 6.2
import PackageDescription

/// Settings every Swift target of the house shares; `Sources/README.md` says why.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A C library from a Debian -dev package: a module map and a shim header, nothing else.
func system(_ name: String, _ pkgConfig: String, _ debian: String) -> Target {
    .systemLibrary(name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([debian])])
}

/// The Swift owner of one C library's handles.
func wrapper(_ name: String) -> Target {
    .target(name: name, dependencies: [.byName(name: "C\(name)")], path: "Sources/Wrappers/\(name)", swiftSettings: house)
}

func room(
    _ name: String, _ dependencies: [Target.Dependency], plugins: [Target.PluginUsage] = [], settings: [SwiftSetting] = []
) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: house + settings, plugins: plugins)
}

/// Release builds trust that one thread does not change a property while it reads it; debug builds, which the tests run, check it.
/// Why: the checks took 4 % of a scan.
let trustsExclusivity: [SwiftSetting] = [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["RekeyTestSupport"], swiftSettings: house)
}

let toml: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "rekey",
    products: [.executable(name: "rekey", targets: ["rekey"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        system("CPCRE2", "libpcre2-8", "libpcre2-dev"),
        system("CLibcrypto", "libcrypto", "libssl-dev"),
        system("CDeflate", "libdeflate", "libdeflate-dev"),
        system("CArchive", "libarchive", "libarchive-dev"),
        // Parts of the C library itself; Swift's Glibc module leaves them out.
        .systemLibrary(name: "CExtendedAttributes", path: "Sources/C/CExtendedAttributes"),
        .systemLibrary(name: "CAllocator", path: "Sources/C/CAllocator"),
        .systemLibrary(name: "CTickCounter", path: "Sources/C/CTickCounter"),
        // No libraries: comparing vectors of bytes.
        .systemLibrary(name: "CByteSearch", path: "Sources/C/CByteSearch"),
        .systemLibrary(name: "CLiteralSearch", path: "Sources/C/CLiteralSearch"),
        wrapper("LiteralSearch"), wrapper("PCRE2"), wrapper("Libcrypto"), wrapper("Deflate"), wrapper("Archive"),
        wrapper("ExtendedAttributes"), wrapper("Allocator"), wrapper("ByteSearch"), wrapper("TickCounter"),

        room("RekeyCore", []),
        room("RekeyProof", ["RekeyCore", "Libcrypto", "Deflate"]),
        room("RekeyRules", ["RekeyCore", "RekeyProof", "PCRE2", "LiteralSearch", toml]),
        .executableTarget(name: "compile-patterns", dependencies: ["RekeyRules", "RekeyCore"], swiftSettings: house),
        .plugin(name: "CompilePatterns", capability: .buildTool(), dependencies: ["compile-patterns"]),
        room("RekeyPatterns", ["RekeyCore", "RekeyRules"], plugins: ["CompilePatterns"]),
        room("RekeySupabase", ["RekeyCore", "Libcrypto"]),
        room("RekeySources", ["RekeyCore", "Archive", "ByteSearch", "Deflate"]),
        room("RekeyGit", ["RekeyCore", "Deflate"]),
        room(
            "RekeyDetect",
            ["RekeyCore", "RekeyProof", "RekeyRules", "RekeySupabase", "LiteralSearch", "PCRE2", "Deflate", "Libcrypto", "ByteSearch"],
            settings: trustsExclusivity),
        room("RekeyPolicy", ["RekeyCore"]),
        room("RekeyReport", ["RekeyCore"]),
        room("RekeyRotation", ["RekeyCore", "RekeySupabase", "RekeyReport", "PCRE2"]),
        room(
            "RekeyPipeline",
            [
                "RekeyCore", "RekeyRules", "RekeyPatterns", "RekeySupabase", "RekeySources", "RekeyGit", "RekeyDetect",
                "RekeyPolicy", "RekeyReport", "RekeyRotation", "PCRE2", "Libcrypto", "ExtendedAttributes", "Allocator", "ByteSearch",
                "TickCounter",
            ]),
        .executableTarget(
            name: "rekey", dependencies: ["RekeyPipeline", "RekeyCore", "RekeyReport", "RekeyPolicy", "RekeyRotation", arguments],
            swiftSettings: house),

        // The labelled corpus of `make accuracy`; the tests use the part made from rules.
        .target(
            name: "LabelledCorpus", dependencies: ["RekeyCore", "RekeyRules", "RekeyDetect"], path: "Benchmarks/LabelledCorpus",
            swiftSettings: house),
        .executableTarget(
            name: "make-corpus", dependencies: ["LabelledCorpus", "RekeyPatterns", "RekeyRules", "RekeyCore"],
            path: "Benchmarks/MakeCorpus",
            swiftSettings: house),

        // Measures the reading half of a history scan.
        .executableTarget(
            name: "git-objects", dependencies: ["RekeyGit", "RekeyCore"], path: "Benchmarks/GitObjects", swiftSettings: house),

        .target(name: "RekeyTestSupport", dependencies: [], path: "Tests/RekeyTestSupport", swiftSettings: house),
        // Mutated repositories for `make fuzz` and, for some seconds, for the tests.
        .target(
            name: "GitFuzzing", dependencies: ["RekeyGit", "RekeyCore", "RekeyTestSupport"], path: "Tests/GitFuzzing", swiftSettings: house),
        // The same for archives.
        .target(
            name: "ArchiveFuzzing", dependencies: ["RekeySources", "RekeyCore", "GitFuzzing", "RekeyTestSupport"],
            path: "Tests/ArchiveFuzzing", swiftSettings: house),
        .executableTarget(name: "fuzz-git", dependencies: ["GitFuzzing", "ArchiveFuzzing"], path: "Tests/FuzzGit", swiftSettings: house),
        tests("WrapperTests", ["LiteralSearch", "PCRE2", "Libcrypto", "Deflate", "Archive", "ExtendedAttributes", "ByteSearch"]),
        tests("RekeyCoreTests", ["RekeyCore"]),
        tests("RekeyRulesTests", ["RekeyRules", "RekeyCore", "PCRE2", "LiteralSearch"]),
        tests("RekeyProofTests", ["RekeyProof", "RekeyCore", "Libcrypto", "Deflate"]),
        tests("RekeySupabaseTests", ["RekeySupabase", "RekeyCore", "Libcrypto"]),
        tests("RekeySourcesTests", ["RekeySources", "RekeyCore", "ArchiveFuzzing"]),
        tests("RekeyGitTests", ["RekeyGit", "RekeyCore", "GitFuzzing"]),
        tests(
            "RekeyDetectTests", ["RekeyDetect", "RekeyRules", "RekeyPatterns", "RekeySupabase", "RekeyCore", "Libcrypto", "LiteralSearch"]),
        tests("RekeyPolicyTests", ["RekeyPolicy", "RekeyCore"]),
        tests("RekeyReportTests", ["RekeyReport", "RekeyCore"]),
        // Why a program: WritingTests kills it while it changes files.
        .executableTarget(
            name: "killed-writer", dependencies: ["RekeyPipeline", "RekeyCore"], path: "Tests/KilledWriter", swiftSettings: house),
        tests(
            "RekeyPipelineTests",
            ["RekeyPipeline", "RekeySources", "RekeyPolicy", "RekeyDetect", "RekeyRules", "RekeyPatterns", "RekeyCore"]),
        tests("WritingTests", ["RekeyPipeline", "RekeyCore", "ExtendedAttributes", "killed-writer"]),
        tests("RekeyRotationTests", ["RekeyRotation", "RekeySupabase", "RekeyRules", "RekeyPatterns", "RekeyCore"]),
        tests("PatternTests", ["LabelledCorpus", "RekeyDetect", "RekeyRules", "RekeyPatterns", "RekeySources", "RekeyCore"]),
        tests("EndToEndTests", ["rekey", "killed-writer", "Libcrypto"]),
        tests("LayerTests", []),
    ]
)
