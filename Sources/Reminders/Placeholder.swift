// Placeholder until the first file of Reminders stands here.
