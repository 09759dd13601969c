internal import Foundation

// fuzz-git SUBJECT MINUTES [FIRST]      feeds mutated input to a reader, from input number FIRST on; SUBJECT is git or archives
// fuzz-git SUBJECT replay NUMBER        one of them again
// fuzz-git SUBJECT worker NUMBER FILE   what the first form starts, so that a crash ends another process

let words = Array(CommandLine.arguments.dropFirst(2))
let subject = CommandLine.arguments.dropFirst().first.flatMap(FuzzSubject.init)
do {
    switch (subject, words.first, words.dropFirst().first.flatMap(UInt64.init)) {
    case (let subject?, "replay", let number?): print(try subject.runner()(number))
    case (let subject?, "worker", let number?):
        try FuzzWorker(subject: subject, first: number, file: words.dropFirst(2).first ?? "").run()
    case (let subject?, let minutes?, let first):
        guard let minutes = Double(minutes) else { break }
        exit(try FuzzWatch(subject: subject, seconds: minutes * 60, first: first ?? 1).run() ? 0 : 1)
    default: break
    }
} catch {
    print("fuzz-git: \(error)")
    exit(1)
}
if subject == nil || words.isEmpty {
    print("use: fuzz-git git|archives MINUTES [FIRST] | replay NUMBER")
    exit(2)
}
