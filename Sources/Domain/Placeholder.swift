// Placeholder until the first file of Domain stands here.
