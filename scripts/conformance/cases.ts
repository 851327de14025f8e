import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const FOLDER = 'ocpp-server/conformance'

/** One test case of the Open Charge Alliance's lists for central systems, by the alliance's own number. */
export interface Case {
  readonly version: '1.6' | '2.0.1'
  readonly id: string
  readonly title: string
  /** 2.0.1: M mandatory, C conditional, ? came later, - withdrawn. 1.6 marks none. */
  readonly status: string
  /** Withdrawn cases need no test. */
  readonly isWanted: boolean
  /** The numbers in ocpp-server/SPEC.md whose breaking its test would show. */
  readonly rules: readonly string[]
}

/** The lists as they stand in the tree. */
export function readCases(): Case[] {
  const rows = (file: string) =>
    readFileSync(path.join(FOLDER, file), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
  return [
    ...rows('cases-1.6.tsv').map(
      ([id, title, rules]): Case => ({
        version: '1.6',
        id: id!,
        title: title!,
        status: '',
        isWanted: true,
        rules: listed(rules),
      }),
    ),
    ...rows('cases-2.0.1.tsv').map(
      ([id, status, title, rules]): Case => ({
        version: '2.0.1',
        id: id!,
        title: title!,
        status: status!,
        isWanted: status !== '-',
        rules: listed(rules),
      }),
    ),
  ]
}

const listed = (rules = '') => rules.split(', ').filter((rule) => rule !== '')

const CASE_ID = /\bTC_\w+?_CSMS\b/g

/** The cases a title (or a whole file) names. */
export const idsIn = (text: string): string[] => [...new Set(text.match(CASE_ID))]

/** Which files test which case: id → file names. The two versions share some numbers' form but never a number. */
export function filesByCase(): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const file of readdirSync(FOLDER).sort()) {
    if (!file.endsWith('.test.ts') || file === 'conformance.test.ts') continue
    for (const id of idsIn(readFileSync(path.join(FOLDER, file), 'utf8'))) {
      found.set(id, [...(found.get(id) ?? []), file])
    }
  }
  return found
}
