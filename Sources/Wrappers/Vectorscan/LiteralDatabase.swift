internal import CVectorscan

/// A literal that the prefilter looks for.
package struct Literal: Sendable, Hashable {
    package var bytes: [UInt8]
    /// Whether ASCII case is ignored.
    package var ignoresCase: Bool

    package init(bytes: [UInt8], ignoresCase: Bool) {
        self.bytes = bytes
        self.ignoresCase = ignoresCase
    }
}

/// A compiled set of literals; owns one `hs_database_t`.
///
/// libhs databases are immutable, so threads may share one; each thread scans with its own `Scratch`.
@safe package final class LiteralDatabase: @unchecked Sendable {
    let handle: OpaquePointer

    private init(owning handle: OpaquePointer) { unsafe self.handle = handle }

    deinit { unsafe hs_free_database(handle) }

    /// The ID of the literals in `ballast`; their hits are dropped.
    static let ballastID = UInt32.max

    /// Literals of bytes that no text holds, compiled beside the caller's.
    ///
    /// Why: sets whose literals start with eight or fewer pairs of bytes are sought with the library's double shufti, which in Vectorscan
    /// 5.4.9 loses hits at some alignments (`+ABa`, `+AMC`, `APIM`: half of all places). More starts rule that search out.
    private static let ballast: [[UInt8]] = (0..<16).map { [0x80 + 4 * $0, 0xFF - $0, 0xC0, 0x81 + $0] }

    /// Compiles literals with `hs_compile_lit_multi`; the ID reported for a literal is its index.
    ///
    /// With `portable` the database runs on every CPU of this architecture, so that it can be embedded.
    package static func compile(_ literals: [Literal], portable: Bool) throws(VectorscanError) -> LiteralDatabase {
        guard let count = UInt32(exactly: literals.count), count > 0 else { throw .compile(message: "no literals", index: nil) }
        var text: [UInt8] = []
        for bytes in literals.map(\.bytes) + ballast { text += bytes + [0] }
        let flags = literals.map { UInt32($0.ignoresCase ? HS_FLAG_CASELESS : 0) } + ballast.map { _ in 0 }
        let ids = (0..<count).map { $0 } + ballast.map { _ in ballastID }
        let lengths = (literals.map(\.bytes) + ballast).map(\.count)
        var database: OpaquePointer?
        var failure: UnsafeMutablePointer<hs_compile_error_t>?
        var generic = hs_platform_info(tune: 0, cpu_features: 0, reserved1: 0, reserved2: 0)
        let status = unsafe text.withUnsafeBytes { text in
            let characters = unsafe text.assumingMemoryBound(to: CChar.self)
            var pointers: [UnsafePointer<CChar>?] = unsafe []
            var offset = 0
            for length in lengths {
                unsafe pointers.append(characters.baseAddress.map { unsafe $0 + offset })
                offset += length + 1
            }
            return unsafe withUnsafePointer(to: &generic) { generic in
                unsafe hs_compile_lit_multi(
                    &pointers, flags, ids, lengths, UInt32(ids.count), UInt32(HS_MODE_BLOCK), portable ? generic : nil, &database, &failure)
            }
        }
        if let failure = unsafe failure {
            defer { unsafe hs_free_compile_error(failure) }
            let message = unsafe failure.pointee.message.map { unsafe String(cString: $0) } ?? "unknown"
            let index = unsafe Int(failure.pointee.expression)
            throw .compile(message: message, index: index < 0 ? nil : index)
        }
        try check(status)
        guard let database = unsafe database else { throw .outOfMemory }
        return unsafe LiteralDatabase(owning: database)
    }

    /// Reads what `serialized` wrote, with `hs_deserialize_database`; throws `.incompatibleDatabase` for another version or CPU.
    package static func deserialize(_ bytes: Span<UInt8>) throws(VectorscanError) -> LiteralDatabase {
        var database: OpaquePointer?
        let status = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { unsafe hs_deserialize_database($0.baseAddress, $0.count, &database) }
        }
        try check(status)
        guard let database = unsafe database else { throw .outOfMemory }
        return unsafe LiteralDatabase(owning: database)
    }

    /// The bytes that `deserialize` reads, from `hs_serialize_database`.
    package func serialized() throws(VectorscanError) -> [UInt8] {
        var bytes: UnsafeMutablePointer<CChar>?
        var count = 0
        try unsafe check(hs_serialize_database(handle, &bytes, &count))
        guard let bytes = unsafe bytes else { throw .outOfMemory }
        defer { unsafe free(bytes) }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
    }
}
