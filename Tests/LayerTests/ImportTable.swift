/// Which target may import what: the table of `Sources/README.md`.
enum ImportTable {
    /// Modules each target may import.
    static let allowed: [String: Set<String>] = [
        "RekeyCore": [],
        "RekeyProof": ["RekeyCore", "Libcrypto", "Deflate"],
        "RekeyRules": ["RekeyCore", "RekeyProof", "PCRE2", "LiteralSearch", "TOMLKit", essentials],
        "RekeyPatterns": ["RekeyRules", "RekeyCore"],
        "RekeySupabase": ["RekeyCore", "Libcrypto", essentials],
        "RekeySources": ["RekeyCore", "Archive", "ByteSearch", "Deflate", essentials, system],
        "RekeyGit": ["RekeyCore", "Deflate", "Libcrypto", essentials, system],
        "RekeyDetect": [
            "RekeyCore", "RekeyProof", "RekeyRules", "RekeySupabase", "LiteralSearch", "PCRE2", "Deflate", "Libcrypto", "ByteSearch",
        ],
        "RekeyPolicy": ["RekeyCore", essentials],
        "RekeyReport": ["RekeyCore", essentials],
        "RekeyRotation": ["RekeyCore", "RekeySupabase", "RekeyReport", "PCRE2", essentials],
        "RekeyPipeline": [
            "RekeyCore", "RekeyRules", "RekeyPatterns", "RekeySupabase", "RekeySources", "RekeyGit", "RekeyDetect", "RekeyPolicy",
            "RekeyReport", "RekeyRotation", "PCRE2", "Libcrypto", "ExtendedAttributes", "Allocator", "ByteSearch", "TickCounter",
            "Dispatch",
            "Synchronization", essentials, system,
        ],
        "rekey": ["RekeyPipeline", "RekeyCore", "RekeyReport", "RekeyPolicy", "RekeyRotation", "ArgumentParser", essentials, system],
        "compile-patterns": ["RekeyRules", "RekeyCore", essentials, system],
        "LiteralSearch": ["CLiteralSearch"],
        "PCRE2": ["CPCRE2"],
        "Libcrypto": ["CLibcrypto"],
        "Deflate": ["CDeflate"],
        "Archive": ["CArchive"],
        "ExtendedAttributes": ["CExtendedAttributes"],
        "Allocator": ["CAllocator"],
        "TickCounter": ["CTickCounter", "Glibc"],
        "ByteSearch": ["CByteSearch"],
    ]

    /// Single files that may import one thing more, for the reason beside them.
    static let exceptions: [String: Set<String>] = [
        // The standard library has no logarithm.
        "Sources/RekeyCore/Entropy.swift": [system]
    ]

    private static let essentials = "FoundationEssentials"
    private static let system = "Glibc"

    /// What is wrong with the imports of a file, as `path:line: …`; empty when they keep to the table.
    static func faults(in file: SourceFile) -> [String] {
        guard let row = allowed[file.target] else { return ["\(file.path):1: target \(file.target) is not in the import table"] }
        let modules = row.union(exceptions[file.path] ?? [])
        return file.imports.filter { !modules.contains($0.module) }.map { module, line in
            "\(file.path):\(line): \(file.target) may not import \(module)"
        }
    }
}
