/// Byte classes that credentials are made of.
extension UInt8 {
    @inlinable package var isASCIIDigit: Bool { self &- 0x30 < 10 }
    @inlinable package var isASCIIUpper: Bool { self &- 0x41 < 26 }
    @inlinable package var isASCIILower: Bool { self &- 0x61 < 26 }
    @inlinable package var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
    @inlinable package var isASCIIAlphanumeric: Bool { isASCIIDigit || isASCIILetter }
    @inlinable package var isASCIIHexDigit: Bool { isASCIIDigit || (self | 0x20) &- 0x61 < 6 }
    /// Standard and URL-safe base64 without padding.
    @inlinable package var isBase64: Bool { isASCIIAlphanumeric || self == 0x2B || self == 0x2F || self == 0x2D || self == 0x5F }
    /// Space, tab, carriage return or line feed.
    @inlinable package var isASCIISpace: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A }
    /// The lower-case form of an ASCII letter; any other byte unchanged.
    @inlinable package var asciiLowercased: UInt8 { isASCIIUpper ? self | 0x20 : self }
    /// The value of a hexadecimal digit; `nil` for any other byte.
    @inlinable package var hexValue: UInt8? {
        if isASCIIDigit { return self &- 0x30 }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? letter &+ 10 : nil
    }
}
