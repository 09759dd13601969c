internal import ExtendedAttributes
internal import Foundation
internal import RekeyTestSupport
internal import Testing

@Suite("extended attributes") struct ExtendedAttributesTests {
    /// Owner reads and writes, user 1234 reads, nobody else does anything. Source: linux/posix_acl_xattr.h, version 2.
    private let accessList: [UInt8] =
        [2, 0, 0, 0] + entry(1, 6) + entry(2, 4, id: [0xD2, 4, 0, 0]) + entry(4, 0) + entry(0x10, 4) + entry(0x20, 0)

    private static func entry(_ tag: UInt8, _ rights: UInt8, id: [UInt8] = [255, 255, 255, 255]) -> [UInt8] { [tag, 0, rights, 0] + id }

    @Test("a copy has the values and the access list of its source, and no list of its own")
    func copy() throws {
        let workspace = try Workspace()
        for name in ["source", "target", "plain"] { try workspace.write(name, name) }
        let source = try handle(workspace, "source")
        let target = try handle(workspace, "target")
        let plain = try handle(workspace, "plain")
        do {
            try ExtendedAttributes.set("user.note", Array("kept".utf8), of: source.fileDescriptor)
            try ExtendedAttributes.set(ExtendedAttributes.accessList, accessList, of: source.fileDescriptor)
        } catch {
            // Why: a file system without these is no fault of ours; copying must then pass without a word.
            #expect(error.code == EOPNOTSUPP)
            return try ExtendedAttributes.copy(from: source.fileDescriptor, to: target.fileDescriptor)
        }
        try ExtendedAttributes.copy(from: source.fileDescriptor, to: target.fileDescriptor)
        #expect(try ExtendedAttributes.names(of: target.fileDescriptor) == ExtendedAttributes.names(of: source.fileDescriptor))
        #expect(try ExtendedAttributes.value("user.note", of: target.fileDescriptor) == Array("kept".utf8))
        #expect(try ExtendedAttributes.value(ExtendedAttributes.accessList, of: target.fileDescriptor) == accessList)
        try ExtendedAttributes.copy(from: plain.fileDescriptor, to: target.fileDescriptor)
        #expect(try ExtendedAttributes.value(ExtendedAttributes.accessList, of: target.fileDescriptor) == nil)
    }

    @Test("a missing attribute is nil, a closed file an error")
    func absence() throws {
        let workspace = try Workspace()
        try workspace.write("file", "")
        let file = try handle(workspace, "file")
        #expect(try ExtendedAttributes.value("user.none", of: file.fileDescriptor) == nil)
        #expect(throws: ExtendedAttributes.Fault(code: EBADF)) { try ExtendedAttributes.names(of: -1) }
    }

    private func handle(_ workspace: Workspace, _ name: String) throws -> FileHandle {
        try FileHandle(forUpdating: URL(filePath: workspace.path(name)))
    }
}
