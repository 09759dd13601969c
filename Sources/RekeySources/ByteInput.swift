/// Bytes that come in order and only once: an open file, a pipe, a member of an archive.
package protocol ByteInput: ~Copyable {
    /// Appends the next bytes to the free room of `buffer`; appends nothing only at the end of the input.
    mutating func read(into buffer: inout OutputSpan<UInt8>) throws(InputFault)
}

/// Why an input ended before its end.
package struct InputFault: Error, Sendable, Equatable {
    /// What the system said, in its words.
    package var reason: String

    package init(reason: String) { self.reason = reason }
}

/// An open file or the standard input.
package struct FileInput: ~Copyable, ByteInput {
    private let descriptor: Descriptor

    init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

    /// The standard input of the process, left open when this value goes. Throws when the process has none.
    package static func standardInput() throws(InputFault) -> FileInput {
        do throws(Obstacle) { return FileInput(try Descriptor.standardInput()) } catch { throw InputFault(reason: error.detail) }
    }

    /// Appends what one read call gives.
    package mutating func read(into buffer: inout OutputSpan<UInt8>) throws(InputFault) {
        do throws(Obstacle) { try descriptor.read(into: &buffer) } catch { throw InputFault(reason: error.detail) }
    }
}
