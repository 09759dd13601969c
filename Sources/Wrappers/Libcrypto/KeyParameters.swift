internal import CLibcrypto

/// The named numbers that make up a key; owns one `OSSL_PARAM_BLD`.
///
/// libcrypto keeps pointers to what is pushed, names included, until `makeKey`: values must outlive that call, and names live for ever.
@safe struct KeyParameters: ~Copyable {
    private let builder: OpaquePointer

    init() throws(LibcryptoError) { unsafe builder = try allocated(OSSL_PARAM_BLD_new()) }

    deinit { unsafe OSSL_PARAM_BLD_free(builder) }

    /// What libcrypto calls the numbers. Source: openssl/core_names.h, whose macros Swift imports as short-lived strings.
    private enum Name {
        case group, publicKey, modulus, exponent

        var pointer: UnsafePointer<CChar> {
            let name: StaticString =
                switch self {
                case .group: "group"
                case .publicKey: "pub"
                case .modulus: "n"
                case .exponent: "e"
                }
            return unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
        }
    }

    /// `EVP_PKEY_fromdata` of a point `0x04 || x || y` on P-256.
    static func p256(point: [UInt8]) throws(LibcryptoError) -> KeyHandle {
        let parameters = try KeyParameters()
        let group = Array(SN_X9_62_prime256v1.utf8CString)
        let raw = try unsafe group.withUnsafeBufferPointer { (group) throws(LibcryptoError) in
            try unsafe point.withUnsafeBufferPointer { (point) throws(LibcryptoError) in
                let named = unsafe OSSL_PARAM_BLD_push_utf8_string(
                    parameters.builder, Name.group.pointer, group.baseAddress, group.count - 1)
                try require(named, or: .outOfMemory)
                let pushed = unsafe OSSL_PARAM_BLD_push_octet_string(
                    parameters.builder, Name.publicKey.pointer, point.baseAddress, point.count)
                try require(pushed, or: .outOfMemory)
                return try unsafe parameters.makeKey("EC")
            }
        }
        return unsafe KeyHandle(owning: raw)
    }

    /// `EVP_PKEY_fromdata` of an RSA public key.
    static func rsa(modulus: borrowing BigNumber, exponent: borrowing BigNumber) throws(LibcryptoError) -> KeyHandle {
        let parameters = try KeyParameters()
        try require(unsafe OSSL_PARAM_BLD_push_BN(parameters.builder, Name.modulus.pointer, modulus.handle), or: .outOfMemory)
        try require(unsafe OSSL_PARAM_BLD_push_BN(parameters.builder, Name.exponent.pointer, exponent.handle), or: .outOfMemory)
        return try unsafe KeyHandle(owning: parameters.makeKey("RSA"))
    }

    /// Source: `EVP_PKEY_PUBLIC_KEY` in openssl/evp.h, a macro of macros that Swift does not import.
    private static let publicKeySelection =
        OSSL_KEYMGMT_SELECT_PUBLIC_KEY | OSSL_KEYMGMT_SELECT_DOMAIN_PARAMETERS | OSSL_KEYMGMT_SELECT_OTHER_PARAMETERS

    /// The caller owns the answer.
    private borrowing func makeKey(_ type: String) throws(LibcryptoError) -> OpaquePointer {
        guard let list = unsafe OSSL_PARAM_BLD_to_param(builder) else {
            ERR_clear_error()
            throw .outOfMemory
        }
        defer { unsafe OSSL_PARAM_free(list) }
        let context = try unsafe allocated(EVP_PKEY_CTX_new_from_name(nil, type, nil))
        defer { unsafe EVP_PKEY_CTX_free(context) }
        try require(unsafe EVP_PKEY_fromdata_init(context), or: .refused)
        var raw: OpaquePointer?
        try require(unsafe EVP_PKEY_fromdata(context, &raw, Self.publicKeySelection, list), or: .malformedKey)
        return try unsafe allocated(raw)
    }
}
