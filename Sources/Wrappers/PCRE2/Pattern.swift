internal import CPCRE2

/// A compiled regular expression; owns one `pcre2_code`.
///
/// Compiled code is read-only, so threads may share it; each thread matches with its own `Matcher`.
@safe package final class Pattern: @unchecked Sendable {
    let code: OpaquePointer
    /// Number of capture groups.
    package let groupCount: Int

    /// Compiles with `pcre2_compile` and, with `useJIT` and where it can, `pcre2_jit_compile`. Bytes are matched, not characters.
    package init(_ source: String, ignoresCase: Bool = false, useJIT: Bool = true) throws(PCRE2Error) {
        var failure: Int32 = 0
        var offset = 0
        var options = UInt32(PCRE2_NEVER_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C) | UInt32(PCRE2_USE_OFFSET_LIMIT)
        if ignoresCase { options |= UInt32(PCRE2_CASELESS) }
        if JITFault.isPresent { options |= UInt32(PCRE2_NO_START_OPTIMIZE) }
        let bytes = Array(source.utf8)
        guard let code = unsafe pcre2_compile_8(bytes, bytes.count, options, &failure, &offset, nil) else {
            throw .compile(message: message(of: failure), offset: offset)
        }
        unsafe self.code = code
        if useJIT { _ = unsafe pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) }
        var groups: UInt32 = 0
        _ = unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &groups)
        groupCount = Int(groups)
    }

    /// Makes machine code of a pattern that was compiled without (`pcre2_jit_compile`). Only while no other thread matches with it.
    package func compileJIT() { _ = unsafe pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) }

    deinit { unsafe pcre2_code_free_8(code) }
}
