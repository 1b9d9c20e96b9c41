import { z } from 'zod'
import { StartError } from './start/start-error.ts'

const examples = {
  DATABASE_URL: 'postgresql://lintel_app:secret@localhost:5432/lintel',
  DATABASE_OWNER_URL: 'postgresql://lintel_admin:secret@localhost:5432/lintel',
  PORT: '3000',
  PUBLIC_ORIGIN: 'https://lintel.example.org',
  DATA_DIR: '.data',
} as const

const address = z.url({
  protocol: /^postgres(ql)?$/,
  hostname: /.+/,
  error: 'must be the address of a PostgreSQL database',
})

const Env = z
  .object({
    DATABASE_URL: address.optional(),
    DATABASE_OWNER_URL: address.optional(),
    PORT: z.coerce
      .number('must be a number')
      .int('must be a whole number')
      .min(1, 'must be 1 or more')
      .max(65535, 'must be 65535 or less')
      .default(3000),
    PUBLIC_ORIGIN: z.string().refine(isOrigin, 'must be https:// and a host, nothing after it').optional(),
    DATA_DIR: z.string().default('.data'),
  })
  .refine((env) => !env.DATABASE_URL === !env.DATABASE_OWNER_URL, {
    path: ['DATABASE_OWNER_URL'],
    error: 'goes together with DATABASE_URL: set both or neither',
  })

export type Env = z.infer<typeof Env>

/** A union's data must not cross a network in the clear. */
function isOrigin(text: string) {
  const url = URL.parse(text)
  const isLocal = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1'
  return (
    !!url &&
    url.origin === text.replace(/\/$/, '') &&
    (url.protocol === 'https:' || (isLocal && url.protocol === 'http:'))
  )
}

export function readEnv(source: NodeJS.ProcessEnv): Env {
  const set = Object.fromEntries(
    Object.keys(examples).flatMap((name) => (source[name]?.trim() ? [[name, source[name]?.trim()]] : [])),
  )
  const env = Env.safeParse(set)
  if (env.success) return env.data
  const lines = env.error.issues.map((issue) => {
    const name = String(issue.path[0]) as keyof typeof examples
    return `${name} ${issue.message}, for example ${name}=${examples[name]}`
  })
  throw new StartError(lines.join('\n'))
}
