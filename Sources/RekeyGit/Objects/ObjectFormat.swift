/// The hash function that names the objects of a repository. Source: gitformat-pack(5), git-init(1) `--object-format`.
package enum ObjectFormat: Sendable, Equatable {
    case sha1
    case sha256

    /// Bytes of an ID, and of a checksum at the end of a pack.
    package var idLength: Int {
        switch self {
        case .sha1: 20
        case .sha256: 32
        }
    }

    /// The number that stands for it in a multi-pack-index. Source: gitformat-pack(5), "multi-pack-index (MIDX) files".
    var packedNumber: UInt8 {
        switch self {
        case .sha1: 1
        case .sha256: 2
        }
    }
}
