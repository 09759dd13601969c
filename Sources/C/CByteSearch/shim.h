#pragma once
#include <stddef.h>
#include <stdint.h>

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
