/** The name a person signs in with, however they type it: width, capitals and doubled spaces make no difference. */
export function loginOf(name: string) {
  return name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toUpperCase().toLowerCase()
}
