internal import Glibc
internal import LabelledCorpus
internal import RekeyPatterns
internal import RekeyRules

// make-corpus FOLDER [SEED]
// Writes the labelled corpus into an empty folder: one sub-folder a set, and labels.jsonl beside them.

/// A day on which tokens of the examples that expire have not yet done so. Source: 2026-11-18, in seconds since 1970.
let now: Int64 = 1_795_000_000

let words = CommandLine.arguments.dropFirst()
guard let folder = words.first else {
    print("use: make-corpus FOLDER [SEED]")
    exit(2)
}
do {
    let corpus = try CorpusWriter(
        folder: folder, rules: BuiltInCatalogue.load().allRules(), now: now, seed: words.dropFirst().first.flatMap(UInt64.init) ?? 1)
    try corpus.write()
} catch {
    print("make-corpus: \(error)")
    exit(1)
}
