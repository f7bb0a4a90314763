import Domain
import Storage

/// The aid for many-sided impartiality (DOMAIN.md, N04): three questions on paper, and nothing is kept of it.
enum ThreeQuestions {
    static func page(_ visit: Visit) -> Page {
        let questions = [
            ("Wat is voor de ouder nu het belangrijkst?", "En wat zou de ouder geruststellen?"),
            ("Wat is voor de school nu het belangrijkst?", "En wat lukt de school nu niet?"),
            ("Wat zou het kind of de jongere zelf zeggen?", "En wie heeft het gevraagd?"),
        ]
        return Page(
            "Drie vragen vooraf", lead: "Voor je een buddy zoekt of een gesprek voert. Zo zie je elke kant.",
            place: .requests, back: Link("Aanvragen", "/\(visit.slug)/aanvragen-overzicht"),
            body: """
                <p class="screen-only">Druk dit blad af (Ctrl en P) en schrijf met de hand. Naast bewaart er niets van.</p>
                <ol class="questions">\(questions.map { question, more -> HTML in
                    "<li><h2>\(question)</h2><p>\(more)</p><div class=\"writing\"></div></li>"
                })</ol>
                <p>Schrijf geen namen op. Scheur dit blad na het gesprek kapot, of geef het aan de ouder.</p>
                """)
    }
}
