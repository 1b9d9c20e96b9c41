/** PostgreSQL keeps no NUL and no half of a character: neither comes from a keyboard, both come from damaged files and programs. */
export function isPlainText(value: string) {
  return !value.includes('\0') && !/\p{Surrogate}/u.test(value)
}
