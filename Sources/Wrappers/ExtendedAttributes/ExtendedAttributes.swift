internal import CExtendedAttributes

/// Named values that a file system keeps with a file, access control lists among them. Source: xattr(7).
package enum ExtendedAttributes {
    /// The error number of a refused call.
    package struct Fault: Error, Equatable {
        package let code: Int32

        package init(code: Int32) { self.code = code }
    }

    /// Where Linux keeps the access control list of a file, when it says more than the mode. Source: acl(5), xattr(7).
    package static let accessList = "system.posix_acl_access"

    /// The attributes of an open file, sorted; none where the file system keeps none (`flistxattr`).
    package static func names(of descriptor: Int32) throws(Fault) -> [String] {
        var buffer = [CChar](repeating: 0, count: 65_536)
        let count = unsafe flistxattr(descriptor, &buffer, buffer.count)
        guard count >= 0 else {
            if isUnsupported { return [] }
            throw fault
        }
        let bytes = buffer.prefix(count).map { UInt8(bitPattern: $0) }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.sorted()
    }

    /// The value of one; `nil` when the file has none of that name (`fgetxattr`).
    package static func value(_ name: String, of descriptor: Int32) throws(Fault) -> [UInt8]? {
        // Source: XATTR_SIZE_MAX of linux/limits.h.
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe fgetxattr(descriptor, name, &buffer, buffer.count)
        guard count >= 0 else {
            if isUnsupported || rekey_error_number() == ENODATA { return nil }
            throw fault
        }
        return Array(buffer.prefix(count))
    }

    /// Sets one (`fsetxattr`).
    package static func set(_ name: String, _ value: [UInt8], of descriptor: Int32) throws(Fault) {
        guard unsafe fsetxattr(descriptor, name, value, value.count, 0) == 0 else { throw fault }
    }

    /// Gives one open file the attributes of another: the access control list, and its absence, and all the user's.
    ///
    /// What only the system may set, such as labels of security modules, is copied where it lets us.
    package static func copy(from source: Int32, to target: Int32) throws(Fault) {
        let names = try names(of: source)
        // Why: a folder can hand a list down to files made in it, which would let more people read the copy than the original.
        if !names.contains(accessList), unsafe fremovexattr(target, accessList) != 0, !isUnsupported, rekey_error_number() != ENODATA {
            throw fault
        }
        for name in names {
            guard let value = try value(name, of: source) else { continue }
            do { try set(name, value, of: target) } catch {
                if name.hasPrefix("user.") || name.hasPrefix("system.") { throw error }
            }
        }
    }

    private static var fault: Fault { Fault(code: rekey_error_number()) }
    private static var isUnsupported: Bool { rekey_error_number() == EOPNOTSUPP }
}
