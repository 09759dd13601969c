internal import Foundation

/// Takes one input after the other, until it is stopped, and keeps the number of the current one in a file.
struct FuzzWorker {
    let subject: FuzzSubject
    let first: UInt64
    let file: String

    func run() throws {
        let run = try subject.runner()
        guard FileManager.default.createFile(atPath: file, contents: nil), let progress = FileHandle(forWritingAtPath: file) else { return }
        var number = first
        while true {
            try progress.seek(toOffset: 0)
            try progress.write(contentsOf: Data("\(number)\n".utf8))
            _ = try run(number)
            number += 1
        }
    }
}
