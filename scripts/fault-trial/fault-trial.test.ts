import { expect, test } from 'vitest'
import { planTrial } from './plan-trial'
import { runTrial } from './run-trial'
import { scoreTrial } from './score-trial'

test('a week of a simulated network: what goes wrong is found, once, and nothing else', () => {
  const trial = planTrial({ sites: 4, stationsPerSite: 3, days: 10, seed: 11 })
  const score = scoreTrial(trial, runTrial(trial))
  expect(score.injected).toBeGreaterThan(25)
  expect({ missed: score.missed, falseOnes: score.falseOnes, twice: score.twice }).toEqual({
    missed: [],
    falseOnes: [],
    twice: [],
  })
})

test('a detector that sees nothing, or sees too much, fails the trial', () => {
  const trial = planTrial({ sites: 1, stationsPerSite: 2, days: 10, seed: 5 })
  expect(scoreTrial(trial, []).found).toBe(0)
  const invented = { where: trial.stations[0]!.id, rule: 'offline', evse: 0, at: trial.from } as const
  expect(scoreTrial(trial, [invented]).falseOnes).toEqual([invented])
})
