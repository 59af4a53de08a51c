// swift-tools-version:6.0
import PackageDescription

// `build` makes what is not committed: the generated Swift, the C header and the Rust library.

#if os(Linux)
    // The library is linked whole, so that a program that uses this package needs no other file when it runs.
    // SwiftPM takes such flags from a package that is named by its path, not from one named by a version.
    let native: Target = .systemLibrary(name: "InksealFFI")
    let link: [LinkerSetting] = [
        .unsafeFlags(["-L\(Context.packageDirectory)/Library"]), .linkedLibrary("inkseal_ffi"),
    ]
#else
    let native: Target = .binaryTarget(name: "InksealFFI", path: "Inkseal.xcframework")
    let link: [LinkerSetting] = []
#endif

let package = Package(
    name: "Inkseal",
    platforms: [.macOS(.v13), .iOS(.v16)],
    products: [.library(name: "Inkseal", targets: ["Inkseal"])],
    targets: [
        native,
        .target(name: "Inkseal", dependencies: ["InksealFFI"], linkerSettings: link),
        .testTarget(name: "InksealTests", dependencies: ["Inkseal"]),
    ],
    swiftLanguageModes: [.v6]
)
