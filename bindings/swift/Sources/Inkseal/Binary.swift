/// Any bytes as the `data` of an ``OtherPayload``: as they are if they are UTF-8, otherwise as a data URI in base64, of
/// which ``decodeBinary(data:)`` gives them back. Base64 makes a third more of them: about 786,000 bytes fit into a payload.
///
/// Throws `invalid_input` if the text is past 1 MiB, which is more than a payload may have.
public func encodeBinary(bytes: [UInt8]) throws -> SecretText {
    try bytes.withData { try encodeBinary(bytes: $0) }
}
