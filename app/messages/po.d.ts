declare module '*.po' {
  import type { Messages } from '@lingui/core'

  export const messages: Messages
}

declare module '*.po?door' {
  import type { Messages } from '@lingui/core'

  export const messages: Messages
}

declare module '*.po?list' {
  import type { Messages } from '@lingui/core'

  export const messages: Messages
}

declare module '*.po?rest' {
  import type { Messages } from '@lingui/core'

  export const messages: Messages
}

declare module '*.po?phone' {
  import type { Messages } from '@lingui/core'

  export const messages: Messages
}
