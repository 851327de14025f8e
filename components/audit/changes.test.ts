import { describe, expect, it } from 'vitest'
import { changesOf } from './changes'

describe('what an audit row changed', () => {
  it.each([
    [null, null, []],
    [{ name: 'A', fuseA: 63 }, { name: 'B', fuseA: 63 }, [{ field: 'name', before: 'A', after: 'B' }]],
    [null, { name: 'A', note: '' }, [{ field: 'name', before: null, after: 'A' }]],
    [{ siteIds: ['1', '2'] }, { siteIds: [] }, [{ field: 'siteIds', before: '1, 2', after: null }]],
    [null, { element: { price: '3.90' } }, [{ field: 'element', before: null, after: '{"price":"3.90"}' }]],
    ['queued', 'sent', [{ field: '', before: 'queued', after: 'sent' }]],
  ])('%j → %j', (before, after, changes) => {
    expect(changesOf(before, after)).toEqual(changes)
  })
})
