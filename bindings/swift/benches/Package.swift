// swift-tools-version:6.0
import PackageDescription

let package = Package(
    name: "benches",
    platforms: [.macOS(.v13)],
    dependencies: [.package(name: "Inkseal", path: "..")],
    targets: [.executableTarget(name: "measure", dependencies: ["Inkseal"])],
    swiftLanguageModes: [.v6]
)
