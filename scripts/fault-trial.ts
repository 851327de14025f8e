import { createRandom } from '../simulator/random'
import { tell } from './fault'
import { planTrial } from './fault-trial/plan-trial'
import { RecoveryWatch } from './fault-trial/recovery-watch'
import { runTrial } from './fault-trial/run-trial'
import { scoreTrial } from './fault-trial/score-trial'
import { numberOption } from './number-option'
import { say } from './say'

// npm run fault-trial -- --days=30 --sites=20 --stations=6 --seed=1: a simulated network's month through the real detector.
try {
  const size = {
    days: numberOption('days', 30),
    sites: numberOption('sites', 20),
    stationsPerSite: numberOption('stations', 6),
    seed: numberOption('seed', 1),
  }
  const trial = planTrial(size)
  const facts = trial.stations.reduce((sum, station) => sum + station.facts.length, 0)
  say(`${size.days} days of ${trial.stations.length} stations at ${size.sites} sites: ${facts} facts.`)
  const startedAt = performance.now()
  const recovery = new RecoveryWatch(trial.stations, createRandom(size.seed).fork('recovery'))
  const score = scoreTrial(trial, runTrial(trial, recovery))
  const seconds = (performance.now() - startedAt) / 1000
  say(`Lived through in ${seconds.toFixed(1)} s (${Math.round(facts / seconds)} facts a second).`)
  for (const [kind, { injected, found }] of score.byKind) say(`  ${kind}: ${found} of ${injected}`)
  const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`
  say(`found ${percent(score.found, score.injected)} (${score.found} of ${score.injected})`)
  say(`false ${percent(score.falseOnes.length, score.opened)} (${score.falseOnes.length} of ${score.opened})`)
  say(`opened twice: ${score.twice.length}`)
  say(`self-recovery: ${recovery.runs} runs, ${recovery.steps} steps, guards broken: ${recovery.broken.length}`)
  for (const why of recovery.broken.slice(0, 20)) say(`broken: ${why}`)
  for (const one of score.missed) say(`missed: ${one.kind} at ${one.where}, ${new Date(one.from).toISOString()}`)
  for (const fault of [...score.falseOnes, ...score.twice])
    say(`not injected: ${fault.rule} at ${fault.where} ${fault.evse}, ${new Date(fault.at).toISOString()}`)
  const isGood =
    score.found >= 0.99 * score.injected &&
    score.falseOnes.length <= 0.01 * score.opened &&
    score.twice.length === 0 &&
    recovery.broken.length === 0
  process.exitCode = isGood ? 0 : 1
} catch (error) {
  tell(error)
  process.exitCode = 1
}
