internal import CAllocator

/// How the C library hands out memory.
package enum Allocator {
    /// Keeps freed memory for the next file instead of handing it back to the system; for the whole process, until it ends.
    ///
    /// Why: a scan frees and takes the same amounts again and again, and every page that comes back costs a fault; that was a tenth of a
    /// small scan. Source: mallopt(3); 32 MiB is the largest threshold that glibc takes on 64-bit systems.
    package static func keepsFreedMemory() {
        mallopt(M_MMAP_THRESHOLD, 32 << 20)
        mallopt(M_TRIM_THRESHOLD, 64 << 20)
        mallopt(M_TOP_PAD, 1 << 20)
    }
}
