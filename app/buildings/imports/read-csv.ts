import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { FileProblem } from './file-problem.ts'
import type { RawRow } from './raw-row.ts'

type Info = { record: string[]; info: { lines: number } }

/** Rows of a CSV file, by the names of its header. CR, LF and CRLF line ends, with or without a BOM. */
export async function* readCsv(text: AsyncIterable<string>, needs: string[]): AsyncGenerator<RawRow> {
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
  })
  const source = Readable.from(refuseJson(text), { objectMode: false, encoding: 'utf8' })
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)

  let columns: string[] | undefined
  let lastLine = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<Info>) {
      const line = lastLine + 1
      lastLine = info.lines
      if (!columns) {
        columns = nameColumns(record, needs)
        continue
      }
      yield record.length === columns.length
        ? { line, values: zip(columns, record) }
        : { line, values: zip(columns, record), columnCount: record.length }
    }
  } catch (error) {
    if (error instanceof CsvError) throw new FileProblem('quote', { line: lastLine + 1 })
    throw error
  } finally {
    source.destroy()
  }
  if (!columns) throw new FileProblem('empty')
}

async function* refuseJson(text: AsyncIterable<string>) {
  let first = true
  for await (const part of text) {
    if (first && /^\s*[{[]/.test(part)) throw new FileProblem('notCsv')
    first = false
    yield part
  }
}

function nameColumns(header: string[], needs: string[]) {
  const found = header.map((name) => name.trim().toLowerCase())
  const missing = needs.filter((name) => !found.includes(name.toLowerCase()))
  if (missing.length > 0) throw new FileProblem('columns', { columns: missing.join(', ') })
  return found.map((name) => needs.find((need) => need.toLowerCase() === name) ?? name)
}

function zip(columns: string[], record: string[]) {
  const values: Record<string, string> = Object.create(null)
  for (const [position, name] of columns.entries()) values[name] = record[position] ?? ''
  return values
}
