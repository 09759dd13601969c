package import Foundation

/// Files under `Tests/Goldens/` that hold what the program is expected to write.
///
/// `REKEY_UPDATE_GOLDENS=1` rewrites them and then fails the run, so that nobody accepts new bytes without reading the diff.
package enum Golden {
    /// Compares the bytes with the file `Tests/Goldens/<name>`. Throws when they differ, when there is no such file, or after rewriting it.
    package static func check(_ bytes: [UInt8], against name: String) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["REKEY_UPDATE_GOLDENS"] == "1" {
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
            throw Mismatch(name: name, reason: "rewritten; read the diff, then run again without REKEY_UPDATE_GOLDENS")
        }
        guard let expected = try? Data(contentsOf: file) else {
            throw Mismatch(name: name, reason: "no such golden; REKEY_UPDATE_GOLDENS=1 makes it")
        }
        if let difference = difference(expected: [UInt8](expected), actual: bytes) { throw Mismatch(name: name, reason: difference) }
    }

    /// `Tests/Goldens`.
    package static var folder: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Goldens")
    }

    /// The first line that differs, in words; `nil` when the bytes are equal.
    package static func difference(expected: [UInt8], actual: [UInt8]) -> String? {
        guard expected != actual else { return nil }
        let expectedLines = expected.split(separator: 0x0A, omittingEmptySubsequences: false)
        let actualLines = actual.split(separator: 0x0A, omittingEmptySubsequences: false)
        let same = zip(expectedLines, actualLines).prefix { $0 == $1 }.count
        let wanted = same < expectedLines.count ? String(decoding: expectedLines[same], as: UTF8.self) : "the end"
        let got = same < actualLines.count ? String(decoding: actualLines[same], as: UTF8.self) : "the end"
        return "line \(same + 1)\n  expected: \(wanted)\n  actual:   \(got)"
    }

    /// What was written is not what the golden holds.
    package struct Mismatch: Error, CustomStringConvertible {
        package let name: String
        package let reason: String

        package var description: String { "golden \(name): \(reason)" }
    }
}
