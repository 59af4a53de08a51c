// What handles show of themselves: their state, and nothing of what they keep. A dump and a debugger show the same.

extension Vault: CustomStringConvertible, CustomReflectable {
    /// Whether the vault is unlocked, how many secrets it has, and its file.
    public var description: String {
        let state = isUnlocked() ? "unlocked" : "locked"
        return "Vault(\(state), secrets: \(info().secretCount), path: \(path() ?? "nil"))"
    }

    /// Shows what ``description`` does.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "isUnlocked": isUnlocked(), "secretCount": info().secretCount, "path": path() as Any,
            ])
    }
}

extension Credentials: CustomStringConvertible, CustomReflectable {
    /// Whose view it is, by the identity's handle.
    public var description: String {
        "Credentials(\((try? identity().agentHandle) ?? "deleted"))"
    }

    /// Shows no more than ``description``.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension UnlockAnswer: CustomStringConvertible, CustomReflectable {
    /// How many secrets the answer has.
    public var description: String { "UnlockAnswer(secrets: \(secrets().count))" }

    /// Shows no more than ``description``.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension MasterKey: CustomStringConvertible, CustomReflectable {
    /// Always the same, whatever the key is.
    public var description: String { "MasterKey([secret])" }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension OrgKey: CustomStringConvertible, CustomReflectable {
    /// Always the same, whatever the key is.
    public var description: String { "OrgKey([secret])" }

    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
