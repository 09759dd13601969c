internal import Glibc
internal import RekeyGit

// git-objects REPOSITORY [THREADS]
// Rebuilds every object of a repository and prints what that took: the reading half of `rekey scan --history`.

let words = CommandLine.arguments.dropFirst()
guard let folder = words.first else {
    print("use: git-objects REPOSITORY [THREADS]")
    exit(2)
}
do {
    let reading = try Reading(Array(folder.utf8))
    try reading.run(threads: words.dropFirst().first.flatMap { Int($0) } ?? 1)
} catch {
    print("git-objects: \(error)")
    exit(1)
}
