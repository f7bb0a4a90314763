import SQLite

extension Migration {
    /// What a change leaves known: since when a meeting has its time, who sat at it, and by which link people were told to
    /// join.
    static let changes = Migration(
        "T012 changes",
        """
        -- When a meeting got the time that it has; NULL for the one that it was entered with.
        ALTER TABLE school_meeting ADD COLUMN timed_at INTEGER;
        ALTER TABLE school_meeting ADD COLUMN settled_timed_at INTEGER;
        UPDATE school_meeting SET timed_at = CASE WHEN time_revision > 1 THEN changed_at END,
            settled_timed_at = CASE WHEN settled_revision > 1 THEN settled_changed_at END;

        -- Who sat at a meeting that was over when its match got another buddy; NULL while it is of the match's buddy.
        ALTER TABLE school_meeting ADD COLUMN past_buddy_id INTEGER REFERENCES buddy(id);
        CREATE INDEX meeting_by_past_buddy ON school_meeting(past_buddy_id) WHERE past_buddy_id IS NOT NULL;

        -- A link is news where another was told; of what was told before, none is known.
        ALTER TABLE told ADD COLUMN link TEXT;
        ALTER TABLE intervision_session ADD COLUMN settled_link TEXT;
        UPDATE intervision_session SET settled_link = link;
        PRAGMA user_version=12;
        """)
}
