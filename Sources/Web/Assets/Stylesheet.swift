/// The one style sheet: calm and warm, readable at 320 px, at 400 % zoom, in the dark and on paper.
enum Stylesheet {
    static let text: StaticString = """
        :root {
          --paper: #fbf8f3; --card: #ffffff; --ink: #1f2a2a; --soft: #5b6867; --line: #e4ddd2; --field: #7c8786;
          --green: #0f5c4d; --green-soft: #e3efe9; --on-green: #ffffff;
          --warm: #b4541a; --warm-ink: #9a4514; --warm-soft: #fbe9dc; --red: #a3261d; --red-soft: #fbe5e2;
          color-scheme: light dark;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #171d1c; --card: #202827; --ink: #eef1ee; --soft: #b3bfbd; --line: #3b4644; --field: #8d9a98;
            --green: #7fd3bb; --green-soft: #1f3a33; --on-green: #0d211c;
            --warm: #f0a36b; --warm-ink: #f5b88b; --warm-soft: #43301f; --red: #ff9d92; --red-soft: #4a2521;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
          font: 1.125rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
        a { color: var(--green); text-underline-offset: .15em; }
        :focus-visible { outline: 3px solid var(--warm); outline-offset: 2px; border-radius: 4px; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: .4rem 0 .3rem; }
        h2 { font-size: 1.2rem; line-height: 1.3; margin: 2rem 0 .7rem; }
        h3 { font-size: 1.05rem; line-height: 1.35; margin: 0 0 .15rem; }
        p { margin: 0 0 1rem; max-width: 42rem; }
        .lead, .soft, .hint { color: var(--soft); }
        .skip { position: absolute; left: -999px; top: 0; background: var(--card); padding: .6rem 1rem; z-index: 2; }
        .skip:focus { left: 0; }

        .top { background: var(--card); border-bottom: 1px solid var(--line); }
        .top-inner { max-width: 1080px; margin: 0 auto; padding: .6rem 1.2rem; display: flex; flex-wrap: wrap;
          gap: .3rem 1.2rem; align-items: center; }
        .brand { display: flex; gap: .6rem; align-items: center; font-weight: 700; text-decoration: none;
          min-height: 44px; }
        .mark .first { fill: var(--green); } .mark .second { fill: var(--warm); }
        .menu ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem; }
        .menu a, .menu summary { display: flex; align-items: center; min-height: 44px; padding: 0 .8rem; color: var(--ink);
          text-decoration: none; border-radius: 9px; cursor: pointer; }
        .menu a:hover, .menu summary:hover { background: var(--paper); }
        .menu [aria-current], .menu summary.here { background: var(--green-soft); color: var(--green); font-weight: 600; }
        .more { position: relative; }
        .more summary { list-style: none; } .more summary::-webkit-details-marker { display: none; }
        .more summary::after { content: "▾"; margin-left: .35rem; }
        .more > ul { position: absolute; z-index: 1; right: 0; min-width: 13rem; flex-direction: column; padding: .4rem;
          background: var(--card); border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 6px 24px #0003; }
        .leave { margin-left: auto; }
        main { max-width: 1080px; margin: 0 auto; padding: 1.6rem 1.2rem 4rem; }
        .back { margin: 0; }
        .notice { background: var(--green-soft); border-left: 5px solid var(--green); border-radius: 9px;
          padding: .8rem 1rem; max-width: none; }

        .columns { display: grid; gap: 0 2.2rem; }
        @media (min-width: 56rem) { .columns { grid-template-columns: 1.55fr 1fr; } }
        .lines { list-style: none; margin: 0; padding: 0; display: grid; gap: .7rem; }
        .line { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.2rem;
          display: flex; flex-wrap: wrap; gap: .7rem 1.2rem; align-items: center; justify-content: space-between; }
        .line > div:first-child { flex: 1 1 16rem; } .line p { margin: 0; color: var(--soft); font-size: 1rem; }
        .line.warm { border-left: 6px solid var(--warm); } .line.harm { border-left: 6px solid var(--red); }
        .remedy { display: flex; flex-wrap: wrap; gap: .5rem; }
        .tag { display: inline-block; padding: .05rem .65rem; border-radius: 99px; font-size: .92rem; font-weight: 600;
          background: var(--green-soft); color: var(--green); white-space: nowrap; }
        .tag.warm { background: var(--warm-soft); color: var(--warm-ink); }
        .tag.harm { background: var(--red-soft); color: var(--red); }
        .aside { background: var(--green-soft); border-radius: 12px; padding: 1rem 1.2rem; margin: 1rem 0; }
        .aside > :last-child, .empty > :last-child { margin-bottom: 0; }
        .empty { border: 2px dashed var(--line); border-radius: 12px; padding: 1.2rem; }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.2rem;
          margin: 0 0 1rem; }
        .facts { margin: 0 0 1rem; } .facts div { display: grid; gap: 0 1rem; padding: .55rem 0;
          border-bottom: 1px solid var(--line); }
        @media (min-width: 34rem) { .facts div { grid-template-columns: 14rem 1fr; } }
        .facts dt { color: var(--soft); } .facts dd { margin: 0; }

        .button, button { display: inline-flex; align-items: center; justify-content: center; min-height: 44px;
          padding: .5rem 1.1rem; border-radius: 9px; border: 2px solid var(--green); background: var(--green);
          color: var(--on-green); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
        .button.second, button.second { background: transparent; color: var(--green); }
        button.harm { background: var(--card); border-color: var(--red); color: var(--red); }
        button.plain { background: none; border-color: transparent; color: var(--soft); font-weight: 400; padding: .5rem; }
        .button:hover, button:hover { filter: brightness(1.08); }
        .actions { display: flex; flex-wrap: wrap; gap: .7rem; margin: 1.2rem 0; align-items: center; }

        form.fields { max-width: 38rem; }
        .field { margin: 0 0 1.3rem; border: 0; padding: 0; min-width: 0; }
        .field > label, .field > legend { display: block; font-weight: 600; padding: 0; margin: 0 0 .2rem; }
        .hint { display: block; font-size: 1rem; margin: 0 0 .35rem; }
        .wrong { display: block; color: var(--red); font-weight: 600; margin: 0 0 .35rem; }
        .field.is-wrong { border-left: 5px solid var(--red); padding-left: .9rem; }
        input, select, textarea { font: inherit; color: inherit; background: var(--card); max-width: 100%;
          border: 2px solid var(--field); border-radius: 9px; padding: .45rem .7rem; min-height: 44px; }
        input[type=text], input[type=email], input[type=tel], input[type=url], select, textarea { width: 100%; }
        input.short { width: 9rem; } textarea { min-height: 7rem; }
        .choice { display: flex; gap: .8rem; align-items: center; min-height: 48px; padding: .3rem .9rem; margin: 0 0 .45rem;
          background: var(--card); border: 2px solid var(--line); border-radius: 12px; cursor: pointer; }
        .choice:has(:checked) { border-color: var(--green); }
        .choice input { width: 22px; height: 22px; min-height: 0; accent-color: var(--green); flex: none; }
        .errors { border: 3px solid var(--red); border-radius: 12px; padding: 1rem 1.2rem; margin: 0 0 1.5rem; }
        .errors h2 { margin-top: 0; } .errors a { color: var(--red); }
        .code { font: 700 2.2rem/1.3 ui-monospace, "DejaVu Sans Mono", monospace; letter-spacing: .15em; }

        .table { overflow-x: auto; margin: 0 0 1.5rem; }
        table { border-collapse: collapse; width: 100%; background: var(--card); }
        caption { text-align: left; color: var(--soft); padding: 0 0 .4rem; }
        th, td { text-align: left; vertical-align: top; padding: .6rem .8rem; border-bottom: 1px solid var(--line); }
        thead th { color: var(--soft); font-weight: 600; }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
        .figure { margin: 0 0 1.5rem; } .figure svg { width: 100%; height: auto; }
        .figure figcaption { color: var(--soft); font-size: 1rem; }
        .bar { fill: var(--green); } .bar.soft { fill: var(--green-soft); stroke: var(--green); }
        .axis { stroke: var(--line); } .figure text { fill: var(--ink); font-size: 14px; }
        .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap; }

        /* Ingang, instellingen */
        .line > div:first-child { min-width: 0; overflow-wrap: anywhere; }
        .field > label.choice { display: flex; padding: .3rem .9rem; font-weight: 400; }

        @media print {
          :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #333; --line: #999; --green: #000; --green-soft: #eee;
            --warm: #000; --warm-ink: #000; --warm-soft: #eee; --red: #000; --red-soft: #eee; }
          body { font-size: 11pt; } .top, .skip, .actions, .remedy, .back, .leave, .notice, form { display: none; }
          main { padding: 0; max-width: none; } .line, .card, .figure, tr, section { break-inside: avoid; }
          .print-only { display: block; }
        }
        @media (prefers-reduced-motion: no-preference) { .button, button { transition: filter .1s; } }

        """
}
