/// What is too large to read from a repository.
package struct GitLimits: Sendable {
    /// Bytes of one object; a larger one is skipped and said.
    package var blobBytes: Int

    /// 100 MiB, the largest file that the large hosting services accept.
    package init(blobBytes: Int = 100 << 20) { self.blobBytes = blobBytes }
}
