import HTTP

extension Assets {
    /// The file of that name, which browsers may keep for a year; nil when there is none.
    static func answer(_ request: Request) -> Response? {
        guard let asset = all.first(where: { $0.name == request.parameters["name"] }) else { return nil }
        var response = Response.bytes(asset.bytes, type: asset.type)
        response.headers.set("Cache-Control", "public, max-age=31536000, immutable")
        return response.tagged(asset.entityTag, for: request)
    }
}
