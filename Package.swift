// swift-tools-version: 6.2
import PackageDescription

// The modules of the house, from the ground up. A target may import only what it lists here; `.ci/imports` holds the
// sources to it, because the compiler lets the dependencies of a dependency through.
let package = Package(
    name: "naast",
    products: [.executable(name: "naast", targets: ["naast"])],
    targets: [
        .systemLibrary(name: "CSQLite"),
        .systemLibrary(name: "CCurl"),
        .target(name: "Platform"),
        .target(name: "SQLite", dependencies: ["CSQLite", "Platform"]),
        .target(name: "Domain"),
        .target(name: "Delivery", dependencies: ["CCurl", "Domain", "Platform"]),
        .target(name: "Storage", dependencies: ["SQLite", "Domain", "Platform"]),
        .target(name: "National", dependencies: ["Storage", "Domain", "Platform"]),
        .target(name: "HTTP", dependencies: ["Platform"]),
        .target(name: "Reminders", dependencies: ["Storage", "Delivery", "Domain", "Platform"]),
        .target(name: "Web", dependencies: ["HTTP", "Reminders", "National", "Storage", "Domain", "Platform"]),
        .target(
            name: "Daemon",
            dependencies: ["Web", "National", "Reminders", "HTTP", "Storage", "Delivery", "Domain", "Platform"]),
        .executableTarget(name: "naast", dependencies: ["Daemon"]),
        .executableTarget(
            name: "naast-bench",
            dependencies: [
                "Web", "Reminders", "National", "HTTP", "Storage", "SQLite", "Delivery", "Domain", "Platform",
            ]),

        .target(
            name: "TestSupport", dependencies: ["Delivery", "Storage", "Domain", "Platform"], path: "Tests/TestSupport"),
        .testTarget(name: "PlatformTests", dependencies: ["Platform", "TestSupport"]),
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "TestSupport"]),
        .testTarget(name: "DomainTests", dependencies: ["Domain", "TestSupport"]),
        .testTarget(name: "DeliveryTests", dependencies: ["Delivery", "Domain", "Platform", "TestSupport"]),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "SQLite", "Domain", "Platform", "TestSupport"]),
        .testTarget(
            name: "NationalTests",
            dependencies: ["National", "Storage", "SQLite", "Domain", "Platform", "TestSupport"],
            exclude: ["vectors.csv"]),
        // Corpus holds inputs for the fuzzer (.ci/fuzz) and no code.
        .testTarget(name: "HTTPTests", dependencies: ["HTTP", "Platform", "TestSupport"], exclude: ["Corpus"]),
        .testTarget(
            name: "RemindersTests",
            dependencies: ["Reminders", "Storage", "Delivery", "Domain", "Platform", "TestSupport"]),
        .testTarget(
            name: "WebTests",
            dependencies: ["Web", "HTTP", "Reminders", "National", "Storage", "Domain", "Platform", "TestSupport"]),
        .testTarget(
            name: "DaemonTests",
            dependencies: [
                "Daemon", "Web", "naast", "National", "Reminders", "HTTP", "Storage", "SQLite", "Domain", "Platform",
                "TestSupport",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
