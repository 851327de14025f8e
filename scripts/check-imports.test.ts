import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { checkImports } from './check-imports'
import { readImports } from './import-graph'

let root = ''

/** A little house with these files. */
function house(files: Record<string, string>): string {
  root = mkdtempSync(path.join(tmpdir(), 'laddvakt-imports-'))
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  return root
}
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('this tree breaks no rule, and its imports are really seen', () => {
  expect(checkImports('.')).toEqual([])
  const seen = readImports('.', ['components', 'ocpp-server']).filter(({ from }) => from.endsWith('.tsx'))
  expect(seen.some(({ to }) => to.startsWith('components/ui/'))).toBe(true)
})

test.each([
  ['ocpp-server/main.ts', `import { Page } from '../app/page'`, 'separate processes'],
  ['components/row.tsx', `import { db } from '@/lib/db/client'`, 'props in, events out'],
  ['components/row.tsx', `import {\n  listThings,\n} from '@/lib/things/queries'`, 'props in, events out'],
  ['lib/things/price.ts', `import { listThings } from './queries'`, 'pure files know no doors'],
  ['lib/things/price.ts', `import { env } from '../env'`, 'settings are read at the edge'],
  ['lib/things/price.ts', `const { db } = await import('../db/client')`, 'only queries and mutations'],
  ['lib/things/price.ts', `export { useState } from 'react'`, 'no web framework'],
  ['lib/kernel/money.ts', `import '../things/queries'`, 'stands on nothing'],
  ['simulator/main.ts', `import { listThings } from '../lib/things/queries'`, 'knows the wire'],
])('%s may not: %s', (file, text, why) => {
  const faults = checkImports(
    house({
      'app/page.tsx': 'export const Page = null',
      'lib/env.ts': 'export const env = 1',
      'lib/db/client.ts': 'export const db = 1',
      'lib/things/queries.ts': 'export const listThings = 1',
      [file]: text,
    }),
  )
  expect(faults.join('\n')).toContain(why)
})

test('types may be taken from anywhere they are', () => {
  const files = {
    'lib/things/queries.ts': 'export interface Thing {}',
    'components/row.tsx': `import type { Thing } from '@/lib/things/queries'\nimport { type Thing as Same } from '@/lib/things/queries'`,
  }
  expect(checkImports(house(files))).toEqual([])
})

test('a cycle is found once, and names that say nothing are', () => {
  const files = { 'lib/a.ts': `import './b'`, 'lib/b.ts': `import './a'`, 'lib/things/utils.ts': '' }
  expect(checkImports(house(files))).toEqual([
    'lib/a.ts → lib/b.ts → lib/a.ts: no cycles.',
    'lib/things/utils.ts: the name says nothing.',
  ])
})

test('an import that leads nowhere is an error', () => {
  expect(() => checkImports(house({ 'lib/a.ts': `import './gone'` }))).toThrow('lib/a.ts imports ./gone')
})
