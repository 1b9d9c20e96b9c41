import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { placeholdersOf } from './icu-placeholders.ts'
import { declaredKeys } from './keys.ts'
import { readCatalogue } from './read-catalogue.ts'

const en = readCatalogue('en')
const es = readCatalogue('es')
const keys = en.map(({ key }) => key)

const sources = await readSources()
const literals = new Set(sources.flatMap(({ text }) => quoted(text)))

// A list declared with keysFor is known once its file has run.
for (const { path, text } of sources) {
  if (/\bkeysFor\(/.test(text) && !path.endsWith('messages/keys.ts')) await import(/* @vite-ignore */ path)
}

test('both languages say the same things', () => {
  expect(es.map(({ key }) => key).toSorted()).toEqual(keys.toSorted())
})

test('no key stands twice, no words are missing', () => {
  for (const catalogue of [en, es]) {
    expect(repeated(catalogue.map(({ key }) => key))).toEqual([])
    expect(catalogue.filter(({ words }) => words.trim() === '').map(({ key }) => key)).toEqual([])
  }
})

test('both languages take the same values', () => {
  const differing = en.flatMap(({ key, words }) => {
    const theirs = es.find((entry) => entry.key === key)?.words ?? ''
    const [ours, others] = [placeholdersOf(words), placeholdersOf(theirs)]
    return ours.join() === others.join() ? [] : [`${key}: en {${ours}} es {${others}}`]
  })
  expect(differing).toEqual([])
})

test('every key that is asked for is there', () => {
  const asked = sources.flatMap(({ path, text }) => [
    ...[...text.matchAll(/\b_\(\s*['"]([^'"]+)['"]/g)].map((found) => found[1] ?? ''),
    ...(path.endsWith('.schema.ts') || path.endsWith('form-fields.ts')
      ? quoted(text).filter(looksLikeKey)
      : []),
  ])
  expect(missing([...asked, ...declaredKeys()])).toEqual([])
})

test('no key is left unused', () => {
  const declared = new Set(declaredKeys())
  expect(keys.filter((key) => !literals.has(key) && !declared.has(key))).toEqual([])
})

test('no key is put together out of sight: keysFor declares the list', () => {
  const hidden = sources
    .filter(({ text }) => /\b_\(\s*(`|['"][^'"]*['"]\s*\+)/.test(text))
    .map(({ path }) => path)
  expect(hidden).toEqual([])
})

async function readSources() {
  const root = new URL('../../', import.meta.url).pathname
  const found: { path: string; text: string }[] = []
  for await (const path of glob('app/**/*.{ts,tsx}', {
    cwd: root,
    exclude: (name) => String(name).endsWith('.server'),
  })) {
    if (/\.test\.tsx?$|\.d\.ts$/.test(path)) continue
    found.push({ path: root + path, text: readFileSync(root + path, 'utf8') })
  }
  return found
}

function quoted(text: string) {
  return [...text.matchAll(/(['"])((?:(?!\1)[^\\\n])+)\1/g)].map((found) => found[2] ?? '')
}

/** Names of files and of zod's own parts have no namespace of ours in front. */
function looksLikeKey(literal: string) {
  const [namespace] = literal.split('.')
  return /^[a-z][\w]*(\.[\w-]+)+$/i.test(literal) && keys.some((key) => key.startsWith(`${namespace}.`))
}

function missing(asked: string[]) {
  return [...new Set(asked)].filter((key) => !keys.includes(key)).toSorted()
}

function repeated(list: string[]) {
  return list.filter((key, at) => list.indexOf(key) !== at)
}
