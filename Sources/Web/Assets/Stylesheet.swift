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

        .columns { display: grid; gap: 0 2.2rem; grid-template-columns: minmax(0, 1fr); }
        .columns > * { min-width: 0; }
        @media (min-width: 56rem) { .columns { grid-template-columns: minmax(0, 1.55fr) minmax(0, 1fr); } }
        .lines { list-style: none; margin: 0; padding: 0; display: grid; gap: .7rem; }
        .line { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.2rem;
          display: flex; flex-wrap: wrap; gap: .7rem 1.2rem; align-items: center; justify-content: space-between; }
        .line > div:first-child { flex: 1 1 16rem; } .line p { margin: 0; color: var(--soft); font-size: 1rem; }
        .line .line-title { color: var(--ink); font-weight: 700; font-size: 1.05rem; line-height: 1.35; margin: 0 0 .15rem; }
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
        .field > label:not(.choice), .field > legend { display: block; font-weight: 600; padding: 0; margin: 0 0 .2rem; }
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

        /* Requests and matches */
        .shelves { margin: 0 0 1.2rem; }
        .pair { container-type: inline-size; }
        @container (min-width: 26rem) { .pair .field { display: grid; grid-template-columns: 1fr 1fr; gap: 0 .7rem; }
          .pair legend, .pair .hint, .pair .wrong { grid-column: 1 / -1; } }
        .lines + p { margin-top: .8rem; }
        .warnings { list-style: none; margin: .4rem 0 0; padding: 0; font-size: 1rem; display: grid; gap: .25rem; }
        .as-typed { white-space: pre-line; }
        .unfold { margin: .9rem 0; } .unfold > summary { cursor: pointer; color: var(--green); font-weight: 600;
          min-height: 44px; display: flex; align-items: center; }
        .unfold > summary::before { content: "▸"; margin-right: .5rem; } .unfold[open] > summary::before { content: "▾"; }
        .questions { padding-left: 1.4rem; }
        .writing { min-height: 11rem; border: 1px solid var(--line); border-radius: 9px; background: var(--card); }
        @media print { .writing { min-height: 5.6cm; } .screen-only { display: none; } }
        /* Buddy's */
        .chips ul { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; padding: 0; }
        .chips a { display: flex; gap: .4rem; align-items: center; min-height: 44px; padding: 0 .9rem; border-radius: 99px;
          border: 1px solid var(--line); background: var(--card); color: var(--ink); text-decoration: none; }
        .chips [aria-current] { background: var(--green-soft); border-color: var(--green); color: var(--green);
          font-weight: 600; }
        .fold, .search { margin: 0 0 1rem; }
        .fold > summary, .search > summary { display: flex; align-items: center; min-height: 44px; color: var(--green);
          font-weight: 600; cursor: pointer; }
        .fold > summary::before, .search > summary::before { content: "+"; width: 1.2rem; }
        .fold[open] > summary::before, .search[open] > summary::before { content: "–"; }
        .search > form { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.2rem;
          max-width: none; display: grid; gap: 0 1.2rem; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr));
          align-items: end; }
        .search button { justify-self: start; margin-bottom: 1.3rem; }
        .field > .choice { display: flex; font-weight: 400; padding: .3rem .9rem; margin: 0 0 .45rem; }
        input[type=date].short { width: 11.5rem; }
        .people th[scope=row] { font-weight: 600; } .people .soft { white-space: nowrap; }
        @media (min-width: 34rem) { .columns > :last-child .facts div { grid-template-columns: 9rem 1fr; } }
        @media (max-width: 44rem) {
          .people thead { display: none; } .people tr { display: block; border-bottom: 1px solid var(--line); padding: .6rem 0; }
          .people th, .people td { display: block; border: 0; padding: .15rem .8rem; }
          .people td:empty { display: none; }
          .people td[data-label]:not([data-label=""])::before { content: attr(data-label) ": "; color: var(--soft); }
        }
        .history { list-style: none; margin: 0 0 1rem; padding: 0; }
        .history li { padding: .5rem 0 .5rem 1rem; border-left: 3px solid var(--line); }
        .history li.undone b { text-decoration: line-through; font-weight: 400; color: var(--soft); }
        .letter { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 2rem; max-width: 44rem; }
        .trap { position: absolute; left: -999rem; }
        /* Berichten, vragen, netwerk, vandaag */
        .lead { max-width: 60rem; } input[type=date].short { width: 12rem; } .lines + .table { margin-top: 1.5rem; }
        .field > label.choice { display: flex; font-weight: 400; padding: .3rem .9rem; margin: 0 0 .45rem; }
        @media (min-width: 34rem) { .columns .facts div { grid-template-columns: 8rem 1fr; } }
        .stopped { border: 3px solid var(--red); border-radius: 12px; padding: 1rem 1.2rem; margin: 1rem 0; }
        .stopped h2 { margin-top: 0; color: var(--red); } .stopped > :last-child { margin-bottom: 0; }
        .tabs ul { list-style: none; margin: 2rem 0 1rem; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem;
          border-bottom: 2px solid var(--line); }
        .tabs a { display: flex; align-items: center; gap: .4rem; min-height: 44px; padding: 0 .9rem; color: var(--ink);
          text-decoration: none; border-bottom: 4px solid transparent; margin-bottom: -2px; }
        .tabs [aria-current] { border-color: var(--green); color: var(--green); font-weight: 600; }
        .count { background: var(--green-soft); color: var(--green); border-radius: 99px; padding: 0 .5rem;
          font-size: .92rem; }
        .letter { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.2rem 1.4rem;
          max-width: 35rem; margin: 0 0 1rem; }
        .letter-from { color: var(--green); font-weight: 700; margin: 0 0 .6rem; }
        .letter .letter-subject { font-size: 1.45rem; line-height: 1.2; margin: 0 0 1rem; }
        .letter blockquote { margin: 0 0 1rem; padding: .1rem 0 .1rem 1rem; border-left: 4px solid var(--green); }
        .letter-buttons { display: grid; gap: .6rem; }
        .letter-buttons span { border: 2px solid var(--green); border-radius: 9px; padding: .45rem 1rem; text-align: center;
          color: var(--green); font-weight: 600; }
        .letter-link { color: var(--green); text-decoration: underline; overflow-wrap: anywhere; }
        .letter-change { background: var(--warm-soft); border-left: 4px solid var(--warm); border-radius: 0 9px 9px 0;
          padding: .7rem 1rem; margin: 0 0 1rem; } .letter-change p { margin: 0 0 .3rem; }
        .letter-closing { margin: 1.2rem 0 0; }
        .plain-letter { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1rem;
          font-size: .92rem; white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0 0; }
        .fold { margin: .8rem 0; } .fold > summary { min-height: 44px; display: flex; align-items: center;
          color: var(--green); cursor: pointer; text-decoration: underline; text-underline-offset: .15em; }
        .fold.small > summary { min-height: 32px; font-size: 1rem; color: var(--soft); }
        .history .soft, .history .hint { display: block; font-size: 1rem; }
        .history p { margin: .1rem 0 0; }
        progress { width: 100%; max-width: 35rem; height: 1rem; display: block; appearance: none; border: 0;
          border-radius: 99px; overflow: hidden; background: var(--line); color: var(--green); }
        progress::-webkit-progress-bar { background: var(--line); }
        progress::-webkit-progress-value { background: var(--green); } progress::-moz-progress-bar { background: var(--green); }
        .to-copy { max-width: 42rem; }
        .week { list-style: none; margin: 0; padding: 0; }
        .week li { display: grid; grid-template-columns: 4.2rem 1fr; gap: 0 1rem; padding: .75rem 0;
          border-bottom: 1px solid var(--line); }
        .week-when { font-weight: 700; } .week-when > * { display: block; text-decoration: none; }
        .week p { margin: 0; color: var(--soft); font-size: 1rem; } .week a { color: var(--ink); text-decoration-color: var(--line); }
        .flyer { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 2rem; max-width: 42rem;
          font-size: 1.35rem; } .flyer-first { font-size: 1.7rem; font-weight: 700; color: var(--green); }
        .flyer-reach { margin: 1.4rem 0; } .flyer .qr { float: right; width: 9rem; height: 9rem; margin: 0 0 1rem 1rem; } .flyer-big { font-size: 2rem; font-weight: 700; overflow-wrap: anywhere; }
        @media print { .flyer { border: 0; padding: 0; font-size: 20pt; max-width: none; } .no-print, .fold, .tabs { display: none; }
          .flyer-first { font-size: 26pt; } .flyer-big { font-size: 30pt; } }
        /* Drawn figures, signals and reports. */
        .drawn { max-width: 40rem; } .drawn figcaption { color: var(--ink); font-weight: 600; margin: 0 0 .5rem; }
        .drawn svg { display: block; overflow: visible; } .drawn text { font-size: 15px; }
        .drawn text.small { font-size: 12px; } .drawn text.amount { font-weight: 600; }
        .bar.soft { stroke-width: 1.5; } .axis { stroke: var(--field); }
        .key { display: inline-flex; align-items: center; gap: .4rem; margin-right: 1rem; font-weight: 400; }
        .swatch { width: 14px; height: 14px; background: var(--green); border: 1.5px solid var(--green); }
        .swatch.soft { background: var(--green-soft); }
        .themes { display: grid; gap: .6rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); }
        button.theme { text-align: left; justify-content: flex-start; min-height: 56px; }
        button.theme .hint { font-weight: 400; font-size: .95rem; margin: 0; }
        details > summary { cursor: pointer; min-height: 44px; padding: .5rem 0; } .more-fields { margin: 0 0 1.3rem; }
        .aside.warm { background: var(--warm-soft); } .aside h2 { margin-top: 0; }
        .turns { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; }
        .report-from { border-left: 5px solid var(--green); padding-left: 1rem; }
        .beside { display: grid; gap: 0 2.2rem; align-items: start; }
        @media (min-width: 56rem) { .beside { grid-template-columns: 1fr 1fr; } }
        .beside figcaption, .beside caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        .in-rows .field { display: grid; gap: 0 .6rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 12rem), 1fr)); }
        .in-rows legend, .in-rows .hint, .in-rows .wrong { grid-column: 1 / -1; }
        /* The agenda: a table on a wide screen, a list on a phone. */
        .turn ul { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; margin: 0 0 1rem; padding: 0; }
        .turn a, details.choose > summary { display: inline-flex; align-items: center; min-height: 44px; }
        details.choose > summary { cursor: pointer; color: var(--green); text-decoration: underline; }
        .agenda tbody th { font-weight: 600; width: 17rem; } .hours { white-space: nowrap; }
        .off a, td.off { text-decoration: line-through; }
        .month table { table-layout: fixed; } .month td { height: 5.2rem; padding: .35rem .5rem; border: 1px solid var(--line); }
        .month ul { list-style: none; margin: .1rem 0 0; padding: 0; } .month li { font-size: 1rem; line-height: 1.35; margin: 0 0 .3rem; }
        .month .day { font-weight: 600; } .month .other .day { color: var(--soft); font-weight: 400; } .month .long { display: none; }
        .month [aria-current] { background: var(--green-soft); } .month th abbr { text-decoration: none; }
        .aside > :first-child { margin-top: 0; } .field > .choice { display: flex; padding: .3rem .9rem; font-weight: 400; }
        .there { display: inline-flex; gap: .5rem; align-items: center; min-height: 44px; }
        .there input { width: 22px; height: 22px; min-height: 0; }
        @media (max-width: 46rem) {
          .agenda thead, .month thead, .month .free, .agenda .free { display: none; }
          .agenda caption, .month caption, .agenda table, .agenda tbody, .agenda tr, .agenda th, .agenda td, .month table, .month tbody, .month tr, .month td {
            display: block; width: auto; height: auto; border: 0; padding: 0; background: none; }
          .agenda tbody, .month td { border-bottom: 1px solid var(--line); padding: .7rem 0; }
          .agenda tr { padding: .3rem 0; } .month .long { display: inline; } .month a { display: inline-block; padding: .5rem 0; }
        }
        /* Ingang, instellingen */
        .line > div:first-child { min-width: 0; overflow-wrap: anywhere; }
        .field > label.choice { display: flex; padding: .3rem .9rem; font-weight: 400; }
        form.fields + .soft { margin-top: 1.4rem; }
        /* The dashboard: amounts with their noise */
        .taking-part { margin: 0 0 0 auto; color: var(--soft); font-size: 1rem; }
        .pattern { position: absolute; } .noisy { margin: 0 0 1.2rem; } .noisy svg { display: block; overflow: visible; }
        .noisy figcaption { font-weight: 600; margin: 0 0 .5rem; }
        .noisy-bars { list-style: none; margin: 0; padding: 0; display: grid; gap: .45rem; }
        .noisy-bars li { display: grid; gap: .1rem 1rem; align-items: center; }
        @media (min-width: 48rem) { .noisy-bars li { grid-template-columns: 17rem minmax(0, 1fr); min-height: 2.3rem; } }
        .noisy text, .noise-key { font-size: 1rem; fill: var(--ink); } .noisy text.small { font-size: 13px; fill: var(--soft); }
        .noisy .amount { font-weight: 700; } .noisy text.amount { font-size: 14px; } .noisy .aside-amount { fill: var(--soft); }
        .noise { fill: var(--warm); fill-opacity: .24; stroke: var(--warm); stroke-width: 1; vector-effect: non-scaling-stroke; }
        .hatch { stroke: var(--warm); stroke-width: 2.2; stroke-opacity: .4; }
        .trend-line { fill: none; stroke: var(--green); stroke-width: 3; vector-effect: non-scaling-stroke; }
        .trend-point { fill: var(--green); stroke: var(--paper); stroke-width: 1.5; }
        .trend-point.open { fill: var(--paper); stroke: var(--green); stroke-width: 2.5; }
        .trend-noise { stroke: var(--warm); stroke-width: 1; stroke-dasharray: 2 2; }
        .noise-key .key { display: inline; } .noise-key svg { vertical-align: -2px; margin-right: .3rem; }
        .many-trends, .side-by-side { display: grid; gap: 1rem 2.2rem; grid-template-columns: minmax(0, 1fr); }
        @media (min-width: 34rem) { .many-trends { grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); } }
        @media (min-width: 60rem) { .side-by-side { grid-template-columns: repeat(2, minmax(0, 1fr)); }
          .side-by-side .noisy-bars li { grid-template-columns: 11rem minmax(0, 1fr); } }
        .lead + .noisy, .pattern + .noisy { margin-top: 1.6rem; }
        .in-rows .field { grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr)); }
        .featured figcaption, .side-by-side:not(.two) figcaption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        .notes { padding-left: 1.3rem; max-width: 46rem; } .notes li { margin: 0 0 .5rem; } .moved { margin-bottom: 1rem; }
        .small-amount { color: var(--soft); } td b { font-variant-numeric: tabular-nums; }

        @media print {
          .noisy svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; } .noisy { break-inside: avoid; }
          .bar { fill: #444; } .noise { fill-opacity: .12; } .many-trends { grid-template-columns: 1fr 1fr; }
          .drawn svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; } .beside { display: block; }
          .table { overflow: visible; } h2, h3 { break-after: avoid; }
          :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #333; --line: #999; --green: #000; --green-soft: #eee;
            --warm: #000; --warm-ink: #000; --warm-soft: #eee; --red: #000; --red-soft: #eee; }
          body { font-size: 11pt; } .top, .skip, .actions, .remedy, .back, .leave, .notice, form { display: none; }
          main { padding: 0; max-width: none; } .line, .card, .figure, tr, section { break-inside: avoid; }
          .print-only { display: block; } .chips { display: none; }
        }
        @media (prefers-reduced-motion: no-preference) { .button, button { transition: filter .1s; } }

        """
}
