/** The private halves of sync keys, as the database told them to this process. */
export const knownSecrets = new Map<string, string>()
