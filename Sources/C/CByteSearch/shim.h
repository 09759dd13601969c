#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// `memrchr` of the C library, which shows it with _GNU_SOURCE only.
extern void *rekey_memrchr(const void *, int, size_t) __asm__("memrchr");
/// `memmem`, likewise.
extern void *rekey_memmem(const void *, size_t, const void *, size_t) __asm__("memmem");

// Which of 64 bytes are of a class: bit n says so of byte n. Vector types of the compiler, which Swift 6.3 compares byte by byte.
// Source: "Vectors and Extended Vectors" of the Clang language extensions.

typedef uint8_t rekey_bytes __attribute__((vector_size(16)));
typedef int8_t rekey_lanes __attribute__((vector_size(16)));
typedef _Bool rekey_bits __attribute__((ext_vector_type(16)));

static inline rekey_bytes rekey_load(const uint8_t *bytes) {
    rekey_bytes loaded;
    __builtin_memcpy(&loaded, bytes, sizeof loaded);
    return loaded;
}

static inline uint64_t rekey_collect(rekey_lanes lanes) {
    rekey_bits bits = __builtin_convertvector(lanes, rekey_bits);
    uint16_t collected;
    __builtin_memcpy(&collected, &bits, sizeof collected);
    return collected;
}

/// Of base64 in both alphabets, or `%`, `=` and backslash.
static inline uint64_t rekey_encoded_of_16(const uint8_t *bytes) {
    rekey_bytes loaded = rekey_load(bytes);
    rekey_lanes letters = (loaded | 0x20) - 'a' <= 25;
    rekey_lanes digits = loaded - '/' <= 10;
    // Percent, hyphen, five and equals sign, which differ in two bits.
    rekey_lanes signs = (loaded & 0xE7) == '%';
    return rekey_collect(letters | digits | signs | (loaded == '+') | (loaded == '_') | (loaded == '\\'));
}

static inline uint64_t rekey_encoded_of_64(const uint8_t *bytes) {
    return rekey_encoded_of_16(bytes) | rekey_encoded_of_16(bytes + 16) << 16 | rekey_encoded_of_16(bytes + 32) << 32
        | rekey_encoded_of_16(bytes + 48) << 48;
}

/// Percent, equals sign and backslash, which escapes begin with.
static inline uint64_t rekey_escapes_of_16(const uint8_t *bytes) {
    rekey_bytes loaded = rekey_load(bytes);
    return rekey_collect((loaded == '%') | (loaded == '=') | (loaded == '\\'));
}

/// The first byte from `index` on that is none of `rekey_encoded_of_64`, or with `stops` one that escapes begin with; `count` when there is
/// none.
static inline size_t rekey_encoded_end(const uint8_t *bytes, size_t count, size_t index, _Bool stops) {
    for (; index < count; index += 16) {
        uint8_t last[16] = {0};
        const uint8_t *block = bytes + index;
        if (index + 16 > count) {
            __builtin_memcpy(last, block, count - index);
            block = last;
        }
        uint64_t ends = ~rekey_encoded_of_16(block) & 0xFFFF;
        if (stops) ends |= rekey_escapes_of_16(block);
        if (ends) return index + __builtin_ctzll(ends);
    }
    return count;
}

/// What names of variables are made of: letters, digits, underscore, hyphen and full stop.
static inline uint64_t rekey_names_of_16(const uint8_t *bytes) {
    rekey_bytes loaded = rekey_load(bytes);
    rekey_lanes letters = (loaded | 0x20) - 'a' <= 25;
    rekey_lanes others = (loaded - '-' <= '9' - '-') & (loaded != '/');
    return rekey_collect(letters | others | (loaded == '_'));
}

/// As `rekey_names_of_16` at `index`, where fewer bytes may follow: others count as zero.
static uint64_t rekey_names_at(const uint8_t *bytes, size_t count, size_t index) __attribute__((noinline, unused));
static uint64_t rekey_names_at(const uint8_t *bytes, size_t count, size_t index) {
    uint8_t last[16] = {0};
    size_t rest = count - index;
    __builtin_memcpy(last, bytes + index, rest < 16 ? rest : 16);
    return rekey_names_of_16(last);
}

/// The first byte from `index` on that is none of a name; `end` when there is none before it.
static inline size_t rekey_name_end(const uint8_t *bytes, size_t count, size_t index, size_t end) {
    for (; index < end; index += 16) {
        uint64_t names = index + 16 <= count ? rekey_names_of_16(bytes + index) : rekey_names_at(bytes, count, index);
        if (names != 0xFFFF) {
            size_t found = index + __builtin_ctz(~(uint32_t)names);
            return found < end ? found : end;
        }
    }
    return end;
}

