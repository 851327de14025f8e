import { describe, expect, it } from 'vitest'
import { readLayout, USUAL_LAYOUT } from './layout'

describe('readLayout', () => {
  it.each([
    ['nothing', null],
    ['text', 'working'],
    ['an empty choice', {}],
    ['only what there is no more', { figures: ['moon'], panels: 'map' }],
  ])('%s is no choice', (_what, view) => {
    expect(readLayout(view)).toBeNull()
  })

  it('keeps the order, drops what is unknown and what comes twice', () => {
    expect(readLayout({ figures: ['power', 'moon', 'working', 'power'], panels: ['map', 7] })).toEqual({
      figures: ['power', 'working'],
      panels: ['map'],
    })
  })

  it('reads what it would write', () => {
    expect(readLayout(JSON.parse(JSON.stringify(USUAL_LAYOUT)))).toEqual(USUAL_LAYOUT)
  })
})
