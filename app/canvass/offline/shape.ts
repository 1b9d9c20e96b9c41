/** Reads a value of one shape or throws; what it does not know it leaves out. Written by hand: a schema library weighs 9 kB. */
export type Read<T> = (value: unknown) => T

/** What the reader makes of it, or undefined. */
export function attempt<T>(read: Read<T>, value: unknown): T | undefined {
  try {
    return read(value)
  } catch {
    return undefined
  }
}

const when =
  <T>(is: (value: unknown) => boolean): Read<T> =>
  (value) => {
    if (!is(value)) throw new TypeError('Another shape')
    return value as T
  }

export const string = when<string>((value) => typeof value === 'string')
export const number = when<number>(Number.isFinite)
export const boolean = when<boolean>((value) => typeof value === 'boolean')

export const matching = (pattern: RegExp) =>
  when<string>((value) => typeof value === 'string' && pattern.test(value))

export const uuid = matching(
  /^(?:[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}|0{8}(?:-0{4}){3}-0{12}|f{8}(?:-f{4}){3}-f{12})$/i,
)
export const uuidByChance = matching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i)
export const day = matching(/^\d{4}-\d{2}-\d{2}$/)

export const words = (max: number) =>
  when<string>((value) => {
    const length = typeof value === 'string' ? value.trim().length : 0
    return length > 0 && length <= max
  })

export const integer = (min: number, max: number) =>
  when<number>((value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max)

export const oneOf = <Code extends string>(codes: readonly Code[]) =>
  when<Code>((value) => codes.some((code) => code === value))

export const optional =
  <T>(read: Read<T>): Read<T | undefined> =>
  (value) =>
    value === undefined ? undefined : read(value)

export const nullable =
  <T>(read: Read<T>): Read<T | null> =>
  (value) =>
    value === null ? null : read(value)

export const list =
  <T>(read: Read<T>, max = Infinity, min = 0): Read<T[]> =>
  (value) =>
    when<unknown[]>((it) => Array.isArray(it) && it.length >= min && it.length <= max)(value).map(read)

export const record =
  <T>(parts: { [Key in keyof T]-?: Read<T[Key]> }): Read<T> =>
  (value) => {
    const from = when<Record<string, unknown>>((it) => typeof it === 'object' && it !== null)(value)
    const known = Object.entries<Read<unknown>>(parts).map(([key, read]) => [key, read(from[key])])
    return Object.fromEntries(known.filter(([, part]) => part !== undefined)) as T
  }
