import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { KNOWLEDGE_PAGE, knowledgePage } from './fault-knowledge'

test('docs/fault-knowledge.md is current (node --import tsx scripts/fault-knowledge.ts writes it)', () => {
  expect(readFileSync(KNOWLEDGE_PAGE, 'utf8')).toBe(knowledgePage())
})
