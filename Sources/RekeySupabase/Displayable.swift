internal import RekeyCore

extension String {
    /// The text when it is a plain name of at most 64 letters, digits, `_`, `-`, `.`, else `nil`.
    ///
    /// Evidence quotes foreign claims only through this, so that no token can smuggle a secret or a control sequence into a report.
    var displayable: String? {
        let isPlain = utf8.allSatisfy { byte in
            byte.isASCIIAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
        return isPlain && !isEmpty && utf8.count <= 64 ? self : nil
    }
}
