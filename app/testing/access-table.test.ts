import { describe, expect, it } from 'vitest'
import { ACTIONS, HIDDEN_ACTIONS, PAGES, ROUTES } from './access-table'
import { listActions, listHiddenActions, listPages, listRoutes } from './list-entrances'

const known: readonly [string, readonly string[], readonly string[]][] = [
  ['route', listRoutes().map(({ id }) => id), Object.keys(ROUTES)],
  ['page', listPages().map(({ id }) => id), Object.keys(PAGES)],
  ['server action', listActions().map(({ id }) => id), Object.keys(ACTIONS)],
  ['hidden server action', listHiddenActions(), Object.keys(HIDDEN_ACTIONS)],
]

// e2e/access.spec.ts tries them over HTTP; this says at once, without a house, that one was forgotten.
describe.each(known)('every %s', (_kind, found, listed) => {
  it('is in access-table.ts, which says who may come in', () => {
    expect(found.filter((id) => !listed.includes(id))).toEqual([])
  })

  it('in access-table.ts exists', () => {
    expect(listed.filter((id) => !found.includes(id))).toEqual([])
  })
})
