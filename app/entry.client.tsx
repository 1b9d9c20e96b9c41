import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { HydratedRouter } from 'react-router/dom'
import { MessagesProvider } from './messages/i18n.tsx'
import { firstWords } from './messages/page-words.ts'
import { showLight } from './ui/light.ts'

showLight(location.pathname)

// The page says which language it was drawn in; only its words are loaded.
const i18n = await firstWords(document.documentElement.lang === 'es' ? 'es' : 'en', location.pathname)

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <MessagesProvider i18n={i18n}>
        <HydratedRouter />
      </MessagesProvider>
    </StrictMode>,
  )
})
