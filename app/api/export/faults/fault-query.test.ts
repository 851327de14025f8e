import { expect, test } from 'vitest'
import type { FaultRow } from '@/lib/faults/queries/list-faults'
import { isExported, readFaultQuery } from './fault-query'

const row = (over: object = {}) =>
  ({
    stage: 'new',
    severity: 4,
    site: { id: 1n, name: 'Kista, P2', timeZone: 'Europe/Stockholm' },
    assignee: null,
    ...over,
  }) as unknown as FaultRow

test.each<[string, object, boolean]>([
  ['', {}, true],
  ['stage=new,verify', {}, true],
  ['stage=verify', {}, false],
  ['severity=alert', {}, true],
  ['severity=grave', {}, false],
  // As the table writes a name with a comma in it.
  ['site=Kista%252C+P2', {}, true],
  ['site=Solna', {}, false],
  ['assignee=Ingen', {}, true],
  ['assignee=Ingen', { assignee: { id: '1', name: 'Anna' } }, false],
  ['assignee=Tilldelat', { assignee: { id: null, name: null } }, true],
  ['assignee=Ingen', { assignee: { id: null, name: null } }, false],
  ['assignee=Anna,Bo', { assignee: { id: '1', name: 'Anna' } }, true],
  // What closed faults were when they closed narrows nothing.
  ['state=closed&stage=verify', {}, true],
])('?%s with %j is exported: %s', (query, over, expected) => {
  expect(isExported(row(over), readFaultQuery(new URLSearchParams(query)), 'Ingen', 'Tilldelat')).toBe(expected)
})
