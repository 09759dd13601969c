internal import Foundation

/// Starts workers for some time, and tells which input ended one or took too long.
struct FuzzWatch {
    let subject: FuzzSubject
    let seconds: Double
    let first: UInt64

    /// Seconds that one input may take.
    private static let longest = 60.0

    /// Whether no input did harm.
    func run() throws -> Bool {
        let end = Date().addingTimeInterval(seconds)
        // Why: some files are written anew for each input, and nothing of them is to be kept.
        let base = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : FileManager.default.temporaryDirectory.path
        let folder = "\(base)/rekey-fuzz-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = "\(folder)/number"
        var next = first
        var harm: [UInt64] = []
        while Date() < end {
            let worker = try start(next, in: folder, file)
            let isHung = watch(worker, file, until: end)
            let current = Self.number(file) ?? next
            if worker.isRunning { worker.terminate() }
            worker.waitUntilExit()
            if isHung || Date() < end {
                print(
                    "input \(current) \(isHung ? "took longer than \(Int(Self.longest)) seconds" : "ended the program"); see it with: fuzz-git \(subject.rawValue) replay \(current)"
                )
                harm.append(current)
            }
            next = current + 1
        }
        print("\(next - first) inputs, \(harm.count) of them did harm")
        return harm.isEmpty
    }

    private func start(_ number: UInt64, in folder: String, _ file: String) throws -> Process {
        let worker = Process()
        worker.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        worker.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder]) { _, new in new }
        worker.arguments = [subject.rawValue, "worker", String(number), file]
        try worker.run()
        return worker
    }

    /// Waits for the worker, the end, or an input that takes too long; whether it was that.
    private func watch(_ worker: Process, _ file: String, until end: Date) -> Bool {
        var last = Self.number(file)
        var since = Date()
        while worker.isRunning, Date() < end {
            Thread.sleep(forTimeInterval: 0.5)
            let current = Self.number(file)
            if current != last { (last, since) = (current, Date()) }
            if Date().timeIntervalSince(since) > Self.longest { return true }
        }
        return false
    }

    private static func number(_ file: String) -> UInt64? {
        guard let data = FileManager.default.contents(atPath: file) else { return nil }
        return UInt64(String(decoding: data, as: UTF8.self).prefix { $0.isNumber })
    }
}
