internal import Foundation
internal import RekeyCore

@testable internal import RekeyRules

/// The stores of `patterns/stores/`.
enum StoreCatalogue {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "patterns/stores")

    static func sources() throws -> [TOMLSource] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".toml") }.sorted().map {
            TOMLSource(name: "patterns/stores/\($0)", text: try String(contentsOf: folder.appending(path: $0), encoding: .utf8))
        }
    }

    static func stores() throws -> [SecretStore] { try sources().flatMap { try StoreFile.stores(in: $0) } }
}