/// Where the name begins that goes on to `end`; `lowest` when it goes on before that.
static inline size_t rekey_name_start(const uint8_t *bytes, size_t end, size_t lowest) {
    for (; end >= 16; end -= 16) {
        uint64_t names = rekey_names_of_16(bytes + end - 16);
        if (names != 0xFFFF) {
            size_t start = end - (__builtin_clz(~(uint32_t)names << 16));
            return start > lowest ? start : lowest;
        }
        if (end - lowest <= 16) return lowest;
    }
    if (end == 0) return 0;
    uint32_t others = ~(uint32_t)rekey_names_at(bytes, end, 0) << (32 - end);
    size_t name = others == 0 ? end : (size_t)__builtin_clz(others);
    return end - lowest > name ? end - name : lowest;
}

/// As `rekey_encoded_of_64`, and some more: bytes from the plus on without comma and full stop, and `%`.
static inline uint64_t rekey_maybe_encoded_of_64(const uint8_t *bytes) {
    uint64_t found = 0;
    for (int part = 0; part < 4; part++) {
        rekey_bytes loaded = rekey_load(bytes + 16 * part);
        rekey_lanes above = ((rekey_lanes)loaded > '*') | (loaded == '%');
        found |= rekey_collect(above & ((loaded & 0xFD) != ',')) << (16 * part);
    }
    return found;
}

/// Where 24 bytes in a row begin of a class that `mask` gives for 64 bytes, among whole blocks of 64 from `index` on; else where to go on
/// looking, which is less than 88 bytes from the end.
#define REKEY_STRETCH(mask)                                                                                                            \
    size_t from = index;                                                                                                               \
    unsigned before = 0;                                                                                                               \
    for (; index + 64 <= count; index += 64) {                                                                                         \
        uint64_t found = mask(bytes + index);                                                                                          \
        uint64_t other = ~found;                                                                                                       \
        if (before + (other ? __builtin_ctzll(other) : 64) >= 24) return index - before;                                               \
        uint64_t row = found & found >> 1;                                                                                             \
        row &= row >> 2;                                                                                                               \
        row &= row >> 4;                                                                                                               \
        row &= row >> 8 & row >> 16;                                                                                                   \
        if (row) return index + __builtin_ctzll(row);                                                                                  \
        before = __builtin_clzll(other);                                                                                               \
    }                                                                                                                                  \
    return index - before > from ? index - before : from;

static inline size_t rekey_maybe_stretch_narrow(const uint8_t *bytes, size_t count, size_t index) {
    REKEY_STRETCH(rekey_maybe_encoded_of_64)
}

#if defined(__x86_64__)
typedef uint8_t rekey_wide_bytes __attribute__((vector_size(32)));
typedef int8_t rekey_wide_lanes __attribute__((vector_size(32)));
typedef _Bool rekey_wide_bits __attribute__((ext_vector_type(32)));

/// As `rekey_maybe_encoded_of_64`, in two steps instead of four.
static inline __attribute__((target("avx2"))) uint64_t rekey_maybe_encoded_of_64_wide(const uint8_t *bytes) {
    uint64_t found = 0;
    for (int part = 0; part < 2; part++) {
        rekey_wide_bytes loaded;
        __builtin_memcpy(&loaded, bytes + 32 * part, sizeof loaded);
        rekey_wide_lanes above = ((rekey_wide_lanes)loaded > '*') | (loaded == '%');
        rekey_wide_bits bits = __builtin_convertvector(above & ((loaded & 0xFD) != ','), rekey_wide_bits);
        uint32_t collected;
        __builtin_memcpy(&collected, &bits, sizeof collected);
        found |= (uint64_t)collected << (32 * part);
    }
    return found;
}

static inline __attribute__((target("avx2"))) size_t rekey_maybe_stretch_wide(const uint8_t *bytes, size_t count, size_t index) {
    REKEY_STRETCH(rekey_maybe_encoded_of_64_wide)
}

static inline size_t rekey_maybe_stretch(const uint8_t *bytes, size_t count, size_t index) {
    return __builtin_cpu_supports("avx2") ? rekey_maybe_stretch_wide(bytes, count, index) : rekey_maybe_stretch_narrow(bytes, count, index);
}
#else
static inline size_t rekey_maybe_stretch(const uint8_t *bytes, size_t count, size_t index) {
    return rekey_maybe_stretch_narrow(bytes, count, index);
}
#endif

