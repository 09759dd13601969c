// Changes files the way `rekey` does and dies where it is told to; WritingTests starts it. Standard input: the two secrets, one a line.
//
// killed-writer apply|undo|recover|loop STATE FOLDER STEP
//   `loop` changes the files to and fro until it is killed, and writes a dot whenever the record of a change is written.
//   STEP: the step at which to die, counted from 0; -1 for none. In its place, `full`: no file may grow past 4 KiB;
//   `nobody`: with the rights of that user.
internal import Glibc
internal import RekeyCore
internal import RekeyPipeline

let arguments = CommandLine.arguments
guard arguments.count == 5, let old = readLine(), let new = readLine() else { exit(64) }
let (mode, folder) = (arguments[1], arguments[3])
let deadly = Int(arguments[4]) ?? -1
if arguments[4] == "full" {
    signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
}
if arguments[4] == "nobody" {
    // Source: the number of `nobody` and its group on Debian.
    setgid(65_534)
    setuid(65_534)
}

/// Counts steps; used by one thread.
final class StepCount: @unchecked Sendable { var value = 0 }
let count = StepCount()
let transaction = FileTransaction(in: StateFolder(commonDirectory: Array(arguments[2].utf8))) { step in
    if mode == "loop", step == .recordWritten { _ = unsafe write(STDOUT_FILENO, ".", 1) }
    if count.value == deadly { raise(SIGKILL) }
    count.value += 1
}

func read(_ path: String) -> [UInt8] {
    guard let file = unsafe fopen(path, "r") else { exit(66) }
    defer { unsafe fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe fread(&buffer, 1, buffer.count, file)
    return Array(buffer.prefix(count))
}

func edits() -> [FileEdit] {
    (0..<30).map { index in
        let path = "\(folder)/app-\(index % 3)/.env.\(index)"
        let bytes = read(path)
        let text = String(decoding: bytes, as: UTF8.self)
        let (from, to) = text.contains(old) ? (old, new) : (new, old)
        let changed = text.split(separator: from, omittingEmptySubsequences: false).joined(separator: to)
        return FileEdit(path: Array(path.utf8), expected: bytes, replacement: Array(changed.utf8))
    }
}

do {
    switch mode {
    case "apply": try transaction.apply(edits(), id: "change", .inside(Array(folder.utf8)))
    case "undo": try transaction.undo(id: "change")
    case "recover": try transaction.recover()
    default:
        // Why: made before, so that nearly all the time is spent on changing files.
        let there = edits()
        let back = there.map { FileEdit(path: $0.path, expected: $0.replacement.revealedBytes, replacement: $0.expected.revealedBytes) }
        for number in 0... {
            let edits = number % 2 == 0 ? there : back
            try transaction.apply(edits, id: "change-\(number)", .inside(Array(folder.utf8)))
            try transaction.forget(id: "change-\(number)")
        }
    }
} catch {
    let message = Array("\(error)\n".utf8)
    _ = unsafe write(STDERR_FILENO, message, message.count)
    exit(1)
}
