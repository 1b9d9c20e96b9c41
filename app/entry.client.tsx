import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { HydratedRouter } from 'react-router/dom'
import { createI18n, MessagesProvider } from './messages/i18n.tsx'

// The page says which language it was drawn in; only that catalogue is loaded.
const locale = document.documentElement.lang === 'es' ? 'es' : 'en'
const { messages } = locale === 'es' ? await import('./messages/es.po') : await import('./messages/en.po')

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <MessagesProvider i18n={createI18n(locale, messages)}>
        <HydratedRouter />
      </MessagesProvider>
    </StrictMode>,
  )
})
