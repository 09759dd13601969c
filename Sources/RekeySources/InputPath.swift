package import RekeyCore

/// A path that the user named.
package enum InputPath {
    /// What a path leads to.
    package enum Kind: Sendable, Equatable { case folder, file, other }

    /// Follows symbolic links, because the user asked for this path. Throws, with exit status 2, when there is nothing.
    package static func kind(of path: [UInt8]) throws(Trouble) -> Kind {
        do throws(Obstacle) {
            switch try Descriptor.kind(of: path) {
            case .folder: return .folder
            case .file: return .file
            case .symbolicLink, .other: return .other
            }
        } catch {
            throw trouble(path, error)
        }
    }

    static func openFolder(_ path: [UInt8]) throws(Trouble) -> Descriptor {
        do throws(Obstacle) { return try Descriptor(folder: path) } catch { throw trouble(path, error) }
    }

    private static func trouble(_ path: [UInt8], _ error: Obstacle) -> Trouble {
        let place = String(decoding: path, as: UTF8.self)
        guard error.isMissing else {
            return Trouble(
                "cannot be read", at: place, why: error.detail, next: "check the permissions, then run again", status: .incomplete)
        }
        return Trouble("no such file or folder", at: place, why: error.detail, next: "check the path", status: .usage)
    }
}
