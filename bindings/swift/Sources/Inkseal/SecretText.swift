/// Text that is secret: every member of a payload, a recovery code, an otpauth URI.
///
/// No printed form shows it: not `print`, not `dump`, not string interpolation, not a debugger's summary.
/// ``expose()`` gives the text. It can be written as a literal, and it is on purpose not `Codable`.
///
/// A Swift `String` cannot be wiped. Keep secret text only as long as it is needed.
public struct SecretText: Sendable {
    private let text: String

    /// Whether part of the original could not be shown and stands as U+FFFD.
    ///
    /// JSON can hold half of a surrogate pair, which is no text. A payload that holds such a text is refused
    /// with `unsupported` when it is written back, until the text is replaced: nothing is lost unnoticed.
    public let isLossy: Bool

    /// Text that is to be kept secret.
    public init(_ text: String) {
        self.text = text
        isLossy = false
    }

    /// The text itself.
    public func expose() -> String {
        text
    }
}

extension SecretText: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        self.init(text)
    }
}

extension SecretText: Hashable {
    /// Equal means the same bytes: two spellings of one accented letter are two different passwords, which
    /// `String` calls equal. The time it takes depends on the lengths, not on the text.
    public static func == (left: SecretText, right: SecretText) -> Bool {
        let (ours, theirs) = (left.text.utf8, right.text.utf8)
        return left.isLossy == right.isLossy && ours.count == theirs.count
            && zip(ours, theirs).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(isLossy)
        for byte in text.utf8 {
            hasher.combine(byte)
        }
    }
}

extension SecretText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always the same, whatever the text is.
    public var description: String { "[secret]" }

    /// Always the same, whatever the text is.
    public var debugDescription: String { description }

    /// Shows nothing, to `dump` and to whatever else looks inside.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

// MARK: - How it crosses

extension SecretText {
    init(form: SecretTextForm) {
        text = form.text
        isLossy = form.lossy
    }

    var form: SecretTextForm {
        SecretTextForm(text: text, lossy: isLossy)
    }
}

/// What ``SecretText`` crosses as. It hides its text as well.
extension SecretTextForm: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "[secret]" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
