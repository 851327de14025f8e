import { expect, test } from 'vitest'
import { createRandom } from '../../simulator/random'
import { planTrial } from './plan-trial'
import { RecoveryWatch } from './recovery-watch'
import { runTrial } from './run-trial'
import { scoreTrial } from './score-trial'

test('a week of a simulated network: what goes wrong is found, once, and nothing else', () => {
  const trial = planTrial({ sites: 2, stationsPerSite: 4, days: 12, seed: 11 })
  const recovery = new RecoveryWatch(trial.stations, createRandom(11))
  const score = scoreTrial(trial, runTrial(trial, recovery))
  expect(score.injected).toBeGreaterThan(20)
  expect({ missed: score.missed, falseOnes: score.falseOnes, twice: score.twice }).toEqual({
    missed: [],
    falseOnes: [],
    twice: [],
  })
  // Self-recovery ran live all the while.
  expect(recovery.steps).toBeGreaterThan(3)
  expect(recovery.broken).toEqual([])
}, 60_000)

test('a detector that sees nothing, or sees too much, fails the trial', () => {
  const trial = planTrial({ sites: 1, stationsPerSite: 2, days: 10, seed: 5 })
  expect(scoreTrial(trial, []).found).toBe(0)
  const invented = { where: trial.stations[0]!.id, rule: 'offline', evse: 0, at: trial.from } as const
  expect(scoreTrial(trial, [invented]).falseOnes).toEqual([invented])
}, 60_000)
