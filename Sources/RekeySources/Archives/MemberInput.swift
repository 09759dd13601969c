internal import Archive
internal import RekeyCore

/// The member that an archive stands at, as an input for what is inside it.
final class MemberInput: ArchiveInput {
    private let reader: ArchiveReader
    private let budget: ArchiveBudget
    private let place: Provenance
    /// Why the member ended early; told by whoever reads the archive.
    private(set) var fault: ArchiveError?

    init(_ reader: ArchiveReader, _ budget: ArchiveBudget, at place: Provenance) {
        self.reader = reader
        self.budget = budget
        self.place = place
    }

    var length: Int? { nil }

    func read(into buffer: inout OutputSpan<UInt8>) throws(ArchiveError) {
        guard !budget.isOver, fault == nil else { throw .input("") }
        let before = buffer.count
        do throws(ArchiveError) { try reader.read(into: &buffer) } catch {
            fault = error
            throw .input("")
        }
        budget.produce(buffer.count - before, at: place)
    }

    func seek(to offset: Int) throws(ArchiveError) { throw .input("bytes that only come in order") }
}

/// An input as `StreamSource` takes it.
struct TextInput: ByteInput {
    let input: PeekableInput

    mutating func read(into buffer: inout OutputSpan<UInt8>) throws(InputFault) {
        do throws(ArchiveError) { try input.read(into: &buffer) } catch { throw InputFault(reason: "") }
    }
}
