internal import CDeflate

/// What libdeflate refused.
package enum DeflateError: Error, Equatable { case badData, shortOutput, insufficientSpace, outOfMemory }

/// Inflates whole buffers; owns one `libdeflate_decompressor`. One thread at a time.
@safe package struct Inflater: ~Copyable {
    private let handle: OpaquePointer

    /// Calls `libdeflate_alloc_decompressor`.
    package init() throws(DeflateError) {
        guard let handle = unsafe libdeflate_alloc_decompressor() else { throw .outOfMemory }
        unsafe self.handle = handle
    }

    deinit { unsafe libdeflate_free_decompressor(handle) }

    /// Inflates one zlib stream of exactly `output.count` bytes into `output` with `libdeflate_zlib_decompress`; bytes behind it are ignored.
    ///
    /// What `output` holds after an error is left open.
    package func zlib(_ input: Span<UInt8>, into output: inout MutableSpan<UInt8>) throws(DeflateError) {
        let status = unsafe input.withUnsafeBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { output in
                unsafe libdeflate_zlib_decompress(handle, input.baseAddress, input.count, output.baseAddress, output.count, nil)
            }
        }
        switch status {
        case LIBDEFLATE_SUCCESS: return
        case LIBDEFLATE_SHORT_OUTPUT: throw .shortOutput
        case LIBDEFLATE_INSUFFICIENT_SPACE: throw .insufficientSpace
        default: throw .badData
        }
    }

    /// Inflates one zlib stream of at most `output.count` bytes into `output` with `libdeflate_zlib_decompress`; gives its size.
    ///
    /// What `output` holds behind it, and after an error, is left open.
    package func zlib(_ input: Span<UInt8>, upTo output: inout MutableSpan<UInt8>) throws(DeflateError) -> Int {
        var produced = 0
        let status = unsafe input.withUnsafeBufferPointer { input in
            unsafe output.withUnsafeMutableBufferPointer { output in
                unsafe libdeflate_zlib_decompress(handle, input.baseAddress, input.count, output.baseAddress, output.count, &produced)
            }
        }
        switch status {
        case LIBDEFLATE_SUCCESS: return produced
        case LIBDEFLATE_INSUFFICIENT_SPACE: throw .insufficientSpace
        default: throw .badData
        }
    }

    /// Inflates one zlib stream of at most `limit` bytes with `libdeflate_zlib_decompress`.
    package func zlib(_ input: Span<UInt8>, limit: Int) throws(DeflateError) -> [UInt8] {
        unsafe try inflated(input, limit: limit) { unsafe libdeflate_zlib_decompress(handle, $0.baseAddress, $0.count, $1, limit, $2) }
    }

    /// Inflates the first gzip member, of at most `limit` bytes, with `libdeflate_gzip_decompress`; bytes behind it are ignored.
    package func gzip(_ input: Span<UInt8>, limit: Int) throws(DeflateError) -> [UInt8] {
        unsafe try inflated(input, limit: limit) { unsafe libdeflate_gzip_decompress(handle, $0.baseAddress, $0.count, $1, limit, $2) }
    }

    /// Inflates one raw deflate stream of exactly `size` bytes with `libdeflate_deflate_decompress_ex`; `used` are the bytes of `input` that
    /// it took.
    package func deflate(_ input: Span<UInt8>, size: Int) throws(DeflateError) -> (bytes: [UInt8], used: Int) {
        var used = 0
        let limit = max(size, 1)
        let bytes = unsafe try inflated(input, limit: limit) {
            unsafe libdeflate_deflate_decompress_ex(handle, $0.baseAddress, $0.count, $1, limit, &used, $2)
        }
        guard bytes.count == size else { throw .shortOutput }
        return (bytes, used)
    }

    private typealias Call = (
        UnsafeBufferPointer<UInt8>, UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<Int>
    ) -> libdeflate_result

    private func inflated(_ input: Span<UInt8>, limit: Int, _ call: Call) throws(DeflateError) -> [UInt8] {
        guard limit > 0 else { throw .insufficientSpace }
        var status = LIBDEFLATE_BAD_DATA
        let output = unsafe [UInt8](unsafeUninitializedCapacity: limit) { room, produced in
            guard let target = room.baseAddress else { return }
            status = unsafe input.withUnsafeBufferPointer { unsafe call($0, target, &produced) }
            if status != LIBDEFLATE_SUCCESS { produced = 0 }
        }
        switch status {
        case LIBDEFLATE_SUCCESS: return output
        case LIBDEFLATE_INSUFFICIENT_SPACE: throw .insufficientSpace
        default: throw .badData
        }
    }
}
