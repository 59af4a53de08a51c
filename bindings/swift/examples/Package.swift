// swift-tools-version:6.0
import PackageDescription

let package = Package(
    name: "examples",
    platforms: [.macOS(.v13)],
    dependencies: [.package(path: "..")],
    targets: [
        .executableTarget(name: "open-vault", dependencies: [.product(name: "Inkseal", package: "swift")]),
        .executableTarget(name: "agent", dependencies: [.product(name: "Inkseal", package: "swift")]),
    ],
    swiftLanguageModes: [.v6]
)
