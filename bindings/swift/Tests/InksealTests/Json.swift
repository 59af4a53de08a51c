import Foundation

/// A JSON value of a test vector. Text is compared by its bytes, which `String` does not do.
enum Json {
    case null
    case bool(Bool)
    case number(NSNumber)
    case text(String)
    case list([Json])
    case object([String: Json])

    init(parsing text: String) throws {
        try self.init(parsing: Data(text.utf8))
    }

    init(parsing data: Data) throws {
        self.init(try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed))
    }

    private init(_ value: Any) {
        switch value {
        case let text as String: self = .text(text)
        case let list as [Any]: self = .list(list.map(Json.init))
        case let object as [String: Any]: self = .object(object.mapValues(Json.init))
        case let number as NSNumber where ["c", "B"].contains(String(cString: number.objCType)):
            self = .bool(number.boolValue)
        case let number as NSNumber: self = .number(number)
        default: self = .null
        }
    }

    init(_ text: String?) {
        self = text.map(Json.text) ?? .null
    }

    init(_ number: UInt64) {
        self = .number(NSNumber(value: number))
    }

    /// The member of an object; null where there is none.
    subscript(name: String) -> Json {
        get { members[name] ?? .null }
        set {
            var changed = members
            changed[name] = newValue
            self = .object(changed)
        }
    }

    var members: [String: Json] {
        if case .object(let members) = self { members } else { [:] }
    }

    var elements: [Json] {
        if case .list(let elements) = self { elements } else { [] }
    }

    /// The text; empty where there is none.
    var text: String {
        if case .text(let text) = self { text } else { "" }
    }

    var number: UInt64 {
        if case .number(let number) = self { number.uint64Value } else { 0 }
    }

    /// The value as JSON text again.
    func written() throws -> String {
        let data = try JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed)
        return String(decoding: data, as: UTF8.self)
    }

    private var value: Any {
        switch self {
        case .null: NSNull()
        case .bool(let bool): bool
        case .number(let number): number
        case .text(let text): text
        case .list(let list): list.map(\.value)
        case .object(let members): members.mapValues(\.value)
        }
    }
}

extension Json: Equatable {
    static func == (left: Json, right: Json) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
        case (.list(let left), .list(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }
}

extension Data {
    /// The bytes of a text in hex.
    init(hex: String) {
        let digits = hex.compactMap(\.hexDigitValue)
        self.init(stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
    }

    var hex: String {
        map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
