import { createServer } from 'node:http'
import pg from 'pg'
import { closeDatabase, openDatabase } from '#app/core/db.server.ts'
import { createListener } from '#app/core/http/create-listener.ts'
import { endpoints } from '#app/endpoints.ts'

/** The app's own listener with every machine endpoint, in a process of its own that can be killed. Pages play no part here. */
const { FAULTS_APP_URL = '', FAULTS_PORT = '', FAULTS_PLANTED } = process.env

if (FAULTS_PLANTED === 'ack_before_commit') answerBeforeCommit()
openDatabase(FAULTS_APP_URL, 6)
const renderPage = async () => new Response('', { status: 404 })
const settings = { port: Number(FAULTS_PORT) }
const server = createServer(createListener({ endpoints, pagePatterns: [], renderPage }, settings))
server.listen(settings.port, '127.0.0.1', () => process.send?.('ready'))
process.once('disconnect', () => {
  server.closeAllConnections()
  void closeDatabase().finally(() => process.exit(0))
})

/** A planted bug: a commit is said to be done, and done a moment later. */
function answerBeforeCommit() {
  type Query = (this: pg.Client, ...asked: unknown[]) => Promise<unknown>
  const honest = pg.Client.prototype.query as unknown as Query
  const waiting = new WeakMap<pg.Client, Promise<unknown>>()
  const query: Query = function (...asked) {
    const before = waiting.get(this)
    if (before) return before.then(() => honest.apply(this, asked))
    if (asked[0] !== 'commit') return honest.apply(this, asked)
    const later = new Promise((resolve) => setTimeout(resolve, 80))
      .then(() => honest.call(this, 'commit'))
      .catch(() => {})
      .finally(() => waiting.delete(this))
    waiting.set(this, later)
    return Promise.resolve({ command: 'COMMIT' })
  }
  pg.Client.prototype.query = query as unknown as typeof pg.Client.prototype.query
}
