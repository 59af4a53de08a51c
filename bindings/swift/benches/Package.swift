// swift-tools-version:6.0
import PackageDescription

let package = Package(
    name: "benches",
    platforms: [.macOS(.v13)],
    dependencies: [.package(path: "..")],
    targets: [.executableTarget(name: "measure", dependencies: [.product(name: "Inkseal", package: "swift")])],
    swiftLanguageModes: [.v6]
)
