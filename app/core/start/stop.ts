type Stop = () => Promise<unknown>

const stops: Stop[] = []
let asked = 0

/** What has been started is ended, the latest first: at Ctrl-C, at a service's stop, or when the process above dies. */
export function whenAsked(stop: Stop) {
  if (stops.length === 0) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
    if (process.send) process.once('disconnect', end)
  }
  stops.push(stop)
}

async function end() {
  // One Ctrl-C arrives twice: from the terminal and from the process above. A later one means it.
  if (asked && performance.now() - asked > 1000) process.exit(1)
  if (asked) return
  asked = performance.now()
  // What was under way loses its connection now; that is no news to anyone.
  process.on('uncaughtException', () => {})
  try {
    for (const stop of stops.toReversed()) await stop()
  } finally {
    process.exit(0)
  }
}

export function isStopping() {
  return asked > 0
}
