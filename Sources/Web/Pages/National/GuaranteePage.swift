import Domain
import National

/// **Hoe het werkt**: what is promised and what is not, in plain words that follow disclosure/README.md.
enum GuaranteePage {
    static func page(_ viewer: Viewer) -> Page {
        Page(
            "Hoe het werkt", heading: "Hoe we laten zien wat er leeft, zonder een gezin te verraden",
            lead:
                "Iedereen ziet dezelfde cijfers. In elk getal zit een beetje toeval: zo is niet te zien of één gezin meetelt.",
            back: viewer.back,
            body: Part.columns(promise + example + steps, notPromised + table))
    }

    private static let promise: HTML = """
        <section><h2>Wat we beloven</h2>
        <p>Wat iemand ook al weet, zelfs als hij alle andere signalen kent: één tabel maakt de kansverhouding dat een \
        bepaald signaal bestaat <strong>hooguit twee keer zo groot of zo klein</strong>. Alles wat ooit wordt gepubliceerd \
        samen: <strong>hooguit vier keer</strong>.</p>
        <p>Een kansverhouding is bijvoorbeeld “1 tegen 1”. Stel, iemand vermoedt dat een gezin een signaal gaf en denkt: het kan \
        net zo goed wel als niet. Dat is 1 tegen 1, dus 50 %. Na één tabel is dat hooguit 2 tegen 1: 67 %. Na alles wat ooit \
        wordt gepubliceerd hooguit 4 tegen 1: 80 %. Zeker weten kan niemand het.</p></section>
        """

    private static let example: HTML = """
        <section><h2>Een voorbeeld</h2>
        <p>Dit voorbeeld is verzonnen. In een kwartaal leggen alle steunpunten samen 7 keer “Overstap” vast. De computer trekt een \
        toevalsgetal, zoals met een dobbelsteen. Deze keer is het +2. Gepubliceerd wordt: 9, met een marge van ±4.</p>
        <p>Wie 9 ziet, weet dus niet of het er 9 waren, of 7, of 11. Was er één gezin minder geweest, dan waren het er 6. Ook dan \
        kon er 9 staan: met +3. Dat is half zo waarschijnlijk als +2, en meer verschil kan één signaal nooit maken. Daarom \
        verraadt de 9 niet of dat ene gezin erbij zat.</p>
        <p>Tel je op, dan vallen de toevalsgetallen voor een deel tegen elkaar weg. Vier getallen samen hebben een marge van \
        ±8, niet ±16. Daarom kijken we eerst naar vier kwartalen samen.</p></section>
        """

    private static let steps: HTML = """
        <section><h2>Zo gaat het</h2><ol class="notes">
        <li>Een steunpunt legt een signaal vast: een thema, een sector, een datum en soms een notitie. De notitie gaat nooit \
        het steunpunt uit.</li>
        <li>Goede voorbeelden blijven in het steunpunt. Alleen zorgen tellen landelijk mee.</li>
        <li>Eén aanvraag telt hooguit één keer per vakje van een tabel, hoe vaak er ook iets over is vastgelegd.</li>
        <li>Op de tiende dag na de periode telt de computer alles op en doet er ruis bij. In de landelijke cijfers staat nergens \
        hoeveel signalen één steunpunt heeft.</li>
        <li>Elk signaal telt één keer mee in elk van de twee tabellen. Wat gepubliceerd is, verandert nooit meer. Wat voor die \
        tijd wordt gewist, is er niet bij.</li>
        <li>Er zijn alleen deze vaste tabellen. Er is geen filter en geen andere uitsplitsing: zo kan niemand ze tegen elkaar \
        wegstrepen.</li>
        </ol></section>
        """

    private static let notPromised: HTML = """
        <section class="aside warm"><h2>Wat we niet beloven</h2><ul class="notes">
        <li>Hoeveel er bij een heel steunpunt is vastgelegd, blijft niet altijd geheim. Doen er drie mee, dan kunnen er twee samen \
        dat van het derde uitrekenen, op 4 na.</li>
        <li>Een gezin dat in meer vakjes voorkomt, bijvoorbeeld met twee thema's, krijgt voor elk vakje en elke tabel opnieuw \
        hooguit factor twee. De bescherming is dan kleiner.</li>
        <li>Alles rust op één geheime sleutel bij de beheerder. Wie die heeft, kan de ruis eraf halen.</li>
        </ul></section>
        <section class="aside"><h2>“Minder dan 5”</h2>
        <p>Onder de 5 tonen we geen getal: de ruis is dan groter dan het aantal. Dat is voor het lezen. De bescherming zit in de \
        ruis, niet in het weglaten. Een leeg vakje toont in 2 % van de gevallen toch 5 of meer.</p></section>
        """

    // The ladder of disclosure/README.md, rule 1.
    private static let table: HTML = """
        <section><h2>Welke tabellen er zijn</h2>
        <p>Dat hangt alleen af van hoeveel steunpunten meedoen. Een steunpunt doet mee vanaf het kwartaal nadat de coördinator voor \
        het eerst inlogde. Met minder dan drie komt er niets.</p>
        \(Part.table(
            "Tabellen naar aantal steunpunten", heads: ["steunpunten", "eerste tabel", "tweede tabel"],
            rows: [
                ["3 tot en met 9", "thema, per half jaar", "geen"],
                ["10 tot en met 39", "thema, per kwartaal", "thema en sector, per jaar"],
                ["40 of meer", "thema en sector, per kwartaal", "thema en regio, per half jaar"],
            ]))
        <p>Een regio heeft minstens acht steunpunten die meedoen, en geen daarvan heeft meer dan 40 % van de leerlingen.</p>
        </section>
        """
}
