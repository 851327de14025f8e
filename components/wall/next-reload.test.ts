import { describe, expect, it } from 'vitest'
import { reasonToReload, type Standing } from './next-reload'

const HOUR = 3_600_000
const now = new Date(2026, 10, 20, 14, 0).getTime()
const calm: Standing = {
  answer: { status: 200, build: 'a' },
  ownBuild: 'a',
  downSince: null,
  loadedAt: now - 30 * HOUR,
  now,
}
const atFour = new Date(2026, 10, 21, 4, 10).getTime()

describe('a page that stays open is loaded anew', () => {
  it.each<[string, Partial<Standing>, ReturnType<typeof reasonToReload>]>([
    ['not while all is well', {}, null],
    ['when another build answers', { answer: { status: 200, build: 'b' } }, 'new-build'],
    ['when nobody is signed in any more', { answer: { status: 401, build: null } }, 'signed-out'],
    ['when the stream stays away though the server answers', { downSince: now - 4 * 60_000 }, 'stuck'],
    ['not when the stream has only just gone', { downSince: now - 60_000 }, null],
    ['at night, when it is old', { now: atFour }, 'old'],
    ['not at night, when it is young', { now: atFour, loadedAt: atFour - HOUR }, null],
    ['never while the server is away', { answer: null, downSince: now - HOUR, now: atFour }, null],
    ['never while the server fails', { answer: { status: 502, build: null }, downSince: now - HOUR }, null],
    ['not again at once', { answer: { status: 200, build: 'b' }, loadedAt: now - 60_000 }, null],
  ])('%s', (_when, change, expected) => {
    expect(reasonToReload({ ...calm, ...change })).toBe(expected)
  })
})
