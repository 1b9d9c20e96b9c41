/** Only a path of our own: `//evil.example` and `/\evil.example` leave the site. */
export function placeInside(path: unknown) {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : '/'
}
