internal import RekeyCore

/// What a name means at one place.
struct NameReading {
    var kind: Consumer.Kind
    var effect: ChangeEffect
    var isCertain = true
    var forwards: [Forward] = []
    var job: String?
    var step: String?
    var service: String?
    var details: [SecretStore.Placeholder: String] = [:]

    /// A further name that the value goes by from here on.
    struct Forward {
        var name: String
        var space: Space

        enum Space {
            /// A variable of what runs from this text.
            case environment
            /// A name of this text alone.
            case local
            /// A secret of the workflow at this path.
            case called(String)
            case kubernetesKey, kubernetesSecret, terraform
        }
    }
}

/// One occurrence of a wanted name.
struct NameOccurrence {
    let text: ConsumerText
    let wanted: WantedName
    let offset: Int
    /// The line in front of the name.
    let before: [UInt8]
    /// The line behind the name.
    let after: [UInt8]

    init(_ wanted: WantedName, at offset: Int, in text: ConsumerText) {
        self.text = text
        self.wanted = wanted
        self.offset = offset
        before = text.before(offset)
        after = text.after(offset + wanted.name.utf8.count)
    }

    /// Whether the name may be a variable of the environment here: asked for, or set from the secret by some text.
    var isVariable: Bool {
        switch wanted.space {
        case .asked, .environment: true
        case .local(let index): index == text.index
        case .variant, .kubernetesKey, .kubernetesSecret, .terraform: false
        }
    }

    /// Whether it is asked for, or set from the secret in this very text.
    var isVariableHere: Bool {
        if case .environment(let index) = wanted.space { return index == text.index }
        return isVariable
    }

    var isAsked: Bool { wanted.space == .asked }
    var isAskedOrVariant: Bool { wanted.space == .asked || wanted.space == .variant }

    /// Names of the keys the line stands below, the line's own key last.
    var keys: [String] { ancestry.map { $0.key } }

    /// The nodes the line stands below, its own last.
    var ancestry: [KeyOutline.Node] {
        guard let outline = text.outline, let node = text.node(at: offset) else { return [] }
        return outline.ancestry(of: node).map { outline.nodes[$0] }
    }
}

/// Says what a name means where it stands; `nil` when it is no use of the secret.
struct NameReader {
    let forms: FormTable

    func reading(of name: NameOccurrence) -> NameReading? {
        switch name.text.format {
        case .code, .supabaseFunction: codeReading(name)
        case .shell: shellReading(name)
        case .envFile: envFileReading(name)
        case .dockerfile: dockerReading(name)
        case .compose: composeReading(name)
        case .kubernetes: kubernetesReading(name)
        case .ci(let system): pipelineReading(name, system)
        case .ansible: ansibleReading(name)
        case .terraform: terraformReading(name)
        case .sql: sqlReading(name)
        case .supabaseConfig: supabaseConfigReading(name)
        case .packageJSON: packageReading(name)
        case .hosting: configurationReading(name, kind: .hosting, effect: .redeploy)
        case .config: configurationReading(name, kind: .otherConfig, effect: .restart)
        case .prose: nil
        }
    }

    /// The name that a line assigns an expansion of this one to.
    func assigned(_ name: NameOccurrence) -> String? {
        let groups = forms.groups(.assignmentForward, name.before) ?? forms.groups(.fatArrowKey, name.before)
        return groups?[1] == name.wanted.name ? nil : groups?[1]
    }

    /// The key whose value on this line holds the name; `nil` when the name is the key.
    func keyOfValue(_ name: NameOccurrence) -> String? {
        guard let key = forms.groups(.keyBefore, name.before)?[1] else { return nil }
        return key
    }

    /// Whether code in whatever language reads the name here.
    func readsVariable(_ name: NameOccurrence) -> Bool {
        if forms.hasAny([.index, .call, .perlHash, .annotation], name.before) {
            return forms.has(.closesQuote, name.after) || name.after.first == 0x3A
        }
        return forms.has(.property, name.before) && name.after.first != 0x28
    }

    /// Whether the name stands between quotes and nothing else does.
    func isQuoted(_ name: NameOccurrence) -> Bool {
        guard forms.has(.openQuote, name.before), let quote = name.before.last else { return false }
        return name.after.first == quote
    }
}
