/** A third of a second each, and there are thousands: stretch-pin.test.ts holds the real one. */
export async function stretchPin(pin: string, salt: Uint8Array): Promise<Uint8Array> {
  const bytes = Uint8Array.from([...new TextEncoder().encode(pin), ...salt])
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
