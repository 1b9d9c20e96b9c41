/** Names of the values a message takes: `{n, plural, one {# door} other {# doors of {name}}}` → n, name. */
export function placeholdersOf(message: string) {
  const names = new Set<string>()
  for (const argument of insideBraces(message)) {
    const [name = '', kind = ''] = argument.split(',', 2).map((part) => part.trim())
    names.add(name)
    if (!/^(plural|select|selectordinal)$/.test(kind)) continue
    for (const branch of insideBraces(argument)) for (const inner of placeholdersOf(branch)) names.add(inner)
  }
  return [...names].toSorted()
}

/** What stands inside each outermost pair of braces. */
function insideBraces(text: string) {
  const found: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{' && depth++ === 0) from = at + 1
    if (text[at] === '}' && --depth === 0) found.push(text.slice(from, at))
  }
  return found
}
