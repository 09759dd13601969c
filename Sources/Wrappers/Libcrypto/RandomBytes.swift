internal import CLibcrypto

/// libcrypto's random generator could not be seeded.
package struct RandomFault: Error, Equatable { package init() {} }

/// `count` bytes from `RAND_bytes`.
package func randomBytes(_ count: Int) throws(RandomFault) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: max(count, 0))
    guard let length = Int32(exactly: output.count), unsafe RAND_bytes(&output, length) == 1 else { throw RandomFault() }
    return output
}
