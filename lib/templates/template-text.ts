import type { TemplateValue } from './template'

/** A template's values as people write them: one per line, `key = value`. */
export const valuesAsText = (values: readonly TemplateValue[]): string =>
  values.map(({ key, value }) => `${key} = ${value}`).join('\n')

/**
 * The other way round; empty lines and lines that begin with # are passed over. The number of the first line that is none of these,
 * when there is one.
 */
export function valuesFromText(text: string): { values: TemplateValue[] } | { line: number } {
  const values: TemplateValue[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue
    const [, key, value] = /^([^=]+)=(.*)$/.exec(line) ?? []
    if (key === undefined || value === undefined || key.trim() === '') return { line: index + 1 }
    values.push({ key: key.trim(), value: value.trim() })
  }
  return { values }
}
