import SQLite

extension Migration {
    /// `national.sqlite`: what was published, and who took part in it.
    ///
    /// No exact count of anybody.
    static let releases = Migration(
        "N001 releases",
        """
        -- name is the last quarter of the period; view says which table it was.
        CREATE TABLE release(
            slot TEXT NOT NULL CHECK (slot IN ('v1', 'v2')), name TEXT NOT NULL, view TEXT NOT NULL,
            first_quarter TEXT NOT NULL, enrolled INTEGER NOT NULL CHECK (enrolled >= 3),
            published_on TEXT NOT NULL, hash TEXT NOT NULL CHECK (length(hash) = 64),
            PRIMARY KEY (slot, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE published(
            slot TEXT NOT NULL, release TEXT NOT NULL, theme TEXT NOT NULL, second TEXT NOT NULL, value INTEGER NOT NULL,
            PRIMARY KEY (slot, release, theme, second),
            FOREIGN KEY (slot, release) REFERENCES release(slot, name)
        ) STRICT, WITHOUT ROWID;
        -- The last recording quarter of which this tenant has had its signals released in that slot.
        CREATE TABLE roster(
            slot TEXT NOT NULL, release TEXT NOT NULL, tenant TEXT NOT NULL, through TEXT NOT NULL,
            PRIMARY KEY (slot, release, tenant),
            FOREIGN KEY (slot, release) REFERENCES release(slot, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX roster_by_tenant ON roster(slot, tenant, through);

        -- Nothing published is ever changed.
        CREATE TRIGGER release_is_fixed BEFORE UPDATE ON release BEGIN SELECT RAISE(ABORT, 'published for good'); END;
        CREATE TRIGGER release_stays BEFORE DELETE ON release BEGIN SELECT RAISE(ABORT, 'published for good'); END;
        CREATE TRIGGER published_is_fixed BEFORE UPDATE ON published BEGIN SELECT RAISE(ABORT, 'published for good'); END;
        CREATE TRIGGER published_stays BEFORE DELETE ON published BEGIN SELECT RAISE(ABORT, 'published for good'); END;
        CREATE TRIGGER roster_is_fixed BEFORE UPDATE ON roster BEGIN SELECT RAISE(ABORT, 'published for good'); END;
        CREATE TRIGGER roster_stays BEFORE DELETE ON roster BEGIN SELECT RAISE(ABORT, 'published for good'); END;
        PRAGMA user_version=1;
        """)
}
