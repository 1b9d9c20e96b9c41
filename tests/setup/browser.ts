import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

export type Browser = { executablePath?: string; args: string[] }

// Map tests draw without a graphics card; a container often has a small /dev/shm.
const always = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-dev-shm-usage']
const system = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The first browser there is, without installing anything. */
export function findBrowser(): Browser | null {
  const chosen = process.env.LINTEL_CHROMIUM
  if (chosen)
    return {
      executablePath: chosen,
      args: [...always, ...(process.env.LINTEL_CHROMIUM_ARGS?.split(' ') ?? [])],
    }
  if (existsSync(chromium.executablePath())) return { args: always }
  const path = system.find((candidate) => existsSync(candidate))
  return path ? { executablePath: path, args: always } : null
}

/** As `findBrowser`; where there is none, Debian's when that is ours to install, else the one npm brings. */
export async function getBrowser(): Promise<Browser> {
  const found = findBrowser()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing chromium from the system’s packages …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    })
    const installed = findBrowser()
    if (installed) return installed
  }
  const { default: packaged } = await import('@sparticuz/chromium')
  process.env.LINTEL_CHROMIUM = await packaged.executablePath()
  process.env.LINTEL_CHROMIUM_ARGS = packaged.args
    .filter((arg) => !/user-data|single-process|swiftshader|angle/.test(arg))
    .join(' ')
  return findBrowser() as Browser
}