/// Characters of base64 that a group of four begins with whose first byte is a line end, a tab, a blank or printable.
static inline uint32_t rekey_text_leads_of_32(const uint8_t *bytes) {
    uint32_t found = 0;
    for (int part = 0; part < 2; part++) {
        rekey_bytes loaded = rekey_load(bytes + 16 * part);
        rekey_lanes leads = (loaded - 'I' <= 'Z' - 'I') | (loaded - 'a' <= 'f' - 'a') | (loaded - 'C' <= 1);
        found |= (uint32_t)rekey_collect(leads) << (16 * part);
    }
    return found;
}

static inline uint64_t rekey_equal_of_64(const uint8_t *bytes, uint8_t one, uint8_t other) {
    uint64_t found = 0;
    for (int part = 0; part < 4; part++) {
        rekey_bytes loaded = rekey_load(bytes + 16 * part);
        found |= rekey_collect((loaded == one) | (loaded == other)) << (16 * part);
    }
    return found;
}

/// Whether one of 64 bytes is one of two.
static inline uint64_t rekey_any_of_64(const uint8_t *bytes, uint8_t one, uint8_t other) {
    rekey_lanes found = {0};
    for (int part = 0; part < 4; part++) {
        rekey_bytes loaded = rekey_load(bytes + 16 * part);
        found |= (loaded == one) | (loaded == other);
    }
    return rekey_collect(found);
}

/// Whether every second byte of eight is zero, and none of the others.
static inline _Bool rekey_is_wide(uint64_t word) {
    uint64_t others = word & 0x00FF00FF00FF00FF;
    return !(word & 0xFF00FF00FF00FF00) && !((others - 0x0001000100010001) & 0x8000800080008000);
}

/// The first eight bytes from `index` on, in steps of eight, in which each second one is zero and no other; `count` when there are none.
static inline size_t rekey_wide_text(const uint8_t *bytes, size_t count, size_t index) {
    for (; index + 8 <= count; index += 8) {
        uint64_t word;
        __builtin_memcpy(&word, bytes + index, sizeof word);
        if (rekey_is_wide(word) || rekey_is_wide(word >> 8 | word << 56)) return index;
    }
    return count;
}

/// Where the first such byte is, with `memchr`, which uses the widest vectors that the processor has; `count` when there is none.
static inline size_t rekey_first_of(const uint8_t *bytes, size_t count, uint8_t byte) {
    const uint8_t *found = (const uint8_t *)memchr(bytes, byte, count);
    return found ? (size_t)(found - bytes) : count;
}

/// Where the first such bytes are, with `memmem`; `count` when they are not there.
static inline size_t rekey_first_of_bytes(const uint8_t *bytes, size_t count, const uint8_t *sought, size_t length) {
    const uint8_t *found = (const uint8_t *)rekey_memmem(bytes, count, sought, length);
    return found ? (size_t)(found - bytes) : count;
}

/// Where the last such byte is, with `memrchr`; `count` when there is none.
static inline size_t rekey_last_of(const uint8_t *bytes, size_t count, uint8_t byte) {
    const uint8_t *found = (const uint8_t *)rekey_memrchr(bytes, byte, count);
    return found ? (size_t)(found - bytes) : count;
}

// How often a byte stands in a text. Why in steps of 255: as much as a lane of eight bits counts.
#define REKEY_COUNT(width, load_type)                                                                                                  \
    size_t total = 0, index = 0;                                                                                                       \
    while (index + width <= count) {                                                                                                   \
        load_type counts = {0};                                                                                                        \
        for (int step = 0; step < 255 && index + width <= count; step++, index += width) {                                             \
            load_type loaded;                                                                                                          \
            __builtin_memcpy(&loaded, bytes + index, sizeof loaded);                                                                   \
            counts -= (load_type)(loaded == byte);                                                                                     \
        }                                                                                                                              \
        for (int lane = 0; lane < width; lane++) total += counts[lane];                                                                \
    }                                                                                                                                  \
    for (; index < count; index++) total += bytes[index] == byte;                                                                      \
    return total;

static inline size_t rekey_count_narrow(const uint8_t *bytes, size_t count, uint8_t byte) { REKEY_COUNT(16, rekey_bytes) }

#if defined(__x86_64__)
static inline __attribute__((target("avx2"))) size_t rekey_count_wide(const uint8_t *bytes, size_t count, uint8_t byte) {
    REKEY_COUNT(32, rekey_wide_bytes)
}

static inline size_t rekey_count(const uint8_t *bytes, size_t count, uint8_t byte) {
    return __builtin_cpu_supports("avx2") ? rekey_count_wide(bytes, count, byte) : rekey_count_narrow(bytes, count, byte);
}
#else
static inline size_t rekey_count(const uint8_t *bytes, size_t count, uint8_t byte) { return rekey_count_narrow(bytes, count, byte); }
#endif
