import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseForm } from './form.server.ts'
import { checkbox, count, optionalText, several, text } from './form-fields.ts'

const Sent = z.object({
  name: text(),
  floors: count(1, 60),
  note: optionalText(),
  asked: checkbox(),
  languages: several(z.string()),
  doors: z.array(z.object({ label: text(4) })).default([]),
})

const send = (fields: [string, string][]) => {
  const body = new FormData()
  for (const [name, value] of fields) body.append(name, value)
  return parseForm(new Request('http://localhost/x', { method: 'POST', body }), Sent)
}

test('a form becomes what its schema describes', async () => {
  const form = await send([
    ['name', ' Alder '],
    ['floors', '6'],
    ['note', ''],
    ['languages', 'es'],
    ['doors.0.label', '1A'],
    ['doors.10.label', '2A'],
    ['doors.2.label', '1B'],
  ])
  expect(form).toMatchObject({
    ok: true,
    data: {
      name: 'Alder',
      floors: 6,
      note: null,
      asked: false,
      languages: ['es'],
      doors: [{ label: '1A' }, { label: '1B' }, { label: '2A' }],
    },
  })
})

test('errors stand at their field and what was typed is kept, but no password', async () => {
  const form = await send([
    ['floors', 'six'],
    ['doors.0.label', '12345'],
    ['password', 'secret'],
  ])
  expect(form).toMatchObject({
    ok: false,
    errors: {
      name: { message: 'form.required' },
      floors: { message: 'form.notNumber' },
      'doors.0.label': { message: 'form.tooLong' },
    },
    values: { floors: 'six' },
  })
  expect(JSON.stringify(form)).not.toContain('secret')
})

test('a name that means something to JavaScript is only a name', async () => {
  const form = await send([['__proto__.polluted', 'yes']])
  expect(form.ok).toBe(false)
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test('a body that is no form and no object is an empty form', async () => {
  const request = new Request('http://localhost/x', {
    method: 'POST',
    body: '[1',
    headers: { 'content-type': 'application/json' },
  })
  expect(await parseForm(request, Sent)).toMatchObject({
    ok: false,
    errors: { name: { message: 'form.required' } },
  })
})

test('text no database keeps is told at its field, and not sent back', async () => {
  const sent = await send([
    ['name', 'Alder'],
    ['doors.0.label', '1\0'],
  ])
  expect(sent).toEqual({
    ok: false,
    errors: { 'doors.0.label': { type: 'server', message: 'form.notText' } },
    values: {},
  })
  const json = new Request('http://localhost/x', {
    method: 'POST',
    body: '{"name":"\\ud800","note":"\\ud83d\\ude00"}',
    headers: { 'content-type': 'application/json' },
  })
  expect(await parseForm(json, Sent)).toMatchObject({ errors: { name: { message: 'form.notText' } } })
})
