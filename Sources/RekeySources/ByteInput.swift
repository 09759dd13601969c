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

    /// Bytes of a regular file; `nil` for a pipe or a device, which has no length.
    package var length: Int? {
        guard let status = try? descriptor.status(), status.kind == .file else { return nil }
        return status.size
    }

    /// Bytes of a regular file at an offset, which come again: `count`, or fewer at the end; none where they cannot be read.
    func bytes(at offset: Int, _ count: Int) -> [UInt8] {
        [UInt8](capacity: count) { room in _ = try? read(into: &room, at: offset) }
    }

    /// Appends what stands at an offset of a regular file, and gives how many bytes; 0 only at the end.
    func read(into buffer: inout OutputSpan<UInt8>, at offset: Int) throws(InputFault) -> Int {
        do throws(Obstacle) { return try descriptor.read(into: &buffer, at: offset) } catch { throw InputFault(reason: error.detail) }
    }

    /// Appends what one read call gives.
    package mutating func read(into buffer: inout OutputSpan<UInt8>) throws(InputFault) {
        do throws(Obstacle) { try descriptor.read(into: &buffer) } catch { throw InputFault(reason: error.detail) }
    }

    /// Whether a read would not wait (`poll`); see `LiveInput`.
    package func isReady(within milliseconds: Int?) -> Bool { descriptor.isReady(within: milliseconds) }
}
