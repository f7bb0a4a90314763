/// Somebody who is logged in: the forms of their pages carry what proves that they came from this session's page.
package protocol ProvenForms {
    var formToken: String { get }
}

extension ProvenForms {
    /// A form that posts to one of our own actions.
    package func form(_ action: Path, isUpload: Bool = false, _ body: HTML) -> HTML {
        """
        <form class="fields" method="post" action="\(action)"\
        \(isUpload ? " enctype=\"multipart/form-data\"" : "" as HTML) novalidate>\(proof)\(body)</form>
        """
    }

    /// A single button that does something at once.
    package func action(_ words: String, _ action: Path, isFirst: Bool = true, _ hidden: HTML = "") -> HTML {
        """
        <form method="post" action="\(action)">\(proof)\(hidden)\
        <button type="submit"\(isFirst ? "" : " class=\"second\"" as HTML)>\(words)</button></form>
        """
    }

    private var proof: HTML { Field.hidden(Self.proofField, formToken) }

    static var proofField: String { "formulier" }
}
