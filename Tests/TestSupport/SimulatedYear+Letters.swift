// Every letter of the year, as a coordinator would check it: when, which, about what, to whom, and why then. Anne is the
// coordinator.
// Held against LETTERS.md by a person, line by line; when a rule changes, do that again for each line that changes.
extension SimulatedYear {
    package static let letters: [SentLine] = table.split(separator: "\n").compactMap(SentLine.init(row:))

    /// Those that follow from the plan alone, without caps, addresses and a coordinator.
    package static let plannedLetters = letters.filter {
        !busyBuddies.values.contains($0.buddy) && $0.buddy != coordinator
    }

    /// Those that went in a mail with others.
    package static let joinedLetters = letters.filter { $0.why.contains("in één mail") }

    /// The table as it is printed; the column *why* is for who checks it.
    package static let table = """
        wo 7 jan 10:30  | intervision-invite | intervisie 1 | Noor   | nu gepland voor do 12 feb, binnen zes weken
        wo 7 jan 10:30  | intervision-invite | intervisie 1 | Sam    | nu gepland voor do 12 feb, binnen zes weken
        wo 7 jan 10:30  | intervision-invite | intervisie 1 | Yasmin | nu gepland voor do 12 feb, binnen zes weken
        wo 7 jan 10:30  | intervision-invite | intervisie 1 | Daan   | nu gepland voor do 12 feb, binnen zes weken
        di 13 jan 16:00 | before-week        | Esdoorn 1    | Noor   | vijf werkdagen voor di 20 jan
        ma 19 jan 16:00 | before-day         | Esdoorn 1    | Noor   | de dag voor di 20 jan
        ma 19 jan 16:00 | before-week        | Berk 1       | Sam    | vijf werkdagen voor ma 26 jan
        di 20 jan 16:15 | after              | Esdoorn 1    | Noor   | anderhalf uur na het einde
        vr 23 jan 16:00 | nudge              | Esdoorn 1    | Noor   | derde werkdag na di 20 jan, nog geen terugblik
        za 24 jan 10:00 | before-day         | Berk 1       | Sam    | voor ma 26 jan: op zaterdag om tien uur, niet op zondag
        ma 26 jan 11:15 | after              | Berk 1       | Sam    | anderhalf uur na het einde
        do 29 jan 08:00 | before-day         | Linde 1      | Yasmin | gisteravond om tien ingevoerd voor 15.30 uur; acht uur is vroeg genoeg
        do 29 jan 16:00 | intervision-nudge  | intervisie 1 | Daan   | twee weken voor do 12 feb, nog geen antwoord
        do 29 jan 17:45 | after              | Linde 1      | Yasmin | anderhalf uur na het einde
        vr 6 feb 16:00  | before-week        | Esdoorn 2    | Noor   | vijf werkdagen voor vr 13 feb
        ma 9 feb 11:05  | moved              | Esdoorn 2    | Noor   | vijf minuten eerder verzet van vr 13 feb naar do 19 feb
        ma 9 feb 22:00  | before-day         | Wilg 1       | Noor   | nu ingevoerd voor morgen 9.00 uur; morgen om acht is te laat
        di 10 feb 11:15 | after              | Wilg 1       | Noor   | anderhalf uur na het einde
        wo 11 feb 16:00 | intervision-before | intervisie 1 | Noor   | de dag voor do 12 feb
        wo 11 feb 16:00 | intervision-before | intervisie 1 | Sam    | de dag voor do 12 feb
        do 12 feb 16:00 | before-week        | Esdoorn 2    | Noor   | vijf werkdagen voor do 19 feb
        wo 18 feb 16:00 | before-day         | Esdoorn 2    | Noor   | de dag voor do 19 feb
        do 19 feb 12:15 | after              | Esdoorn 2    | Noor   | anderhalf uur na het einde
        di 24 feb 16:00 | before-week        | Berk 2       | Sam    | vijf werkdagen voor di 3 mrt
        wo 25 feb 16:00 | before-week        | Linde 2      | Yasmin | vijf werkdagen voor wo 4 mrt
        ma 2 mrt 16:00  | before-day         | Berk 2       | Sam    | de dag voor di 3 mrt
        di 3 mrt 16:00  | before-day         | Linde 2      | Yasmin | de dag voor wo 4 mrt
        wo 4 mrt 08:00  | after              | Berk 2       | Sam    | 21.30 uur is te laat op de avond
        wo 4 mrt 13:15  | after              | Linde 2      | Yasmin | anderhalf uur na het einde
        do 5 mrt 16:00  | before-week        | Esdoorn 3    | Noor   | vijf werkdagen voor do 12 mrt
        do 5 mrt 19:30  | intervision-invite | intervisie 2 | Noor   | zes weken voor do 16 apr
        do 5 mrt 19:30  | intervision-invite | intervisie 2 | Sam    | zes weken voor do 16 apr
        do 5 mrt 19:30  | intervision-invite | intervisie 2 | Yasmin | zes weken voor do 16 apr
        do 5 mrt 19:30  | intervision-invite | intervisie 2 | Daan   | zes weken voor do 16 apr
        wo 11 mrt 16:00 | before-day         | Esdoorn 3    | Noor   | de dag voor do 12 mrt
        wo 11 mrt 17:05 | cancelled          | Esdoorn 3    | Noor   | om 17.00 uur afgezegd, na de herinnering
        ma 16 mrt 08:00 | before-day         | Wilg 2       | Noor   | op zondag ingevoerd voor vandaag 13.00 uur
        ma 16 mrt 15:15 | after              | Wilg 2       | Noor   | anderhalf uur na het einde
        do 19 mrt 16:00 | nudge              | Wilg 2       | Noor   | derde werkdag na ma 16 mrt, nog geen terugblik
        ma 23 mrt 16:00 | before-week        | Berk 3       | Sam    | vijf werkdagen voor ma 30 mrt
        za 28 mrt 10:00 | before-day         | Berk 3       | Sam    | voor ma 30 mrt: op zaterdag; zondag gaat de klok vooruit
        ma 30 mrt 10:05 | moved              | intervisie 2 | Noor   | vijf minuten eerder verzet van do 16 apr naar do 23 apr
        ma 30 mrt 10:05 | moved              | intervisie 2 | Sam    | vijf minuten eerder verzet van do 16 apr naar do 23 apr
        ma 30 mrt 10:05 | moved              | intervisie 2 | Yasmin | vijf minuten eerder verzet van do 16 apr naar do 23 apr
        ma 30 mrt 11:15 | after              | Berk 3       | Sam    | anderhalf uur na het einde
        ma 30 mrt 16:00 | before-week        | Linde 3      | Yasmin | vijf werkdagen voor di 7 apr; tweede paasdag telt niet
        za 4 apr 10:00  | before-day         | Linde 3      | Yasmin | voor di 7 apr: niet met Pasen
        di 7 apr 11:45  | after              | Linde 3      | Yasmin | anderhalf uur na het einde
        do 9 apr 16:00  | intervision-nudge  | intervisie 2 | Sam    | twee weken voor do 23 apr, nog geen antwoord
        do 9 apr 16:00  | intervision-nudge  | intervisie 2 | Yasmin | twee weken voor do 23 apr, nog geen antwoord
        ma 20 apr 16:00 | before-week        | Esdoorn 4    | Noor   | vijf werkdagen voor di 28 apr; Koningsdag telt niet
        wo 22 apr 16:00 | intervision-before | intervisie 2 | Noor   | de dag voor do 23 apr
        wo 22 apr 16:00 | intervision-before | intervisie 2 | Yasmin | de dag voor do 23 apr
        vr 24 apr 16:00 | before-week        | Berk 4       | Sam    | vijf werkdagen voor ma 4 mei; Koningsdag telt niet
        za 25 apr 10:00 | before-day         | Esdoorn 4    | Noor   | voor di 28 apr: niet op Koningsdag of zondag
        di 28 apr 12:15 | after              | Esdoorn 4    | Noor   | anderhalf uur na het einde
        wo 29 apr 08:00 | intervision-invite | intervisie 3 | Noor   | zes weken voor di 9 jun was gisteravond 20.30 uur: vandaag
        wo 29 apr 08:00 | intervision-invite | intervisie 3 | Sam    | zes weken voor di 9 jun was gisteravond 20.30 uur: vandaag
        wo 29 apr 08:00 | intervision-invite | intervisie 3 | Yasmin | zes weken voor di 9 jun was gisteravond 20.30 uur: vandaag
        wo 29 apr 08:00 | intervision-invite | intervisie 3 | Daan   | zes weken voor di 9 jun was gisteravond 20.30 uur: vandaag
        za 2 mei 10:00  | before-day         | Berk 4       | Sam    | voor ma 4 mei: op zaterdag om tien uur
        wo 6 mei 08:00  | after              | Berk 4       | Sam    | 20.00 uur is te laat, dinsdag is Bevrijdingsdag
        do 7 mei 16:00  | before-week        | Wilg 3       | Noor   | vijf werkdagen voor vr 15 mei; Hemelvaart telt niet
        vr 8 mei 16:00  | nudge              | Berk 4       | Sam    | derde werkdag na ma 4 mei; Bevrijdingsdag telt niet
        wo 13 mei 16:00 | before-day         | Wilg 3       | Noor   | voor vr 15 mei: niet op Hemelvaartsdag
        vr 15 mei 11:15 | after              | Wilg 3       | Noor   | anderhalf uur na het einde
        ma 18 mei 16:00 | before-week        | Linde 4      | Yasmin | vijf werkdagen voor di 26 mei; tweede pinksterdag telt niet
        wo 20 mei 16:00 | nudge              | Wilg 3       | Noor   | derde werkdag na vr 15 mei, nog geen terugblik
        za 23 mei 10:00 | before-day         | Linde 4      | Yasmin | voor di 26 mei: niet met Pinksteren
        di 26 mei 15:15 | after              | Linde 4      | Yasmin | anderhalf uur na het einde
        do 28 mei 16:00 | before-week        | Esdoorn 5    | Noor   | vijf werkdagen voor do 4 jun
        vr 29 mei 16:00 | nudge              | Linde 4      | Yasmin | derde werkdag na di 26 mei, nog geen terugblik
        di 2 jun 09:05  | moved              | intervisie 3 | Noor   | om 9.00 uur: niet online maar in de bibliotheek
        di 2 jun 09:05  | moved              | intervisie 3 | Sam    | om 9.00 uur: niet online maar in de bibliotheek
        di 2 jun 09:05  | moved              | intervisie 3 | Daan   | om 9.00 uur: niet online maar in de bibliotheek
        wo 3 jun 16:00  | before-day         | Esdoorn 5    | Noor   | de dag voor do 4 jun
        do 4 jun 13:30  | moved              | Esdoorn 5    | Noor   | anderhalf uur voor het gesprek verzet naar vr 5 jun: meteen
        do 4 jun 16:00  | before-day         | Esdoorn 5    | Noor   | de dag voor vr 5 jun
        vr 5 jun 17:15  | after              | Esdoorn 5    | Noor   | anderhalf uur na het einde
        ma 8 jun 16:00  | intervision-before | intervisie 3 | Noor   | de dag voor di 9 jun
        ma 8 jun 16:00  | intervision-before | intervisie 3 | Sam    | de dag voor di 9 jun
        ma 8 jun 16:00  | intervision-before | intervisie 3 | Daan   | de dag voor di 9 jun
        do 18 jun 09:00 | after              | Berk 5       | Sam    | vandaag ingevoerd, toen het al geweest was
        do 18 jun 16:00 | before-week        | Beuk 1       | Daan   | vijf werkdagen voor do 25 jun
        ma 22 jun 15:05 | cancelled          | Beuk 1       | Daan   | om 15.00 uur afgezegd
        ma 22 jun 16:00 | nudge              | Berk 5       | Sam    | derde werkdag na wo 17 jun, nog geen terugblik
        di 23 jun 12:05 | moved              | Beuk 1       | Daan   | om 12.00 uur: het gaat toch door
        di 23 jun 16:00 | before-week        | Wilg 4       | Noor   | vijf werkdagen voor di 30 jun; vrijdag stopt de koppeling, dan niets meer
        wo 24 jun 16:00 | before-day         | Beuk 1       | Daan   | de dag voor do 25 jun
        do 25 jun 13:15 | after              | Beuk 1       | Daan   | anderhalf uur na het einde
        di 1 sep 10:00  | intervision-invite | intervisie 4 | Noor   | nu gepland voor do 8 okt, binnen zes weken
        di 1 sep 10:00  | intervision-invite | intervisie 4 | Sam    | nu gepland voor do 8 okt, binnen zes weken
        di 1 sep 10:00  | intervision-invite | intervisie 4 | Yasmin | nu gepland voor do 8 okt, binnen zes weken
        di 1 sep 10:00  | intervision-invite | intervisie 4 | Daan   | nu gepland voor do 8 okt, binnen zes weken
        di 1 sep 16:00  | before-week        | Esdoorn 6    | Noor   | vijf werkdagen voor di 8 sep
        ma 7 sep 16:00  | before-day         | Esdoorn 6    | Noor   | de dag voor di 8 sep
        ma 7 sep 23:05  | moved              | Esdoorn 6    | Noor   | om 23.00 uur verzet van 8.30 naar 11.00 uur; morgen om zeven is te laat
        di 8 sep 13:15  | after              | Esdoorn 6    | Noor   | anderhalf uur na het einde
        do 17 sep 16:00 | before-week        | Linde 5      | Yasmin | vijf werkdagen voor do 24 sep
        wo 23 sep 08:00 | moved              | Linde 5      | Yasmin | gisteravond om 21.30 verzet naar vr 25 sep
        do 24 sep 16:00 | intervision-nudge  | intervisie 4 | Yasmin | twee weken voor do 8 okt, nog geen antwoord
        do 24 sep 16:00 | intervision-nudge  | intervisie 4 | Daan   | twee weken voor do 8 okt, nog geen antwoord
        do 24 sep 16:00 | before-day         | Linde 5      | Yasmin | de dag voor vr 25 sep
        vr 25 sep 11:15 | after              | Linde 5      | Yasmin | anderhalf uur na het einde
        wo 7 okt 16:00  | intervision-before | intervisie 4 | Noor   | de dag voor do 8 okt
        do 8 okt 12:05  | cancelled          | intervisie 4 | Noor   | om 12.00 uur afgezegd
        do 8 okt 12:05  | cancelled          | intervisie 4 | Yasmin | om 12.00 uur afgezegd
        do 8 okt 12:05  | cancelled          | intervisie 4 | Daan   | om 12.00 uur afgezegd
        ma 19 okt 16:00 | before-week        | Berk 6       | Sam    | vijf werkdagen voor ma 26 okt
        za 24 okt 10:00 | before-day         | Berk 6       | Sam    | voor ma 26 okt: op zaterdag; zondag gaat de klok terug
        ma 26 okt 12:15 | after              | Berk 6       | Sam    | anderhalf uur na het einde
        ma 26 okt 16:00 | before-week        | Beuk 2       | Daan   | vijf werkdagen voor ma 2 nov
        do 29 okt 19:30 | intervision-invite | intervisie 5 | Noor   | zes weken voor do 10 dec
        do 29 okt 19:30 | intervision-invite | intervisie 5 | Sam    | zes weken voor do 10 dec
        do 29 okt 19:30 | intervision-invite | intervisie 5 | Yasmin | zes weken voor do 10 dec
        do 29 okt 19:30 | intervision-invite | intervisie 5 | Daan   | zes weken voor do 10 dec
        za 31 okt 10:00 | before-day         | Beuk 2       | Daan   | voor ma 2 nov: op zaterdag om tien uur
        zo 1 nov 16:30  | moved              | Beuk 2       | Daan   | zaterdagavond verzet naar ma 8.30 uur; zestien uur ervoor mag het op zondag
        ma 2 nov 10:45  | after              | Beuk 2       | Daan   | anderhalf uur na het einde
        ma 16 nov 16:00 | before-day         | Eik 1        | Mila   | de dag voor di 17 nov; drie tegelijk is te veel: samen in één mail
        ma 16 nov 16:00 | before-day         | Iep 1        | Mila   | de dag voor di 17 nov: samen in één mail
        ma 16 nov 16:00 | before-day         | Eik 2        | Mila   | de dag voor di 17 nov: samen in één mail
        di 17 nov 12:15 | after              | Eik 1        | Mila   | anderhalf uur na het einde
        di 17 nov 15:15 | after              | Iep 1        | Mila   | anderhalf uur na het einde
        wo 18 nov 08:00 | after              | Eik 2        | Mila   | di 18.15 uur zou de derde mail van die dag zijn
        wo 18 nov 16:00 | alarm              | Els 1        | Anne   | de herinnering voor do 19 nov komt bij Joris niet aan: Anne belt
        vr 20 nov 16:00 | nudge              | Eik 1        | Mila   | derde werkdag; nog één van vijf deze week: samen in één mail
        vr 20 nov 16:00 | nudge              | Iep 1        | Mila   | derde werkdag na di 17 nov: samen in één mail
        vr 20 nov 16:00 | nudge              | Eik 2        | Mila   | derde werkdag na di 17 nov: samen in één mail
        ma 23 nov 08:30 | digest             | week         | Anne   | maandag: het adres van Joris werkt niet, zijn herinnering ging niet
        di 24 nov 16:00 | nudge              | Els 1        | Joris  | derde werkdag na do 19 nov; om 12.00 uur kreeg Joris een ander adres
        di 24 nov 16:00 | before-week        | Linde 6      | Yasmin | vijf werkdagen voor di 1 dec
        do 26 nov 16:00 | intervision-nudge  | intervisie 5 | Daan   | twee weken voor do 10 dec, nog geen antwoord
        ma 30 nov 16:00 | before-day         | Linde 6      | Yasmin | de dag voor di 1 dec
        di 1 dec 16:15  | after              | Linde 6      | Yasmin | anderhalf uur na het einde
        za 5 dec 11:00  | before-day         | Esdoorn 7    | Noor   | nu ingevoerd, na tien uur, voor ma 7 dec
        ma 7 dec 17:45  | after              | Esdoorn 7    | Noor   | anderhalf uur na het einde
        wo 9 dec 16:00  | intervision-before | intervisie 5 | Noor   | de dag voor do 10 dec
        wo 9 dec 16:00  | intervision-before | intervisie 5 | Sam    | de dag voor do 10 dec
        wo 9 dec 16:00  | intervision-before | intervisie 5 | Yasmin | de dag voor do 10 dec
        do 17 dec 16:00 | before-week        | Berk 7       | Sam    | vijf werkdagen voor do 24 dec
        vr 18 dec 16:00 | before-week        | Beuk 3       | Daan   | vijf werkdagen voor ma 28 dec; Kerst telt niet
        wo 23 dec 16:00 | before-day         | Berk 7       | Sam    | de dag voor do 24 dec
        do 24 dec 16:00 | before-day         | Beuk 3       | Daan   | voor ma 28 dec: niet met Kerst en niet op zondag
        do 24 dec 20:30 | after              | Berk 7       | Sam    | pas maandag weer, en dan heeft het geen zin meer: meteen
        ma 28 dec 12:15 | after              | Beuk 3       | Daan   | anderhalf uur na het einde
        wo 30 dec 16:00 | nudge              | Berk 7       | Sam    | derde werkdag na do 24 dec; Kerst telt niet
        do 31 dec 16:00 | nudge              | Beuk 3       | Daan   | derde werkdag na ma 28 dec, nog geen terugblik
        """
}
