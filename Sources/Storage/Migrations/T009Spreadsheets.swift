import SQLite

extension Migration {
    /// What was printed of a year, the coordinator's bottlenecks, signals that can be corrected, spreadsheets read in.
    static let spreadsheets = Migration(
        "T009 spreadsheets",
        """
        ALTER TABLE signal ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
        -- Where it belongs when it has no request that tells.
        ALTER TABLE signal ADD COLUMN swv TEXT REFERENCES swv(name);
        CREATE INDEX signal_by_day ON signal(recorded, id);
        CREATE INDEX signal_by_request ON signal(request_id) WHERE request_id IS NOT NULL;

        -- The figures of a year are settled once, for the whole or per SWV, and never change afterwards: what is
        -- recorded, corrected or erased later can be seen in no report (DOMAIN.md; disclosure/README.md, "Once").
        CREATE TABLE report_year(
            year INTEGER PRIMARY KEY CHECK (year BETWEEN 2000 AND 2099),
            shape TEXT NOT NULL CHECK (shape IN ('tenant', 'swv')),
            settled_at INTEGER NOT NULL, settled_by TEXT
        ) STRICT;
        -- Bands, never counts.
        CREATE TABLE report_band(
            year INTEGER NOT NULL REFERENCES report_year(year), swv TEXT NOT NULL, tab TEXT NOT NULL,
            cell TEXT NOT NULL, band TEXT NOT NULL CHECK (band IN ('0', '1-4', '5-9', '10-19', '20+')),
            PRIMARY KEY (year, swv, tab, cell)
        ) STRICT, WITHOUT ROWID;
        -- A gathering, a mail, a middle of five or more: about no single family.
        CREATE TABLE report_fact(
            year INTEGER NOT NULL REFERENCES report_year(year), swv TEXT NOT NULL, fact TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 0),
            PRIMARY KEY (year, swv, fact)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER report_band_stays BEFORE UPDATE ON report_band BEGIN
            SELECT RAISE(ABORT, 'what was printed stays');
        END;
        CREATE TRIGGER report_fact_stays BEFORE UPDATE ON report_fact BEGIN
            SELECT RAISE(ABORT, 'what was printed stays');
        END;
        CREATE TRIGGER report_year_stays BEFORE UPDATE ON report_year BEGIN
            SELECT RAISE(ABORT, 'what was printed stays');
        END;

        CREATE TABLE bottleneck(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2099),
            title TEXT NOT NULL CHECK (title <> ''), experience TEXT NOT NULL CHECK (experience <> ''),
            proposal TEXT CHECK (proposal <> ''), changed_at INTEGER NOT NULL, changed_by TEXT,
            version INTEGER NOT NULL DEFAULT 1
        ) STRICT;
        CREATE INDEX bottleneck_by_year ON bottleneck(year, id);

        -- A spreadsheet that somebody chose, between looking and reading in; an hour at most.
        CREATE TABLE spreadsheet_draft(
            uid TEXT PRIMARY KEY, member TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, chosen_at INTEGER NOT NULL,
            content BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        -- One that was read in, and how each of its rows was before: kept for an hour, to take it back.
        CREATE TABLE spreadsheet(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, read_at INTEGER NOT NULL,
            member TEXT, rows INTEGER NOT NULL, undone_at INTEGER
        ) STRICT;
        CREATE TABLE spreadsheet_row(
            spreadsheet_id INTEGER NOT NULL REFERENCES spreadsheet(id) ON DELETE CASCADE,
            line INTEGER NOT NULL, row_id INTEGER NOT NULL,
            -- NULL when the row is new.
            was TEXT, after_hash BLOB NOT NULL CHECK (length(after_hash) = 32),
            PRIMARY KEY (spreadsheet_id, line)
        ) STRICT, WITHOUT ROWID;
        -- What followed from the rows: the state of requests, and proposals that were no longer needed.
        CREATE TABLE spreadsheet_follow(
            spreadsheet_id INTEGER NOT NULL REFERENCES spreadsheet(id) ON DELETE CASCADE,
            tab TEXT NOT NULL CHECK (tab IN ('request', 'proposal')), row_id INTEGER NOT NULL,
            was TEXT NOT NULL, became TEXT NOT NULL,
            PRIMARY KEY (spreadsheet_id, tab, row_id)
        ) STRICT, WITHOUT ROWID;
        PRAGMA user_version=9;
        """)
}
