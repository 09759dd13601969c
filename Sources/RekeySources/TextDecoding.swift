package import RekeyCore

/// The one place where the bytes of a whole file become a chunk.
package enum TextDecoding {
    /// A chunk of everything in the file; offsets and lines start at its beginning.
    package static func chunk(bytes: [UInt8], provenance: Provenance) -> Chunk {
        Chunk(bytes: bytes, provenance: provenance, encoding: .bytes)
    }
}
