/**
 * A registry that lacks a platform's package makes npm write a lockfile without it, which `npm ci` then refuses
 * on every machine. This adds the entry npm would have written. Run after `npm install`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const systems = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  openharmony: 'openharmony',
}
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32']

/** Where npm would look, nearest folder first. */
function isLocked(packages, parent, name) {
  for (let folder = parent; ; ) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true
    if (!folder) return false
    const up = folder.lastIndexOf('/node_modules/')
    folder = up < 0 ? '' : folder.slice(0, up)
  }
}

export function missingOptional(lock) {
  return Object.entries(lock.packages).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(lock.packages, parent, name))
      .map(([name, version]) => ({ parent, name, version })),
  )
}

function platformOf(name) {
  const words = name.split(/[-/]/)
  const os =
    words.includes('win32') || words.includes('windows')
      ? 'win32'
      : words.map((w) => systems[w]).find(Boolean)
  const cpu = processors.find((processor) => words.includes(processor))
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.includes('gnu')
      ? 'glibc'
      : undefined
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(libc ? { libc: [libc] } : {}),
    ...(os ? { os: [os] } : {}),
  }
}

export function completeLock(lock) {
  const added = missingOptional(lock)
  for (const { name, version } of added) {
    if (!/^\d/.test(version))
      throw new Error(`${name} is wanted as ${version}: only an exact version can be added`)
    lock.packages[`node_modules/${name}`] = { version, optional: true, ...platformOf(name) }
  }
  const [root, ...rest] = Object.entries(lock.packages)
  rest.sort(([a], [b]) => a.localeCompare(b, 'en'))
  lock.packages = Object.fromEntries([root, ...rest])
  return added
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = new URL('../package-lock.json', import.meta.url)
  const lock = JSON.parse(readFileSync(path, 'utf8'))
  const added = completeLock(lock)
  if (added.length > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${added.length} platform packages added to package-lock.json`)
}
