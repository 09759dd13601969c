package import RekeyCore

/// One file's change: what it held when the plan was made, and what it is to hold.
///
/// Prints without the bytes.
package struct FileEdit: Sendable, Equatable {
    /// Absolute, or relative to the working directory; may be a symbolic link, whose target is then changed.
    package let path: [UInt8]
    /// All bytes of the file as they were read.
    package let expected: SecretText
    /// All bytes it shall have.
    package let replacement: SecretText

    /// An edit from whole contents to whole contents.
    package init(path: [UInt8], expected: [UInt8], replacement: [UInt8]) {
        self.path = path
        self.expected = SecretText(expected)
        self.replacement = SecretText(replacement)
    }
}

/// Where files may lie that a change touches, once symbolic links are followed.
package enum FileBoundary: Sendable, Equatable {
    /// In this folder or below; canonical.
    case inside([UInt8])
    case anywhere
}
