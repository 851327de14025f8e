import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { QUIRKS_PAGE, quirksPage } from './vendor-quirks'

test('docs/vendor-quirks.md is current (node --import tsx scripts/vendor-quirks.ts writes it)', () => {
  expect(readFileSync(QUIRKS_PAGE, 'utf8')).toBe(quirksPage())
})
