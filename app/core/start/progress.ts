/** A line for what takes over a second, so that nobody wonders whether it hangs. */
export async function step<Result>(name: string, fn: () => Promise<Result>): Promise<Result> {
  const started = performance.now()
  const timer = setTimeout(() => console.log(`${name} …`), 1000)
  try {
    const result = await fn()
    const seconds = (performance.now() - started) / 1000
    if (seconds > 1) console.log(`${name}: ${seconds.toFixed(1)} s`)
    return result
  } finally {
    clearTimeout(timer)
  }
}
