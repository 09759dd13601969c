/// One way in which a secret was written so that its own bytes do not stand in the text.
package enum Decoding: String, Sendable, Hashable, CaseIterable {
    case base64, hex, percent
    /// Unicode, hexadecimal or octal escapes of JSON, C and their like.
    case escapes
    case quotedPrintable = "quoted-printable"
    case gzip, zlib

    /// A path of decodings from the outside in, for example `base64 > gzip`.
    package static func path(_ steps: [Decoding]) -> String { steps.map(\.rawValue).joined(separator: " > ") }

    /// The same for people, for example `written in base64, inside it gzip`.
    package static func evidence(_ steps: [Decoding]) -> String {
        "written in " + steps.map(\.rawValue).joined(separator: ", inside it ")
    }
}
