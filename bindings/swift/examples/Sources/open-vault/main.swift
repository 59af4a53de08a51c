// Opens a vault file, reads a secret and its one-time code, and locks the vault again.
//
//     swift run open-vault make vault.json     makes a vault to try it with, and prints its recovery codes
//     swift run open-vault vault.json github   asks for the vault key, or reads a line of standard input
import Foundation
import Inkseal

func make(_ path: String) throws {
    var vaultKey = try readVaultKey()
    defer { wipe(&vaultKey) }
    let made = try Vault.initialize(organizationId: generateLocalOrganizationId(), vaultKey: vaultKey)
    defer { made.vault.lock() }
    var login = LoginPayload(password: try PasswordRecipe().generate(), username: "ada")
    login.totp = try TotpConfig(uri: "otpauth://totp/github:ada?secret=GEZDGNBVGY3TQOJQ&issuer=github")
    _ = try made.vault.create(name: "github", payload: .login(login))
    try made.vault.saveAs(path: path)
    print("Keep these codes: each opens the vault once if the vault key is lost.")
    for code in made.recoveryCodes {
        print(code.expose())
    }
}

func show(_ path: String, _ name: String) throws {
    var vaultKey = try readVaultKey()
    defer { wipe(&vaultKey) }
    let vault = try Vault.openFile(path: path)
    defer { vault.lock() }
    try vault.unlock(vaultKey: vaultKey)

    let id = try vault.find(nameOrId: name)
    switch try vault.open(id: id).payload {
    case .login(let login):
        print("user name:", login.username?.expose() ?? "none")
        print("password: ", login.password.expose())
        if login.totp != nil {
            let code = try vault.totpCode(id: id)
            print("code:     ", code.code.expose(), "for \(code.secondsRemaining) s")
        }
    case let payload:
        print("\(name) holds \(payload)")  // which shows no secret
    }
}

let arguments = Array(CommandLine.arguments.dropFirst())
do {
    switch (arguments.first, arguments.count) {
    case ("make", 2): try make(arguments[1])
    case (_, 2): try show(arguments[0], arguments[1])
    default:
        print("usage: open-vault make FILE | open-vault FILE NAME")
        exit(2)
    }
} catch let error as InksealError {
    FileHandle.standardError.write(Data("\(error.code): \(error.reason)\n".utf8))
    exit(1)
}
