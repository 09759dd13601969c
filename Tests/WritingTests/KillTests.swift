internal import Foundation
internal import RekeyPipeline
internal import Synchronization
internal import Testing

@Suite("a writer killed by SIGKILL", .serialized)
struct KillTests {
    @Test("at 200 random moments of a change: after the next start all 30 files are on one side, and no other file holds a secret")
    func randomMoments() throws {
        let folder = try WriterFolder()
        let usual = try usualTime(folder)
        var kills: [Recovery.Outcome: Int] = [:]
        var starts = 0
        // Why: a kill that came when a change was finished shows nothing and is not counted.
        while kills.values.reduce(0, +) < 200, starts < 1000 {
            starts += 1
            let writer = try KilledWriter("loop", folder, step: "-1")
            // Why: a program's first changes are slower than what was measured.
            for _ in 0..<3 { try writer.waitForStart() }
            usleep(UInt32.random(in: 0...(usual + usual / 4)))
            writer.kill()
            #expect(writer.wasKilled())
            let recoveries = try folder.transaction.recover()
            #expect(folder.side != nil, "start \(starts)")
            #expect(try folder.strays() == [], "start \(starts)")
            #expect(recoveries.allSatisfy { $0.leftAlone.isEmpty })
            for recovery in recoveries { kills[recovery.outcome, default: 0] += 1 }
            for id in try folder.transaction.list() { try folder.transaction.forget(id: id) }
        }
        #expect(kills.values.reduce(0, +) == 200, "\(starts) starts")
        #expect(kills[.old, default: 0] >= 5 && kills[.new, default: 0] >= 5, "\(kills)")
        if ProcessInfo.processInfo.environment["REKEY_TELL_KILLS"] != nil {
            print("\(starts) starts, kills that left \(kills); a change takes \(usual) µs")
        }
    }

    @Test("at every step of a change: old before the commit point, new from there on")
    func everyStepOfApply() throws {
        let folder = try WriterFolder()
        let steps = try steps(folder) { _ = try $0.apply(folder.edits, id: "change", .inside(folder.root)) }
        let commit = try #require(steps.firstIndex(of: .committed))
        #expect(steps.count == 3 * WriterFolder.fileCount + 4)
        for step in steps.indices {
            try folder.reset()
            #expect(try KilledWriter("apply", folder, step: "\(step)").wasKilled())
            try folder.transaction.recover()
            #expect(folder.side == (step < commit ? "old" : "new"), "\(steps[step])")
            #expect(try folder.strays() == [], "\(steps[step])")
            #expect(try folder.transaction.list() == (step < commit ? [] : ["change"]))
        }
    }

    @Test("at every step of an undo: new before the commit point, and still to be undone; old from there on, and forgotten")
    func everyStepOfUndo() throws {
        let folder = try WriterFolder()
        try folder.transaction.apply(folder.edits, id: "change", .inside(folder.root))
        let steps = try steps(folder) { _ = try $0.undo(id: "change") }
        let commit = try #require(steps.firstIndex(of: .committed))
        for step in steps.indices {
            try folder.reset()
            try folder.transaction.apply(folder.edits, id: "change", .inside(folder.root))
            #expect(try KilledWriter("undo", folder, step: "\(step)").wasKilled())
            try folder.transaction.recover()
            #expect(folder.side == (step < commit ? "new" : "old"), "\(steps[step])")
            #expect(try folder.strays() == [], "\(steps[step])")
            #expect(try folder.transaction.list() == (step < commit ? ["change"] : []))
        }
    }

    @Test("at every third step of the recovery, too: the next one ends it", arguments: [20, 61, 75])
    func stepsOfRecovery(_ firstKill: Int) throws {
        let folder = try WriterFolder()
        let side = firstKill < 61 ? "old" : "new"
        var step = 0
        while true {
            try folder.reset()
            #expect(try KilledWriter("apply", folder, step: "\(firstKill)").wasKilled())
            let wasKilled = try KilledWriter("recover", folder, step: "\(step)").wasKilled()
            try folder.transaction.recover()
            #expect(folder.side == side, "step \(step)")
            #expect(try folder.strays() == [], "step \(step)")
            guard wasKilled, step < 200 else { break }
            step += 3
        }
        #expect(step >= WriterFolder.fileCount)
        #expect(step < 200)
    }

    /// Microseconds between the record of a change and its end here, once the code for it is warm.
    private func usualTime(_ folder: WriterFolder) throws -> UInt32 {
        let clock = ContinuousClock()
        let moments = Mutex((start: clock.now, shortest: Duration.seconds(1)))
        let transaction = FileTransaction(in: folder.state) { step in
            moments.withLock {
                if step == .recordWritten { $0.start = clock.now }
                if step == .done { $0.shortest = min($0.shortest, clock.now - $0.start) }
            }
        }
        for _ in 0..<5 {
            try folder.reset()
            try transaction.apply(folder.edits, id: "measure", .inside(folder.root))
        }
        try folder.reset()
        return UInt32(clamping: Int(moments.withLock { $0.shortest } / .microseconds(1)))
    }

    private func steps(_ folder: WriterFolder, _ body: (FileTransaction) throws -> Void) throws -> [WriteStep] {
        let steps = Mutex<[WriteStep]>([])
        try body(FileTransaction(in: folder.state) { step in steps.withLock { $0.append(step) } })
        return steps.withLock { $0 }
    }
}
