internal import Foundation
internal import GitFuzzing

// fuzz-git MINUTES [FIRST]      feeds mutated repositories to the object store, from input number FIRST on
// fuzz-git replay NUMBER        one of them again
// fuzz-git worker NUMBER FILE   what the first form starts, so that a crash ends another process

let words = Array(CommandLine.arguments.dropFirst())
do {
    switch (words.first, words.dropFirst().first.flatMap(UInt64.init)) {
    case ("replay", let number?): print(try FuzzRun().run(number))
    case ("worker", let number?): try FuzzWorker(first: number, file: words.dropFirst(2).first ?? "").run()
    case (let minutes?, let first):
        guard let minutes = Double(minutes) else { break }
        exit(try FuzzWatch(seconds: minutes * 60, first: first ?? 1).run() ? 0 : 1)
    default: break
    }
} catch {
    print("fuzz-git: \(error)")
    exit(1)
}
if words.isEmpty {
    print("use: fuzz-git MINUTES [FIRST] | replay NUMBER")
    exit(2)
}
