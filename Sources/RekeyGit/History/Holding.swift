/// What holds one secret.
package struct Holding: Sendable {
    /// Every version of a file that has it, whether it came with that version or not.
    package var blobs: [ObjectID]
    /// Commits and tags that have it in their message or header.
    package var messages: [ObjectID]
    /// Names of files and folders that have it.
    package var names: [[UInt8]]
    /// Full names of refs that have it.
    package var refs: [[UInt8]] = []

    package init(blobs: [ObjectID] = [], messages: [ObjectID] = [], names: [[UInt8]] = []) {
        self.blobs = blobs
        self.messages = messages
        self.names = names
    }
}
