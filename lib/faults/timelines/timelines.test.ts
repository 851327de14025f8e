import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../kernel/time'
import { RULE_NAMES } from '../rules/rule-names'
import { playTimeline } from './play-timeline'
import { readTimelines } from './read-timelines'
import { type ExpectedFault, TIMELINE_START } from './timeline'

const timelines = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.timeline'))
  .flatMap((file) => readTimelines(readFileSync(join(import.meta.dirname, file), 'utf8')))

const score = { found: 0, missed: 0, false: 0 }

/** As the files write it, so that a difference reads like one. */
function shown({ rule, where, place, cause, opensAt, closesAt, isMerged }: ExpectedFault): string {
  const time = (at: number) => {
    const days = Math.floor((at - TIMELINE_START) / DAY_MS)
    return `${days > 0 ? `${days}d` : ''}${new Date(at).toISOString().slice(11, 19).replace(/:00$/, '')}`
  }
  return `${rule} ${where} ${place} ${cause} ${time(opensAt)}-${isMerged ? '~' : ''}${closesAt === null ? '' : time(closesAt)}`
}

test.each(timelines.map((timeline) => [timeline.name, timeline] as const))('%s', (_name, timeline) => {
  // Sites are judged when somebody looks; what one station's faults are does not depend on when.
  const isOfSites = timeline.stations.some(({ site }) => site !== null)
  const found = playTimeline(timeline, isOfSites ? MINUTE_MS / 2 : 7 * MINUTE_MS)
    .map(shown)
    .sort()
  const expected = timeline.expected.map(shown).sort()
  for (const fault of expected) score[found.includes(fault) ? 'found' : 'missed']++
  for (const fault of found) if (!expected.includes(fault)) score.false++
  expect(found).toEqual(expected)
  const atOnce = isOfSites
    ? expected
    : playTimeline(timeline, 40 * DAY_MS)
        .map(shown)
        .sort()
  expect(atOnce).toEqual(expected)
})

test('there are sixty or more, with a fault of every rule and some with none', () => {
  expect(timelines.length).toBeGreaterThanOrEqual(60)
  expect(new Set(timelines.map(({ name }) => name)).size).toBe(timelines.length)
  const rules = new Set(timelines.flatMap(({ expected }) => expected.map(({ rule }) => rule)))
  expect([...RULE_NAMES].filter((name) => !rules.has(name))).toEqual([])
  expect(timelines.filter(({ expected }) => expected.length === 0).length).toBeGreaterThan(10)
})

afterAll(() => {
  const { found, missed } = score
  const precision = (found / Math.max(1, found + score.false)).toFixed(3)
  const recall = (found / Math.max(1, found + missed)).toFixed(3)
  process.stdout.write(
    `${timelines.length} timelines, ${found + missed} faults: precision ${precision}, recall ${recall}\n`,
  )
})
