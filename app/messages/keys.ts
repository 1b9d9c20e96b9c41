const declared = new Map<string, readonly string[]>()

/**
 * Words for a list of codes: `const askKey = keysFor('ask', askCodes)`, then `i18n._(askKey(code))`.
 * Declared lists let the catalogue test see keys that are put together while running.
 */
export function keysFor<Prefix extends string, Code extends string>(prefix: Prefix, codes: readonly Code[]) {
  declared.set(prefix, [...(declared.get(prefix) ?? []), ...codes])
  return (code: Code): `${Prefix}.${Code}` => `${prefix}.${code}`
}

export function declaredKeys() {
  return [...declared].flatMap(([prefix, codes]) => codes.map((code) => `${prefix}.${code}`))
}
