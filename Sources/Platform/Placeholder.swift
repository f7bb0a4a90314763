// Placeholder until the first file of Platform stands here.
