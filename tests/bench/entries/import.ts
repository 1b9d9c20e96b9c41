import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Entry } from '../harness.ts'
import type { Imported } from '../import-alone.ts'

let imported: Promise<Imported> | undefined
const once = () => {
  imported ??= importAlone()
  return imported
}

function importAlone() {
  const alone = fork(join(import.meta.dirname, '..', 'import-alone.ts'))
  return new Promise<Imported>((resolve, reject) => {
    alone.once('message', (said) => resolve(said as Imported))
    alone.once('exit', (code) => reject(new Error(`The import ended with ${code}`)))
  })
}

export const entries: Entry[] = [
  {
    name: 'import.registry',
    unit: 's',
    budget: 10,
    run: async () => {
      const { rows, doors, seconds } = await once()
      return { figure: seconds, note: `${rows} rows, ${doors} doors` }
    },
  },
  {
    name: 'import.memory',
    unit: 'MB',
    budget: 512,
    run: async () => ({ figure: (await once()).megabytes, note: 'the most the process ever held' }),
  },
]
