package import RekeyCore

/// The one place where the bytes of a whole file become a chunk.
package enum TextDecoding {
    /// A chunk of everything in the file; offsets and lines start at its beginning. UTF-16 with a byte order mark becomes UTF-8.
    package static func chunk(bytes: [UInt8], provenance: Provenance) -> Chunk {
        let encoding = TextEncoding.detect(bytes)
        let text = encoding == .bytes ? bytes : UTF16.transcode(bytes)
        return Chunk(bytes: text, provenance: provenance, encoding: encoding)
    }
}
