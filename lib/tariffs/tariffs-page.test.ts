import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { quoteOcpi, quoteRequestSchema } from './ocpi/quote-request'

interface Example {
  readonly expect: { readonly lines: readonly string[]; readonly totalExclVat: string; readonly totalInclVat?: string }
}

const page = readFileSync(join(import.meta.dirname, '../../docs/tariffs.md'), 'utf8')
const examples = [...page.matchAll(/```json example\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text!) as Example)

describe('the examples of docs/tariffs.md', () => {
  it('are there', () => expect(examples.length).toBe(3))
  it.each(examples)('example %#', ({ expect: expected, ...request }) => {
    const { lines, total } = quoteOcpi(quoteRequestSchema.parse(request))
    expect(lines.map((line) => `${line.quantity} ${line.unit} × ${line.rate} = ${line.exact.exclVat}`)).toEqual(
      expected.lines,
    )
    expect(total.exact.exclVat).toBe(expected.totalExclVat)
    if (expected.totalInclVat) expect(total.exact.inclVat).toBe(expected.totalInclVat)
  })
})
