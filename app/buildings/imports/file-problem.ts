import type { ProblemCode } from './import.schema.ts'

/** The file as a whole is not what it should be: one sentence, and nothing is changed. */
export class FileProblem extends Error {
  override name = 'FileProblem'
  readonly code: ProblemCode
  readonly values: Record<string, string | number>

  constructor(code: ProblemCode, values: Record<string, string | number> = {}) {
    super(code)
    this.code = code
    this.values = values
  }
}
