internal import RekeyPipeline

/// `rekey scan` with nothing but paths, and the words that the hook says: what needs no parser.
///
/// Why: making the tables of all options takes two milliseconds, a fifth of a commit hook and a fifteenth of a scan of 600 files.
enum PlainScan {
    /// The request; `nil` when any other option is there, or another command is meant.
    static func request(_ arguments: [String]) -> ScanRequest? {
        guard arguments.first == "scan" else { return nil }
        var (paths, isStaged, isQuiet): ([String], Bool, Bool) = ([], false, false)
        for word in arguments.dropFirst() {
            switch word {
            case "--staged": isStaged = true
            case "--quiet": isQuiet = true
            default:
                guard !word.hasPrefix("-") else { return nil }
                paths.append(word)
            }
        }
        guard paths.isEmpty || !isStaged else { return nil }
        var request = ScanRequest(source: isStaged ? .staged : .paths(paths))
        request.isQuiet = isQuiet
        return request
    }
}
