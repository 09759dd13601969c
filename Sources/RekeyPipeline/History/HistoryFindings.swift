internal import RekeyCore
internal import RekeyDetect
internal import RekeyGit

/// Makes one finding a secret of what was found in all versions, with when it came and what holds it.
struct HistoryFindings {
    let store: ObjectStore
    let map: HistoryMap
    /// `nil` when git could not tell refs and indexes.
    let snapshot: RefSnapshot?
    /// False when the commits were not all read, so that nothing can be said of them.
    let isMapWhole: Bool

    /// The findings and the account.
    func settled(_ found: HistoryYield) throws -> ChunkScanner.Yield {
        var yield = found.scan
        yield.account.skips += found.excluded
        yield.account.commits = map.commitCount
        let secrets = found.secrets.sorted { $0.key < $1.key }.map(\.value)
        let exposures = try exposures(of: secrets)
        var firstPlace = FirstPlace(store)
        for (index, secret) in secrets.enumerated() {
            let exposure = exposures.isEmpty ? nil : exposures[index]
            guard let lead = secret.lead(at: exposure?.firstPath) else { continue }
            var item = lead.item
            item.finding.exposure = exposure
            if let exposure { firstPlace.move(&item.finding, written: lead.written, to: exposure) }
            if let first = exposure?.first {
                item.finding.provenance.commit = first.id
                item.finding.provenance.author = first.author
                item.finding.provenance.date = first.date
            }
            yield.items.append(item)
        }
        let named = NamedSecrets(yield.items)
        for index in yield.items.indices { named.cover(&yield.items[index].finding) }
        return yield
    }

    private func exposures(of secrets: [HistoryYield.Secret]) throws -> [HistoryExposure] {
        guard isMapWhole, !secrets.isEmpty, let snapshot else { return [] }
        do throws(ObjectFault) {
            return try Attribution(map, store, snapshot).exposures(of: secrets.map(\.holding))
        } catch { throw Trouble("the history cannot be read", why: error.text, status: .incomplete) }
    }
}

extension HistoryYield.Secret {
    /// What holds it.
    var holding: Holding {
        var holding = Holding(blobs: blobs.sorted())
        for text in texts {
            switch text.origin {
            case .object(let id): holding.messages.append(id)
            case .name: if let name = PathBytes.components(text.item.finding.provenance.path).last { holding.names.append(name) }
            case .ref(let name): holding.refs.append(name)
            }
        }
        holding.messages.sort()
        return holding
    }

    /// The finding that says most; of equals the one at `path`, then the first by path.
    func lead(at path: [UInt8]?) -> HistoryYield.Place? {
        var best: HistoryYield.Place?
        let ordered = places.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        for place in ordered.filter({ $0.key == path }).map(\.value) + ordered.map(\.value) + texts.sorted(by: { $0.isBefore($1) }) {
            guard let known = best else {
                best = place
                continue
            }
            if place.saysMore(than: known) { best = place }
        }
        return best
    }
}
