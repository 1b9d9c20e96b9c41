import { formatter } from '@lingui/format-po'

export default {
  locales: ['en', 'es'],
  sourceLocale: 'en',
  catalogs: [{ path: 'app/messages/{locale}', include: ['app'] }],
  // Every id is a key of our own; without this the ids are taken for English sentences and hashed.
  format: formatter({ explicitIdAsDefault: true }),
}
