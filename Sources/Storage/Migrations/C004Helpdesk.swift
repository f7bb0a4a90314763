import SQLite

extension Migration {
    /// Who logs in at the helpdesk, and the helpdesk's own outbox; no table of a programme.
    static let helpdesk = Migration(
        "C004 helpdesk", settingTables,
        """
        INSERT INTO meta(key, value) VALUES ('tenant', 'landelijk');
        -- Both tell coordinators about a programme.
        INSERT INTO setting(key, value) VALUES ('digest', 'off'), ('alarms', 'off');

        -- Called as in a tenant's file, because the same statements read it. The one role is no role of a tenant, and no
        -- tenant's file takes it: neither kind of account can ever be read as the other.
        CREATE TABLE coordinator(
            id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, email TEXT NOT NULL UNIQUE, since INTEGER NOT NULL,
            name TEXT CHECK (name <> ''), phone TEXT CHECK (phone <> ''),
            role TEXT NOT NULL DEFAULT 'helpdesk' CHECK (role = 'helpdesk'), version INTEGER NOT NULL DEFAULT 1
        ) STRICT;
        """,
        sessionTables, loginTables, outboxTables, "PRAGMA user_version=4;")
}
