internal import CPCRE2

/// The JIT of PCRE2 10.45 to 10.47 loses matches of `(?:ab|a)[a-z]{0,9}=`-like patterns.
///
/// Source: upstream commit 7a33b226 "Fix repeat reset for scan prefix"; repaired after 10.47. With `PCRE2_NO_START_OPTIMIZE` it does not occur.
package enum JITFault {
    /// Runs the smallest failing case once per process.
    package static let isPresent: Bool = {
        var failure: Int32 = 0
        var offset = 0
        let source = Array("(?:scaleway|scw)[a-z]{0,9}=".utf8)
        let subject = Array("scw=".utf8)
        guard let code = unsafe pcre2_compile_8(source, source.count, 0, &failure, &offset, nil) else { return true }
        defer { unsafe pcre2_code_free_8(code) }
        guard unsafe pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) == 0 else { return false }
        guard let data = unsafe pcre2_match_data_create_8(1, nil) else { return true }
        defer { unsafe pcre2_match_data_free_8(data) }
        return unsafe pcre2_match_8(code, subject, subject.count, 0, 0, data, nil) < 0
    }()
}
