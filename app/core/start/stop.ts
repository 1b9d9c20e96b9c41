/** Ends everything once: Ctrl-C, a stop of the service, or the death of the process that started this one. */
export function whenAsked(stop: () => Promise<void>) {
  let asked = 0
  const end = async () => {
    // One Ctrl-C arrives twice: from the terminal and from the process above. A later one means it.
    if (asked && performance.now() - asked > 1000) process.exit(1)
    if (asked) return
    asked = performance.now()
    try {
      await stop()
    } finally {
      process.exit(0)
    }
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
  process.on('SIGHUP', end)
  if (process.send) process.once('disconnect', end)
}
